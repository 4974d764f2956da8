"""Draws weights and ranks on any ``Paper``: shapes and patterns speak besides colours, and a sentence tells the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from analysis.steps.card_painters import box
from analysis.steps.chart_marks import Box, fill
from analysis.steps.chart_painters import bracket
from analysis.steps.chart_paper import Drawing, Paper, wrapped
from analysis.steps.wording import decimal, listed

LEFT, ROW = 290.0, 46.0


@dataclass(frozen=True, slots=True)
class WeightBar:
    """An effect with its weight, 0–1, and its indicative interval."""

    label: str
    style: str
    weight: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RankRow:
    """An effect and its rank under each formula; ``here``: under the one chosen. ``aside``: ranks that count in no range."""

    label: str
    style: str
    here: int
    ranks: tuple[int, ...]
    aside: tuple[int, ...] = ()


def weights_drawing(bars: Sequence[WeightBar], *, name: str = "poids-choisis") -> Drawing:
    """A bar an effect and its interval as a bracket below."""
    said = [f"{bar.label} {decimal(bar.weight)} (de {decimal(bar.low)} à {decimal(bar.high)})" for bar in bars]
    alt = f"Poids de chaque effet et intervalle indicatif : {listed(said)}." if said else "Aucun effet à montrer."
    return Drawing(name, "Le poids de chaque effet", alt, partial(_paint_weights, bars))


def ranks_drawing(rows: Sequence[RankRow], *, name: str = "rangs-des-effets") -> Drawing:
    """A line an effect, from its best rank to its worst; a square where the chosen formula puts it."""
    said = [f"{row.label} {_range_said(row)}" for row in rows]
    alt = f"Place de chaque effet selon la formule : {' ; '.join(said)}." if said else "Aucun effet à montrer."
    return Drawing(name, "Comment l'ordre bouge", alt, partial(_paint_ranks, rows))


def added_drawing(added: Sequence[float], *, name: str = "apports") -> Drawing:
    """What one more interview brought on average, one column each."""
    last = added[-3:]
    alt = (
        f"Le premier entretien apporte {decimal(added[0], places=1)} choses ; les derniers en ajoutent "
        f"{listed([decimal(one, places=1) for one in last])}."
        if added
        else "Aucun entretien pour le moment."
    )
    return Drawing(name, "Ce qu'un entretien de plus apporte", alt, partial(_paint_added, added))


def _paint_weights(bars: Sequence[WeightBar], paper: Paper) -> None:
    most = max((bar.high for bar in bars), default=0.0) or 1.0
    y = 2.0
    for bar in bars:
        y, left = _label(paper, y, bar.label)
        unit = (paper.width - left - 70) / most
        paper.line([(left, y - 2), (left, y + 34)], colour="none", width=1.5)
        fill(paper, Box(left, y, bar.weight * unit, 18), bar.style)
        low, high = left + bar.low * unit, left + bar.high * unit
        bracket(paper, low, high, y + 27)
        paper.words(left + max(bar.weight, 0) * unit + 8, y + 15, decimal(bar.weight), size=15, bold=True)
        y += ROW


def _paint_ranks(rows: Sequence[RankRow], paper: Paper) -> None:
    places = max(len(rows), 2)
    left = 14.0 if paper.narrow else LEFT + 14
    step = (paper.width - left - 22) / (places - 1)
    for place in range(len(rows)):
        paper.words(left + place * step, 14, _th(place + 1), size=14, align="center")
    y = 24.0
    for row in rows:
        y, _ = _label(paper, y, row.label)
        middle = y + 13
        paper.line([(left, middle), (left + (len(rows) - 1) * step, middle)], colour="none", width=0.8, dashed=True)
        best, worst = (left + (rank - 1) * step for rank in (min(row.ranks), max(row.ranks)))
        if worst > best:
            paper.line([(best, middle), (worst, middle)], colour=row.style or "accent", width=6)
        for rank in sorted(set(row.ranks) - {row.here}):
            paper.shape([_diamond(left + (rank - 1) * step, middle, 6.5)], colour="surface")
            paper.shape([_diamond(left + (rank - 1) * step, middle, 6.5)], colour=row.style or "accent", outline=2.5)
        for rank in sorted(set(row.aside) - set(row.ranks)):
            paper.shape([_diamond(left + (rank - 1) * step, middle, 5)], colour="none", outline=1.5, dashed=True)
        x = left + (row.here - 1) * step
        paper.shape([box(x - 9, middle - 9, 18, 18)], colour=row.style or "accent")
        y += 34


def _paint_added(added: Sequence[float], paper: Paper) -> None:
    if not added:
        paper.words(0, 22, "Aucun entretien.")
        return
    left, top, bottom = 6.0, 26.0, 150.0
    step = (paper.width - left - 6) / len(added)
    most = max(*added, 1.0)
    paper.words(0, 14, "choses nouvelles, en moyenne", size=14)
    paper.line([(left, bottom), (paper.width - 6, bottom)], colour="none", width=1.5)
    told = {0, len(added) - 1, *(n for n in range(9, len(added) - 2, 10))}
    for place, value in enumerate(added):
        x, high = left + place * step, (bottom - top - 18) * value / most
        paper.shape([box(x + step * 0.14, bottom - high, max(step * 0.72, 1), max(high, 1))], colour="accent")
        if place in told:
            paper.words(x + step / 2, bottom - high - 5, decimal(value, places=1), size=14, bold=True, align="center")
            paper.words(x + step / 2, bottom + 19, str(place + 1), size=14, align="center")
    paper.words(paper.width / 2, bottom + 40, "rang de l'entretien", size=14, align="center")


def _label(paper: Paper, y: float, label: str) -> tuple[float, float]:
    """The label beside the bar, or above it on a phone; gives where the bar starts, down and across."""
    lines = wrapped(label, width=(paper.width if paper.narrow else LEFT) - 12, size=15)
    for number, line in enumerate(lines):
        paper.words(0, y + 15 + 19 * number, line, size=15)
    return (y + 19 * len(lines) + 5, 0.0) if paper.narrow else (y, LEFT)


def _diamond(x: float, y: float, side: float) -> list[tuple[float, float]]:
    return [(x, y - side), (x + side, y), (x, y + side), (x - side, y)]


def _range_said(row: RankRow) -> str:
    """« 3e, de la 2e à la 5e place », « 1re, sans bouger »."""
    best, worst = min(row.ranks), max(row.ranks)
    moved = "sans bouger" if best == worst else f"de la {_th(best)} à la {_th(worst)} place"
    return f"{_th(row.here)}, {moved}"


def _th(rank: int) -> str:
    return "1re" if rank == 1 else f"{rank}e"
