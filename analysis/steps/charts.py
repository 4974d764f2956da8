"""The charts of the analysis for Word, from plain data: each gives a ``Chart`` (PNG, a sentence for who does not see it).

Import late: matplotlib is slow to load. The same painters draw the pages (``analysis.steps.drawings``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.steps.chart_marks import Box, fill
from analysis.steps.chart_painters import (
    Ruler,
    Share,
    bracket,
    crossing_said,
    interval,
    paint_crossing,
    paint_curve,
    paint_weights,
    saturation_said,
    weights_said,
)
from analysis.steps.chart_sheet import Chart, Sheet, breadth, wrapped
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight
from analysis.steps.wording import capital, people

__all__ = [
    "Chart",
    "Column",
    "Share",
    "crossing_chart",
    "proof_chart",
    "saturation_chart",
    "weights_chart",
]

EXACT = Ruler(wrapped, breadth)
MARGIN = 40.0  # room for the numbers at both ends of an interval
Column = tuple[int, bool]
"""One person: her strongest evidence (0 none … 3 lasting change), and whether she also says the contrary."""


def weights_chart(pairs: Sequence[tuple[Effect, Weight]], *, name: str = "poids") -> Chart:
    """People who speak of each effect, by their strongest evidence, with the indicative interval as a bracket."""
    title = "Qui parle de chaque effet, et jusqu'où va la preuve"
    return Chart(name, title, weights_said(pairs), partial(paint_weights, pairs, EXACT))


def proof_chart(effect: Effect, weight: Weight, columns: Sequence[Column]) -> Chart:
    """One column a person, as high as her evidence is strong; below, a dashed square for who says the contrary."""
    ordered = sorted(columns, key=lambda column: (-column[0], not column[1]))
    title = f"{effect.label} : une colonne, une personne"

    def paint(sheet: Sheet) -> None:
        if not ordered:
            sheet.words(0, 22, "Aucun entretien pour le moment.")
            return
        pitch = min(24.0, (sheet.width - 2 * MARGIN) / len(ordered))
        for place, (strength, contrary) in enumerate(ordered):
            _column(sheet, MARGIN + place * pitch, pitch, effect.style, strength, contrary=contrary)
        sheet.line([(MARGIN - 3, 73), (MARGIN + len(ordered) * pitch, 73)], colour="none")
        if weight.people:
            _bracket_below(sheet, weight, pitch)

    return Chart(f"preuve-{effect.id}", title, _proof_alt(effect, weight), paint)


def crossing_chart(title: str, shares: Sequence[Share], *, name: str) -> Chart:
    """Share of each public that speaks of each effect; the label says how many out of how many."""
    return Chart(name, title, crossing_said(title, shares), partial(paint_crossing, shares, EXACT))


def saturation_chart(curve: Sequence[float], *, name: str = "saturation") -> Chart:
    """How many different things were said after 1, 2, … interviews."""
    return Chart(name, "Ce que chaque entretien ajoute", saturation_said(curve), partial(paint_curve, curve))


def _column(sheet: Sheet, x: float, pitch: float, style: str, strength: int, *, contrary: bool) -> None:
    side = min(pitch * 0.76, 16.0)
    for level in range(strength):
        fill(sheet, Box(x, 71 - (level + 1) * (side + 3), side, side), style)
    if not strength:
        sheet.disc(x + side / 2, 71 - side / 2, max(min(3.6, side / 2 - 0.5), 0.4), colour="none", outline=2)
    if contrary:
        box = Box(x + 1, 80, max(side - 2, 1), max(side - 2, 1))
        sheet.shape([box.outline], colour=style or "none", outline=min(2.4, pitch / 6), dashed=True)


def _bracket_below(sheet: Sheet, weight: Weight, pitch: float) -> None:
    y = 112.0
    low, high, here = (MARGIN + n * pitch for n in (weight.people_low, weight.people_high, weight.people))
    bracket(sheet, low, high, y)
    sheet.disc(here, y, 6)
    sheet.words(low - 9, y + 6, str(weight.people_low), align="right")
    sheet.words(high + 9, y + 6, str(weight.people_high))
    sheet.words(here, y + 27, str(weight.people), bold=True, align="center")


def _proof_alt(effect: Effect, weight: Weight) -> str:
    if not weight.people:
        return f"{effect.label} : {people(0)} n'en parle parmi {people(weight.base)}."
    evoked, example, lasting = weight.by_strength
    verb = "en parle" if weight.people == 1 else "en parlent"
    contrary = f" {capital(people(weight.contrary))} {'dit' if weight.contrary == 1 else 'disent'} aussi le contraire."
    return (
        f"{effect.label} : {people(weight.people)} sur {weight.base} {verb} ({interval(weight)}), dont {lasting} "
        f"avec un changement durable, {example} avec un exemple concret et {evoked} qui l'évoquent."
        f"{contrary if weight.contrary else ''}"
    )
