"""The charts of the analysis for pages, written as SVG when a page is asked for: no drawing library is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.steps.chart_painters import (
    ABOUT,
    Share,
    cards_said,
    crossing_said,
    paint_cards,
    paint_crossing,
    paint_curve,
    paint_weights,
    saturation_said,
    weights_said,
)
from analysis.steps.chart_paper import Drawing
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight


def proofs_drawing(pairs: Sequence[tuple[Effect, Weight]], *, name: str = "poids") -> Drawing:
    """People who speak of each effect, by their strongest evidence, with the indicative interval as a bracket."""
    title = "Qui parle de chaque effet, et jusqu'où va la preuve"
    return Drawing(name, title, weights_said(pairs), partial(paint_weights, pairs, ABOUT))


def crossing_drawing(title: str, shares: Sequence[Share], *, name: str) -> Drawing:
    """Share of each public that speaks of each effect; small counts are never drawn."""
    return Drawing(name, title, crossing_said(title, shares), partial(paint_crossing, shares, ABOUT))


def saturation_drawing(curve: Sequence[float], *, name: str = "saturation") -> Drawing:
    """How many different things were said after 1, 2, … interviews."""
    return Drawing(name, "Ce que chaque entretien ajoute", saturation_said(curve), partial(paint_curve, curve))


def cards_drawing(counts: Sequence[tuple[str, int]], *, base: int, name: str = "cartes") -> Drawing:
    """How many people took each card: (title, people), most first."""
    ordered = sorted(counts, key=lambda item: -item[1])
    return Drawing(name, "Les cartes choisies", cards_said(ordered, base), partial(paint_cards, ordered, ABOUT))
