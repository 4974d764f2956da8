"""The crossings of the récit: who speaks of what, by gender, age, KPA and card; small cells never leave the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from analysis.recit.context import CrossingTable, Fact, Figure
from analysis.recit.source import RecitSource
from analysis.recit.voice import AGES, GENDERS, card_name, public_label
from analysis.steps.chart_sheet import Chart
from analysis.steps.charts import Share, crossing_chart
from analysis.steps.cross import SMALL_CELL, too_small
from analysis.steps.small_cells import Hidden, hidden_by_effect, hidden_publics
from analysis.steps.types import Crossing
from analysis.steps.wording import capital, listed, people

Draw = Callable[[Chart], object]
ByKey = Mapping[tuple[str, str], Crossing]
_TITLES = {
    "genre": ("Selon le genre", "Effet"),
    "age": ("Selon l'âge", "Effet"),
    "kpa": ("Selon la KPA", "KPA"),
    "carte": ("Selon la carte prise", "Carte"),
}


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
        f"« 15 sur 18 » veut dire : sur 18 personnes de ce public, 15 en parlent. Un nombre de 1 à {SMALL_CELL - 1} "
        f"est remplacé par « moins de {SMALL_CELL} » ; un autre est parfois tu avec lui, sinon une soustraction le "
        "ferait retrouver. Une différence entre deux publics n'est pas une preuve : les groupes sont petits."
    )


def _profile_table(source: RecitSource, variable: str, crossings: Sequence[Crossing], *, draw: Draw) -> CrossingTable:
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
    chart = _chart(source, variable, compared, by_key, hidden)
    return CrossingTable(title, head, rows, note, Figure(chart.title, draw(chart)))


def _masked_publics(variable: str, values: Sequence[str], publics: Hidden) -> str:
    small = [public_label(variable, value) for value in values if value in publics.small]
    beside = [public_label(variable, value) for value in values if value in publics.beside]
    said = f"Moins de {SMALL_CELL} personnes, donc pas montré : {listed(small)}." if small else ""
    return said + (f" Pas montré non plus, pour protéger les plus petits : {listed(beside)}." if beside else "")


def _rows_by_effect(
    source: RecitSource,
    variable: str,
    values: Sequence[str],
    by_key: ByKey,
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
    by_key: ByKey,
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
    by_key: ByKey,
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
