"""Draws the charts of a run once, when it is kept, so that no page waits for matplotlib."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.steps.charts import Chart, Share, cards_chart, crossing_chart, saturation_chart, weights_chart
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Analysis
from analysis.steps.wording import listed
from cards.deck import Deck
from kparole.wording import age_band, gender

CROSSED = {"genre": "Selon le genre", "age": "Selon l'âge"}


def draw_charts(analysis: Analysis, taxonomy: Taxonomy, deck: Deck) -> dict[str, dict[str, str]]:
    """Every chart of the pages by name: title, text alternative, wide and narrow SVG, clean for a strict policy."""
    return {
        name: {"title": c.title, "alt": c.alt, "wide": c.svg(), "narrow": c.svg(narrow=True)}
        for name, c in _charts(analysis, taxonomy, deck)
    }


def _charts(analysis: Analysis, taxonomy: Taxonomy, deck: Deck) -> Iterator[tuple[str, Chart]]:
    yield "weights", weights_chart(list(zip(taxonomy.effects, analysis.weights, strict=True)))
    yield "saturation", saturation_chart(analysis.saturation)
    for variable, title in CROSSED.items():
        shares = _shares(analysis, taxonomy, variable)
        if shares:
            yield f"crossing-{variable}", crossing_chart(title, shares, name=f"publics-{variable}")
    taken = _taken(analysis, deck)
    if taken:
        yield "crossing-carte", cards_chart(taken, base=len(analysis.people))


def _shares(analysis: Analysis, taxonomy: Taxonomy, variable: str) -> list[Share]:
    named = {"genre": gender, "age": age_band}[variable]
    by_effect = {effect.id: effect for effect in taxonomy.effects}
    found = [c for c in analysis.crossings if c.variable == variable]
    order = list(by_effect)
    found.sort(key=lambda c: order.index(c.effect))
    return [
        Share(by_effect[c.effect].label, by_effect[c.effect].style, named(c.value), c.people, c.base) for c in found
    ]


def _taken(analysis: Analysis, deck: Deck) -> list[tuple[str, int]]:
    """How many people took each card, titles as printed; jokers together."""
    counted: Counter[str] = Counter()
    for person in analysis.people:
        counted.update({note.card for note in person.notes if note.card})
    titles = {card.id: listed(card.openings, last="ou") for card in deck.cards}
    return [(titles.get(card, "JOKER" if card == "joker" else card), times) for card, times in counted.most_common()]
