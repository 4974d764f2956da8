"""The annexes of the récit: weights, crossings, saturation, deck, origins of the quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from analysis.recit.context import CrossingTable, DeckRow, Fact, Figure, WeightRow
from analysis.recit.counts import interval
from analysis.recit.small_cells import Hidden, hidden_by_effect, hidden_publics
from analysis.recit.source import RecitSource
from analysis.recit.voice import AGES, GENDERS, card_name, public_label
from analysis.steps.chart_sheet import Chart
from analysis.steps.charts import Share, cards_chart, crossing_chart, saturation_chart, weights_chart
from analysis.steps.cross import SMALL_CELL, too_small
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Crossing, Weight
from analysis.steps.wording import capital, counted, decimal, grouped, listed, people

Draw = Callable[[Chart], object]
_TITLES = {
    "genre": ("Selon le genre", "Effet"),
    "age": ("Selon l'âge", "Effet"),
    "kpa": ("Selon la KPA", "KPA"),
    "carte": ("Selon la carte prise", "Carte"),
}


def pairs(source: RecitSource) -> tuple[tuple[Effect, Weight], ...]:
    """Every effect of the grid with its weight, in the order of the grid; zero for one that was not weighed."""
    weights = {weight.effect: weight for weight in source.analysis.weights}
    base = len(source.analysis.people)
    return tuple((effect, weights.get(effect.id, _nobody(effect.id, base))) for effect in source.taxonomy.effects)


def _nobody(effect: str, base: int) -> Weight:
    return Weight(effect, 0, base, 0, 0, 0.0, 0.0, 0.0, 0, 0, (0, 0, 0), 0)


def weight_rows(source: RecitSource) -> tuple[WeightRow, ...]:
    """The table of weights, one effect a line."""
    rows = []
    for effect, weight in pairs(source):
        evoked, example, lasting = weight.by_strength
        rows.append(
            WeightRow(
                label=effect.label,
                people=f"{weight.people} sur {weight.base}",
                kpas=str(weight.kpas),
                weight=decimal(weight.weight),
                interval=interval(weight),
                strength=f"{lasting} dure, {example} exemple, {evoked} évoqué",
            )
        )
    return tuple(rows) if source.analysis.people else ()


def weights_note(source: RecitSource) -> str:
    """How to read the table of weights."""
    if not source.analysis.people:
        return "Aucun entretien : rien à peser."
    return (
        "Les paroles de chaque effet sont dans sa partie ; ce tableau ne les remplace pas. Le poids va de 0 (personne n'en "
        "parle) à 1 (chacun raconte un changement qui dure). L'intervalle est indicatif : peu de KPA, des personnes non "
        "tirées au sort. Les votes d'atelier, quand il y en a, restent à part."
    )


def weights_figure(source: RecitSource, *, draw: Draw) -> Figure | None:
    """The chart of weights; None without interviews."""
    return _figure(weights_chart(pairs(source)), draw) if source.analysis.people else None


def crossing_tables(source: RecitSource, *, draw: Draw) -> tuple[CrossingTable, ...]:
    """One table a variable that was crossed, small cells masked."""
    groups: dict[str, list[Crossing]] = defaultdict(list)
    for crossing in source.analysis.crossings:
        if source.taxonomy.effect(crossing.effect):
            groups[crossing.variable].append(crossing)
    return tuple(
        _profile_table(source, variable, groups[variable], draw=draw)
        if variable != "carte"
        else _card_table(source, groups[variable])
        for variable in _TITLES
        if groups[variable]
    )


def crossings_note(tables: Sequence[CrossingTable]) -> str:
    """What is masked and how to read a share."""
    if not tables:
        return "Aucune comparaison n'a été faite entre publics."
    return (
        f"« 15 sur 18 » veut dire : sur 18 personnes de ce public, 15 en parlent. Un nombre de 1 à {SMALL_CELL - 1} est "
        f"remplacé par « moins de {SMALL_CELL} » ; un autre est parfois tu avec lui, sinon une soustraction le ferait "
        "retrouver. Une différence entre deux publics n'est pas une preuve : les groupes sont petits."
    )


def _profile_table(
    source: RecitSource, variable: str, crossings: Sequence[Crossing], *, draw: Draw
) -> CrossingTable:
    title, head = _TITLES[variable]
    hidden = hidden_by_effect(crossings)
    publics = hidden_publics({crossing.value: crossing.base for crossing in crossings})
    values = _in_order(variable, crossings)
    compared = [value for value in values if value not in publics]
    note = _masked_publics(variable, values, publics)
    if len(compared) < 2:
        return CrossingTable(title, head, (), f"{note} Il ne reste pas deux groupes à comparer.".strip(), None)
    by_key = {(crossing.value, crossing.effect): crossing for crossing in crossings}
    if variable == "kpa":
        rows = _rows_by_value(source, variable, compared, by_key, hidden)
        return CrossingTable(title, head, rows, note, None)
    rows = _rows_by_effect(source, variable, compared, by_key, hidden)
    figure = _figure(_chart(source, variable, compared, by_key, hidden), draw)
    return CrossingTable(title, head, rows, note, figure)


def _masked_publics(variable: str, values: Sequence[str], publics: Hidden) -> str:
    small = [public_label(variable, value) for value in values if value in publics.small]
    beside = [public_label(variable, value) for value in values if value in publics.beside]
    said = f"Moins de {SMALL_CELL} personnes, donc pas montré : {listed(small)}." if small else ""
    return said + (f" Pas montré non plus, pour protéger les plus petits : {listed(beside)}." if beside else "")


def _rows_by_effect(
    source: RecitSource,
    variable: str,
    values: Sequence[str],
    by_key: Mapping[tuple[str, str], Crossing],
    hidden: Mapping[str, Hidden],
) -> tuple[Fact, ...]:
    rows = []
    for effect in source.taxonomy.effects:
        cells = [(public_label(variable, v), by_key[v, effect.id], v) for v in values if (v, effect.id) in by_key]
        if cells:
            rows.append(Fact(effect.label, _cells([(n, c, _state(hidden[effect.id], v)) for n, c, v in cells])))
    return tuple(rows)


def _rows_by_value(
    source: RecitSource,
    variable: str,
    values: Sequence[str],
    by_key: Mapping[tuple[str, str], Crossing],
    hidden: Mapping[str, Hidden],
) -> tuple[Fact, ...]:
    rows = []
    for value in values:
        cells = [
            (effect.short, by_key[value, effect.id], _state(hidden[effect.id], value))
            for effect in source.taxonomy.effects
            if (value, effect.id) in by_key
        ]
        rows.append(Fact(public_label(variable, value), _cells(cells)))
    return tuple(rows)


def _card_table(source: RecitSource, crossings: Sequence[Crossing]) -> CrossingTable:
    """Cards do not add up to a total (one takes several), so only small cells are masked."""
    title, head = _TITLES["carte"]
    effects = {effect.id: effect.short for effect in source.taxonomy.effects}
    groups: dict[str, list[Crossing]] = defaultdict(list)
    for crossing in crossings:
        groups[crossing.value].append(crossing)
    rows, small = [], []
    order = [card.id for card in source.deck.cards] + ["joker"]
    for value in sorted(groups, key=lambda v: order.index(v) if v in order else len(order)):
        card = source.deck.card(value)
        name = card_name(card) if card else value
        if groups[value][0].base < SMALL_CELL:
            small.append(name)
            continue
        cells = [(effects[c.effect], c, "small" if too_small(c) else "") for c in groups[value]]
        rows.append(Fact(f"{name} ({people(groups[value][0].base)})", _cells(cells, base=False)))
    note = f"Prises par moins de {SMALL_CELL} personnes, donc pas montrées : {listed(small)}." if small else ""
    return CrossingTable(title, head, tuple(rows), note, None)


def _cells(cells: Sequence[tuple[str, Crossing, str]], *, base: bool = True) -> str:
    """« femmes 15 sur 18 ; moins de 5 : hommes »; the shown ones first."""
    shown = [
        f"{name} {crossing.people}{f' sur {crossing.base}' if base else ''}"
        for name, crossing, state in cells
        if not state and crossing.people
    ]
    groups = (
        (f"moins de {SMALL_CELL}", [name for name, _, state in cells if state == "small"]),
        ("personne", [name for name, crossing, state in cells if not state and not crossing.people]),
        ("non montré", [name for name, _, state in cells if state == "beside"]),
    )
    said = [f"{label} : {', '.join(names)}" for label, names in groups if names]
    return capital(" ; ".join([", ".join(shown)] * bool(shown) + said)) + "."


def _state(hidden: Hidden, value: str) -> str:
    if value in hidden.small:
        return "small"
    return "beside" if value in hidden.beside else ""


def _chart(
    source: RecitSource,
    variable: str,
    values: Sequence[str],
    by_key: Mapping[tuple[str, str], Crossing],
    hidden: Mapping[str, Hidden],
) -> Chart:
    shares = []
    for effect in source.taxonomy.effects:
        for value in values:
            crossing = by_key.get((value, effect.id))
            if crossing:
                said = None if value in hidden[effect.id] else crossing.people
                state = _state(hidden[effect.id], value)
                label = public_label(variable, value)
                shares.append(Share(effect.label, effect.style, label, said, crossing.base, beside=state == "beside"))
    return crossing_chart(_TITLES[variable][0], shares, name=f"croisement-{variable}")


def _in_order(variable: str, crossings: Sequence[Crossing]) -> list[str]:
    values = dict.fromkeys(crossing.value for crossing in crossings)
    known = {"genre": GENDERS, "age": AGES}.get(variable)
    return [value for value in known if value in values] if known else sorted(values)


def saturation_note(source: RecitSource) -> str:
    """What the curve says."""
    curve = source.analysis.saturation
    if len(curve) < 3:
        return "Il y a trop peu d'entretiens pour dire si l'on a assez écouté."
    last = min(5, len(curve) - 1)
    gain = curve[-1] - curve[-1 - last]
    verdict = (
        "La courbe s'aplatit : de nouveaux entretiens redisent surtout ce qu'on sait déjà."
        if gain <= 0.1 * curve[-1]
        else "La courbe monte encore : de nouveaux entretiens apprendraient sans doute autre chose."
    )
    return f"Les {last} derniers entretiens ajoutent en moyenne {decimal(gain, places=1)} chose nouvelle. {verdict}"


def saturation_figure(source: RecitSource, *, draw: Draw) -> Figure | None:
    """The curve; None with fewer than three interviews."""
    curve = source.analysis.saturation
    return _figure(saturation_chart(curve), draw) if len(curve) > 2 else None


def taken(source: RecitSource) -> dict[str, int]:
    """How many people took each card, in the order of the deck, jokers together; zeros included."""
    by_card: dict[str, set[str]] = {card.id: set() for card in source.deck.cards if not card.joker}
    by_card["joker"] = set()
    jokers = {card.id for card in source.deck.cards if card.joker}
    for person in source.analysis.people:
        for note in person.notes:
            if note.card:
                by_card.setdefault("joker" if note.card in jokers else note.card, set()).add(person.id)
    return {card: len(members) for card, members in by_card.items()}


def cards_taken(source: RecitSource) -> str:
    """How many cards people took, in a sentence; "" when no note was taken under a card."""
    number = sum(taken(source).values())
    people_ = len(source.analysis.people)
    if not number:
        return ""
    mean = f", soit {decimal(number / people_, places=1)} par personne en moyenne" if people_ > 1 else ""
    return f"{grouped(number)} cartes racontées{mean}." if number > 1 else "Une carte racontée."


def cards_figure(source: RecitSource, *, draw: Draw) -> Figure | None:
    """How often each card was taken; None when none was."""
    counts = [(_card_title(source, card), number) for card, number in taken(source).items()]
    if not any(number for _, number in counts):
        return None
    return _figure(cards_chart(counts, base=len(source.analysis.people)), draw)


def deck_intro(source: RecitSource) -> str:
    """What the deck is."""
    jokers = sum(card.joker for card in source.deck.cards)
    return (
        f"« {source.deck.title} » a {counted(len(source.deck.cards) - jokers, 'un thème', 'thèmes')} et "
        f"{counted(jokers, 'un joker', 'jokers')}. Chacun prend les cartes qu'il veut, dans l'ordre qu'il veut : une carte "
        "laissée ne dit rien de mal ni de bien."
    )


def deck_rows(source: RecitSource) -> tuple[DeckRow, ...]:
    """The cards in the order of print, jokers as one line."""
    counts = taken(source)
    rows = []
    for card in source.deck.cards:
        key = "joker" if card.joker else card.id
        if key in counts:
            number = counts.pop(key)
            rows.append(DeckRow(card.title, card.spoken.get("fr", ""), capital(people(number)) if number else "—"))
    return tuple(rows)


def origins_note(number: int) -> str:
    """How to find a quote again."""
    if not number:
        return "Aucune parole n'est citée dans ce récit."
    return (
        "Le numéro entre crochets suit chaque parole citée. L'équipe retrouve ici l'entretien, la carte et la place du "
        "passage. Cette annexe reste dans l'équipe : retirez-la avant de diffuser le récit."
    )


def _card_title(source: RecitSource, card_id: str) -> str:
    card = source.deck.card(card_id)
    return card.title if card else card_id


def _figure(chart: Chart, draw: Draw) -> Figure:
    return Figure(chart.title, draw(chart))
