"""The annexes of the récit: weights, saturation, deck, origins of the quotes. Crossings have their own file."""

from __future__ import annotations

from collections.abc import Callable

from analysis.recit.context import DeckRow, Figure, WeightRow
from analysis.recit.counts import interval
from analysis.recit.source import RecitSource
from analysis.steps.chart_sheet import Chart
from analysis.steps.charts import saturation_chart, weights_chart
from analysis.steps.cross import SMALL_CELL
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight
from analysis.steps.wording import counted, decimal, grouped, people

Draw = Callable[[Chart], object]


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
                strength=f"{lasting} durable, {example} exemple, {evoked} évoqué",
            )
        )
    return tuple(rows) if source.analysis.people else ()


def weights_note(source: RecitSource) -> str:
    """How to read the table of weights."""
    if not source.analysis.people:
        return "Aucun entretien : rien à peser."
    return (
        "Les paroles de chaque effet sont dans sa partie ; ce tableau ne les remplace pas. Le poids va de 0 "
        "(personne n'en parle) à 1 (chacun raconte un changement qui dure). L'intervalle est indicatif : peu de KPA, "
        "des personnes non tirées au sort. Les votes d'atelier, quand il y en a, restent à part."
    )


def weights_figure(source: RecitSource, *, draw: Draw) -> Figure | None:
    """The chart of weights; None without interviews."""
    return _figure(weights_chart(pairs(source)), draw) if source.analysis.people else None


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


def deck_intro(source: RecitSource) -> str:
    """What the deck is."""
    jokers = sum(card.joker for card in source.deck.cards)
    return (
        f"« {source.deck.title} » a {counted(len(source.deck.cards) - jokers, 'un thème', 'thèmes')} et "
        f"{counted(jokers, 'un joker', 'jokers')}. Chacun prend les cartes qu'il veut, dans l'ordre qu'il veut : une "
        "carte laissée ne dit rien de mal ni de bien."
    )


def deck_rows(source: RecitSource) -> tuple[DeckRow, ...]:
    """The cards in the order of print, jokers as one line."""
    counts = taken(source)
    rows = []
    for card in source.deck.cards:
        key = "joker" if card.joker else card.id
        if key in counts:
            number = counts.pop(key)
            rows.append(DeckRow(card.title, card.spoken.get("fr", ""), _few(number)))
    return tuple(rows)


def origins_note(number: int) -> str:
    """How to find a quote again."""
    if not number:
        return "Aucune parole n'est citée dans ce récit."
    return (
        "Le numéro entre crochets suit chaque parole citée. L'équipe retrouve ici l'entretien, la carte et la place du "
        "passage. Cette annexe reste dans l'équipe : retirez-la avant de diffuser le récit."
    )


def _few(number: int) -> str:
    """« 12 personnes », « moins de 5 personnes »: as in the annex that follows, small numbers stay in the team."""
    return f"moins de {SMALL_CELL} personnes" if 0 < number < SMALL_CELL else people(number)


def _figure(chart: Chart, draw: Draw) -> Figure:
    return Figure(chart.title, draw(chart))
