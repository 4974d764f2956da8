"""The drawings of the pages of the analysis, made when a page is asked for: they follow what people decided and may be read."""

from __future__ import annotations

from collections import Counter

from analysis.steps.chart_painters import Share
from analysis.steps.chart_paper import Drawing
from analysis.steps.drawings import cards_drawing, crossing_drawing, proofs_drawing, saturation_drawing
from analysis.steps.small_cells import Hidden, hidden_by_effect
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Analysis
from analysis.steps.wording import listed
from cards.deck import Deck
from kparole.wording import age_band, gender

CROSSED = {"genre": "Selon le genre", "age": "Selon l'âge"}


def draw_weights(analysis: Analysis, taxonomy: Taxonomy) -> Drawing:
    """Who speaks of each effect."""
    return proofs_drawing(list(zip(taxonomy.effects, analysis.weights, strict=True)))


def draw_saturation(analysis: Analysis) -> Drawing:
    """The curve of what each interview adds."""
    return saturation_drawing(analysis.saturation)


def draw_crossings(analysis: Analysis, taxonomy: Taxonomy, deck: Deck, *, masked: bool) -> dict[str, Drawing]:
    """The drawings of the crossings by variable; one that would show nothing is not there.

    ``masked``: counts that would give a small one away are hidden too, and cards are not drawn.
    """
    found: dict[str, Drawing] = {}
    for variable, title in CROSSED.items():
        shares = _shares(analysis, taxonomy, variable, masked=masked)
        if shares:
            found[variable] = crossing_drawing(title, shares, name=f"publics-{variable}")
    taken = [] if masked else _taken(analysis, deck)
    if taken:
        found["carte"] = cards_drawing(taken, base=len(analysis.people))
    return found


def _shares(analysis: Analysis, taxonomy: Taxonomy, variable: str, *, masked: bool) -> list[Share]:
    named = {"genre": gender, "age": age_band}[variable]
    by_effect = {effect.id: effect for effect in taxonomy.effects}
    order = list(by_effect)
    found = sorted((c for c in analysis.crossings if c.variable == variable), key=lambda c: order.index(c.effect))
    hidden = hidden_by_effect(found) if masked else {}
    nothing = Hidden(frozenset(), frozenset())
    shares = []
    for cell in found:
        effect, kept = by_effect[cell.effect], hidden.get(cell.effect, nothing)
        people = None if cell.value in kept else cell.people
        beside = cell.value in kept.beside
        shares.append(Share(effect.label, effect.style, named(cell.value), people, cell.base, beside=beside))
    return shares


def _taken(analysis: Analysis, deck: Deck) -> list[tuple[str, int]]:
    """How many people took each card, titles as printed; jokers together."""
    counted: Counter[str] = Counter()
    for person in analysis.people:
        counted.update({note.card for note in person.notes if note.card})
    titles = {card.id: listed(card.openings, last="ou") for card in deck.cards}
    return [(titles.get(card, "JOKER" if card == "joker" else card), times) for card, times in counted.most_common()]
