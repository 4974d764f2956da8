"""The charts of the analysis, from plain data: each gives a ``Chart`` (SVG for pages, PNG for Word, a sentence for who
does not see it). Import late: matplotlib is slow to load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.steps.chart_marks import Box, fill
from analysis.steps.chart_sheet import Chart, Sheet, breadth, wrapped
from analysis.steps.cross import SMALL_CELL
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight
from analysis.steps.wording import capital, counted, decimal, grouped, listed, people

__all__ = [
    "Chart",
    "Column",
    "Share",
    "cards_chart",
    "crossing_chart",
    "proof_chart",
    "saturation_chart",
    "weights_chart",
]

LEVELS = ((3, "changement durable"), (2, "exemple concret"), (1, "évoqué"))
MARGIN = 40.0  # room for the numbers at both ends of an interval
Column = tuple[int, bool]
"""One person: her strongest evidence (0 none … 3 lasting change), and whether she also says the contrary."""


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


def weights_chart(pairs: Sequence[tuple[Effect, Weight]], *, name: str = "poids") -> Chart:
    """People who speak of each effect, by their strongest evidence, with the indicative interval as a bracket."""
    title = "Qui parle de chaque effet, et jusqu'où va la preuve"
    said = [f"{effect.label}, {weight.people} sur {weight.base} ({_interval(weight)})" for effect, weight in pairs]
    alt = f"Nombre de personnes qui parlent de chaque effet : {' ; '.join(said)}." if said else "Aucun effet à montrer."

    def paint(sheet: Sheet) -> None:
        y = _legend(sheet)
        for effect, weight in pairs:
            y = _weight_row(sheet, y, effect, weight)

    return Chart(name, title, alt, paint)


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
    groups = [(label, list(group)) for label, group in groupby(shares, key=lambda share: share.effect)]
    said = [f"{label} : {', '.join(f'{s.public} {s.said}' for s in group)}" for label, group in groups]
    alt = f"{title}. {' ; '.join(said)}." if said else f"{title}. Rien à comparer."

    def paint(sheet: Sheet) -> None:
        y = 4.0
        for label, group in groups:
            for line in wrapped(label, width=sheet.width - 4, size=15):
                y += 20
                sheet.words(0, y, line, size=15, bold=True)
            for share in group:
                y = _share_row(sheet, y, share)
            y += 12

    return Chart(name, title, alt, paint)


def saturation_chart(curve: Sequence[float], *, name: str = "saturation") -> Chart:
    """How many different things were said after 1, 2, … interviews."""
    title = "Ce que chaque entretien ajoute"
    if not curve:
        return Chart(name, title, "Aucun entretien pour le moment.", lambda s: s.words(0, 22, "Aucun entretien."))
    last = min(5, len(curve) - 1)
    gain = curve[-1] - curve[-1 - last]
    ending = f" Les {last} derniers entretiens en ajoutent {decimal(gain, places=1)}." if last > 1 else ""
    alt = (
        f"Après {counted(len(curve), 'un entretien', 'entretiens')}, on a entendu environ "
        f"{counted(round(curve[-1]), 'une chose différente', 'choses différentes')}, "
        f"contre {decimal(curve[0], places=1)} après le premier.{ending}"
    )
    return Chart(name, title, alt, lambda sheet: _curve(sheet, curve))


def cards_chart(counts: Sequence[tuple[str, int]], *, base: int, name: str = "cartes") -> Chart:
    """How many people took each card: (title, people), most first."""
    title = "Les cartes choisies"
    ordered = sorted(counts, key=lambda item: -item[1])
    said = [f"« {label} » {counted(number, 'une fois', 'fois')}" for label, number in ordered]
    alt = f"Cartes choisies par {people(base)} : {listed(said)}." if said else "Aucune carte choisie."
    most = max((number for _, number in ordered), default=0) or 1

    def paint(sheet: Sheet) -> None:
        left = 0.0 if sheet.narrow else 290.0
        y = 2.0
        for label, number in ordered:
            lines = wrapped(label, width=(sheet.width - 6) if sheet.narrow else left - 14, size=15)
            y = _card_row(sheet, y, lines, left, number, number / most)

    return Chart(name, title, alt, paint)


def _legend(sheet: Sheet) -> float:
    x, y = 0.0, 4.0
    for level, label in (*LEVELS, (0, "intervalle indicatif")):
        need = 34 + breadth(label, size=14) + 18
        if x and x + need > sheet.width:
            x, y = 0.0, y + 24
        if level:
            fill(sheet, Box(x, y, 26, 15), "", level=level)
        else:
            _bracket(sheet, x, x + 26, y + 8)
        sheet.words(x + 34, y + 13, label, size=14)
        x += need
    return y + 32


def _weight_row(sheet: Sheet, y: float, effect: Effect, weight: Weight) -> float:
    """Label, stacked bar, bracket, count; gives back where the next row starts."""
    left = 0.0 if sheet.narrow else 262.0
    lines = wrapped(effect.label, width=(sheet.width - 6) if sheet.narrow else left - 16, size=15)
    for number, line in enumerate(lines):
        sheet.words(0, y + 15 + number * 19, line, size=15)
    top = y + len(lines) * 19 + 5 if sheet.narrow else y
    span = sheet.width - left - 96
    unit = span / max(weight.base, 1)
    sheet.line([(left, top - 3), (left, top + 34)], colour="none")
    x = left + 1
    for level, _ in LEVELS:
        width = weight.by_strength[level - 1] * unit
        fill(sheet, Box(x, top, width, 20), effect.style, level=level)
        x += width
    if weight.people:
        _bracket(sheet, left + 1 + weight.people_low * unit, left + 1 + weight.people_high * unit, top + 28)
    sheet.words(max(x, left + 1) + 8, top + 16, f"{weight.people} sur {weight.base}", size=15, bold=True)
    return max(y + len(lines) * 19 + 10, top + 46)


def _bracket(sheet: Sheet, low: float, high: float, y: float) -> None:
    sheet.line([(low, y), (max(high, low + 1), y)], width=2)
    sheet.strokes([((x, y - 5), (x, y + 5)) for x in (low, max(high, low + 1))], width=2)


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
    _bracket(sheet, low, high, y)
    sheet.disc(here, y, 6)
    sheet.words(low - 9, y + 6, str(weight.people_low), align="right")
    sheet.words(high + 9, y + 6, str(weight.people_high))
    sheet.words(here, y + 27, str(weight.people), bold=True, align="center")


def _share_row(sheet: Sheet, y: float, share: Share) -> float:
    left = 118.0 if sheet.narrow else 180.0
    span = sheet.width - left - 104
    sheet.words(0, y + 19, share.public, size=14)
    sheet.line([(left, y + 22), (left + span, y + 22)], colour="none", width=1)
    width = span * (share.people or 0) / (share.base or 1) if share.shown else 0.0
    fill(sheet, Box(left, y + 8, width, 14), share.style)
    sheet.words(left + span + 12, y + 20, share.said, size=14, bold=share.shown)
    return y + 24


def _curve(sheet: Sheet, curve: Sequence[float]) -> None:
    left, top, bottom, right = 40.0, 34.0, 214.0, sheet.width - 34.0
    most = max(*curve, 1.0)
    step = (right - left) / max(len(curve) - 1, 1)
    points = [(left + n * step, bottom - (bottom - top) * value / most) for n, value in enumerate(curve)]
    sheet.line([(left, top - 8), (left, bottom), (right, bottom)], colour="none")
    if len(points) > 1:
        sheet.line(points, colour="accent", width=3.5)
    for (x, y), value in {points[0]: curve[0], points[-1]: curve[-1]}.items():
        sheet.disc(x, y, 6, colour="accent")
        align = "right" if x > left and len(curve) > 1 else "left"
        sheet.words(x + (10 if align == "right" else 8), y - 13, decimal(value, places=1), bold=True, align=align)
    sheet.words(0, 14, "choses différentes entendues", size=14)
    sheet.words(left, bottom + 22, "1", size=14, align="center")
    if len(curve) > 1:
        sheet.words(right, bottom + 22, grouped(len(curve)), size=14, align="center")
    sheet.words((left + right) / 2, bottom + 22, "entretiens", size=14, align="center")


def _card_row(sheet: Sheet, y: float, lines: list[str], left: float, number: int, share: float) -> float:
    for place, line in enumerate(lines):
        sheet.words(0, y + 15 + place * 19, line, size=15)
    top = y + len(lines) * 19 + 4 if sheet.narrow else y
    width = (sheet.width - left - 60) * share
    if width:
        sheet.shape([Box(left, top, width, 18).outline], colour="accent")
    sheet.words(left + width + 8, top + 15, str(number), size=15, bold=True)
    return max(y + len(lines) * 19 + 9, top + 28)


def _interval(weight: Weight) -> str:
    return f"intervalle indicatif de {weight.people_low} à {weight.people_high}"


def _proof_alt(effect: Effect, weight: Weight) -> str:
    if not weight.people:
        return f"{effect.label} : {people(0)} n'en parle parmi {people(weight.base)}."
    evoked, example, lasting = weight.by_strength
    verb = "en parle" if weight.people == 1 else "en parlent"
    contrary = f" {capital(people(weight.contrary))} {'dit' if weight.contrary == 1 else 'disent'} aussi le contraire."
    return (
        f"{effect.label} : {people(weight.people)} sur {weight.base} {verb} ({_interval(weight)}), dont {lasting} "
        f"avec un changement durable, {example} avec un exemple concret et {evoked} qui l'évoquent."
        f"{contrary if weight.contrary else ''}"
    )
