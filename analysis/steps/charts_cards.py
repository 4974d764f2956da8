"""The drawings of the life of the cards, each with the sentence that replaces it: how often and how early they are taken, at
what rank, what follows what, two sides of a comparison. No drawing library is loaded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.steps.card_flow import paint_flow
from analysis.steps.card_painters import (
    Bar,
    Passage,
    Strip,
    Wrap,
    paint_bars,
    paint_pairs,
    paint_strips,
    rank_name,
)
from analysis.steps.chart_paper import Drawing
from analysis.steps.chart_paper import wrapped as about_wrapped
from analysis.steps.wording import counted, listed

__all__ = ["Bar", "Passage", "Strip", "bars_drawing", "flow_drawing", "pairs_drawing", "rank_name", "ranks_drawing"]


def bars_drawing(bars: Sequence[Bar], *, name: str = "cartes-prises", wrap: Wrap = about_wrapped) -> Drawing:
    """How often each card was taken; the full part of the bar is how often it was the first one."""
    said = [f"{bar.title}, {bar.said}{_first_said(bar)}" for bar in bars]
    alt = f"Cartes prises : {' ; '.join(said)}." if said else "Aucune carte à montrer."
    return Drawing(name, "Les cartes prises, et celles prises en premier", alt, partial(paint_bars, bars, wrap))


def ranks_drawing(strips: Sequence[Strip], *, name: str = "rangs", wrap: Wrap = about_wrapped) -> Drawing:
    """At what rank each card was taken, the darker the more often."""
    told = ((strip.title, _ranks_said(strip.ranks)) for strip in strips)
    alt = f"Rang des cartes. {' ; '.join(f'{title} : {said}' for title, said in told)}." if strips else "Aucune carte."
    return Drawing(name, "À quel rang chaque carte est prise", alt, partial(paint_strips, strips, wrap))


def flow_drawing(passages: Sequence[Passage], *, name: str = "suites", wrap: Wrap = about_wrapped) -> Drawing:
    """From card to card: the wider the band, the more interviews go that way."""
    said = [
        f"{one.before} puis {one.after} : {counted(one.interviews, 'un entretien', 'entretiens')}" for one in passages
    ]
    alt = f"Ce qui s'enchaîne. {' ; '.join(said)}." if said else "Aucune suite à montrer."
    return Drawing(name, "Quelle carte suit quelle carte", alt, partial(paint_flow, passages, wrap))


def pairs_drawing(
    left: Sequence[Bar], right: Sequence[Bar], *, names: tuple[str, str], name: str = "deux-cotes"
) -> Drawing:
    """The same cards on two sides, each as a share of its own base."""
    pairs = list(zip(left, right, strict=True))
    said = [f"{one.title} : {one.said} et {other.said}" for one, other in pairs]
    alt = f"{listed(names)}. {' ; '.join(said)}." if said else "Rien à comparer."
    return Drawing(name, "La part des entretiens où chaque carte est prise", alt, partial(paint_pairs, pairs, names))


def _first_said(bar: Bar) -> str:
    if bar.first is None:  # small, or untold so that a small one is not found
        return ""
    return f", {counted(bar.first, 'une fois', 'fois')} en premier" if bar.first else ""


def _ranks_said(ranks: Sequence[int]) -> str:
    told = [f"{rank_name(n, last=n == len(ranks))} {times} fois" for n, times in enumerate(ranks, 1) if times]
    return ", ".join(told) or "jamais prise"
