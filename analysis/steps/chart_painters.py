"""The charts of the analysis as painters for any ``Paper``, and the sentences that tell them to who does not see them.

On a page they are written as SVG at once (``analysis.steps.drawings``), in Word drawn by matplotlib (``analysis.steps.charts``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.steps.chart_marks import Box, fill
from analysis.steps.chart_paper import Paper, breadth, wrapped
from analysis.steps.cross import SMALL_CELL
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight
from analysis.steps.wording import counted, decimal, grouped, listed, people

LEVELS = ((3, "changement durable"), (2, "exemple concret"), (1, "évoqué"))


@dataclass(frozen=True, slots=True)
class Ruler:
    """How wide words are on a paper: cut into lines, and the breadth of one."""

    wrapped: Callable[..., list[str]]
    breadth: Callable[..., float]


ABOUT = Ruler(wrapped, breadth)
"""Widths estimated, without a drawing library."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many people of one public speak of an effect; None = masked (too few people to leave the team).

    ``beside``: masked only to protect another one.
    """

    effect: str
    style: str
    public: str
    people: int | None
    base: int | None
    beside: bool = False

    @property
    def shown(self) -> bool:
        """Whether the count may be drawn; a small one never is, whoever asks."""
        if self.base is None or self.people is None:
            return False
        return not (0 < self.people < SMALL_CELL or 0 < self.base < SMALL_CELL)

    @property
    def said(self) -> str:
        """« 15 sur 18 », « moins de 5 » or « non montré »."""
        if not self.shown:
            return "non montré" if self.beside else f"moins de {SMALL_CELL}"
        return f"{self.people} sur {self.base}"


def weights_said(pairs: Sequence[tuple[Effect, Weight]]) -> str:
    """The weights in a sentence."""
    said = [f"{effect.label}, {weight.people} sur {weight.base} ({interval(weight)})" for effect, weight in pairs]
    return (
        f"Nombre de personnes qui parlent de chaque effet : {' ; '.join(said)}." if said else "Aucun effet à montrer."
    )


def paint_weights(pairs: Sequence[tuple[Effect, Weight]], ruler: Ruler, paper: Paper) -> None:
    """People who speak of each effect, by their strongest evidence, with the indicative interval as a bracket."""
    y = _legend(paper, ruler)
    for effect, weight in pairs:
        y = _weight_row(paper, ruler, y, effect, weight)


def crossing_said(title: str, shares: Sequence[Share]) -> str:
    """A crossing in a sentence."""
    groups = groupby(shares, key=lambda share: share.effect)
    said = [f"{label} : {', '.join(f'{s.public} {s.said}' for s in group)}" for label, group in groups]
    return f"{title}. {' ; '.join(said)}." if said else f"{title}. Rien à comparer."


def paint_crossing(shares: Sequence[Share], ruler: Ruler, paper: Paper) -> None:
    """Share of each public that speaks of each effect; the label says how many out of how many."""
    y = 4.0
    for label, group in groupby(shares, key=lambda share: share.effect):
        for line in ruler.wrapped(label, width=paper.width - 4, size=15):
            y += 20
            paper.words(0, y, line, size=15, bold=True)
        for share in group:
            y = _share_row(paper, y, share)
        y += 12


def saturation_said(curve: Sequence[float]) -> str:
    """The curve in a sentence."""
    if not curve:
        return "Aucun entretien pour le moment."
    last = min(5, len(curve) - 1)
    gain = curve[-1] - curve[-1 - last]
    ending = f" Les {last} derniers entretiens en ajoutent {decimal(gain, places=1)}." if last > 1 else ""
    return (
        f"Après {counted(len(curve), 'un entretien', 'entretiens')}, on a entendu environ "
        f"{counted(round(curve[-1]), 'une chose différente', 'choses différentes')}, "
        f"contre {decimal(curve[0], places=1)} après le premier.{ending}"
    )


def paint_curve(curve: Sequence[float], paper: Paper) -> None:
    """How many different things were said after 1, 2, … interviews."""
    if not curve:
        paper.words(0, 22, "Aucun entretien.")
        return
    left, top, bottom, right = 40.0, 34.0, 214.0, paper.width - 34.0
    most = max(*curve, 1.0)
    step = (right - left) / max(len(curve) - 1, 1)
    points = [(left + n * step, bottom - (bottom - top) * value / most) for n, value in enumerate(curve)]
    paper.line([(left, top - 8), (left, bottom), (right, bottom)], colour="none")
    if len(points) > 1:
        paper.line(points, colour="accent", width=3.5)
    for (x, y), value in {points[0]: curve[0], points[-1]: curve[-1]}.items():
        paper.disc(x, y, 6, colour="accent")
        align = "right" if x > left and len(curve) > 1 else "left"
        paper.words(x + (10 if align == "right" else 8), y - 13, decimal(value, places=1), bold=True, align=align)
    paper.words(0, 14, "choses différentes entendues", size=14)
    paper.words(left, bottom + 22, "1", size=14, align="center")
    if len(curve) > 1:
        paper.words(right, bottom + 22, grouped(len(curve)), size=14, align="center")
    paper.words((left + right) / 2, bottom + 22, "entretiens", size=14, align="center")


def cards_said(ordered: Sequence[tuple[str, int]], base: int) -> str:
    """The cards in a sentence."""
    said = [f"« {label} » {counted(number, 'une fois', 'fois')}" for label, number in ordered]
    return f"Cartes choisies par {people(base)} : {listed(said)}." if said else "Aucune carte choisie."


def paint_cards(ordered: Sequence[tuple[str, int]], ruler: Ruler, paper: Paper) -> None:
    """How many people took each card."""
    most = max((number for _, number in ordered), default=0) or 1
    left = 0.0 if paper.narrow else 290.0
    y = 2.0
    for label, number in ordered:
        lines = ruler.wrapped(label, width=(paper.width - 6) if paper.narrow else left - 14, size=15)
        y = _card_row(paper, y, lines, left, number, number / most)


def interval(weight: Weight) -> str:
    """« intervalle indicatif de 12 à 22 »."""
    return f"intervalle indicatif de {weight.people_low} à {weight.people_high}"


def bracket(paper: Paper, low: float, high: float, y: float) -> None:
    """An interval, a pixel wide at least."""
    paper.line([(low, y), (max(high, low + 1), y)], width=2)
    paper.strokes([((x, y - 5), (x, y + 5)) for x in (low, max(high, low + 1))], width=2)


def _legend(paper: Paper, ruler: Ruler) -> float:
    x, y = 0.0, 4.0
    for level, label in (*LEVELS, (0, "intervalle indicatif")):
        need = 34 + ruler.breadth(label, size=14) + 18
        if x and x + need > paper.width:
            x, y = 0.0, y + 24
        if level:
            fill(paper, Box(x, y, 26, 15), "", level=level)
        else:
            bracket(paper, x, x + 26, y + 8)
        paper.words(x + 34, y + 13, label, size=14)
        x += need
    return y + 32


def _weight_row(paper: Paper, ruler: Ruler, y: float, effect: Effect, weight: Weight) -> float:
    """Label, stacked bar, bracket, count; gives back where the next row starts."""
    left = 0.0 if paper.narrow else 262.0
    lines = ruler.wrapped(effect.label, width=(paper.width - 6) if paper.narrow else left - 16, size=15)
    for number, line in enumerate(lines):
        paper.words(0, y + 15 + number * 19, line, size=15)
    top = y + len(lines) * 19 + 5 if paper.narrow else y
    span = paper.width - left - 96
    unit = span / max(weight.base, 1)
    paper.line([(left, top - 3), (left, top + 34)], colour="none")
    x = left + 1
    for level, _ in LEVELS:
        width = weight.by_strength[level - 1] * unit
        fill(paper, Box(x, top, width, 20), effect.style, level=level)
        x += width
    if weight.people:
        bracket(paper, left + 1 + weight.people_low * unit, left + 1 + weight.people_high * unit, top + 28)
    paper.words(max(x, left + 1) + 8, top + 16, f"{weight.people} sur {weight.base}", size=15, bold=True)
    return max(y + len(lines) * 19 + 10, top + 46)


def _share_row(paper: Paper, y: float, share: Share) -> float:
    left = 118.0 if paper.narrow else 180.0
    span = paper.width - left - 104
    paper.words(0, y + 19, share.public, size=14)
    paper.line([(left, y + 22), (left + span, y + 22)], colour="none", width=1)
    width = span * (share.people or 0) / (share.base or 1) if share.shown else 0.0
    fill(paper, Box(left, y + 8, width, 14), share.style)
    paper.words(left + span + 12, y + 20, share.said, size=14, bold=share.shown)
    return y + 24


def _card_row(paper: Paper, y: float, lines: list[str], left: float, number: int, share: float) -> float:
    for place, line in enumerate(lines):
        paper.words(0, y + 15 + place * 19, line, size=15)
    top = y + len(lines) * 19 + 4 if paper.narrow else y
    width = (paper.width - left - 60) * share
    if width:
        paper.shape([Box(left, top, width, 18).outline], colour="accent")
    paper.words(left + width + 8, top + 15, str(number), size=15, bold=True)
    return max(y + len(lines) * 19 + 9, top + 28)
