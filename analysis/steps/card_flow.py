"""Paints which card follows which: bands between two columns, or one passage under the other on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.steps.card_painters import SIDE, Passage, Wrap
from analysis.steps.chart_paper import Paper, Point, SvgPaper, breadth
from analysis.steps.wording import counted


def paint_flow(passages: Sequence[Passage], wrap: Wrap, paper: Paper) -> None:
    """Bands from the cards on the left to those on the right."""
    if paper.narrow:
        _flow_down(passages, wrap, paper)
        return
    unit = 26.0 / max((one.interviews for one in passages), default=1)
    start, end = 262.0, paper.width - 262.0
    paper.words(0, 15, "d'abord", size=14)
    paper.words(end, 15, "puis", size=14)
    outs = _nodes(paper, [(one.before, one.before_picture) for one in passages], 0, wrap)
    ins = _nodes(paper, [(one.after, one.after_picture) for one in passages], end, wrap)
    for number, one in enumerate(passages):
        _ribbon(paper, (start, outs[number]), (end - 10, ins[number]), max(one.interviews * unit, 2), one.interviews)


def _nodes(paper: Paper, cards: Sequence[tuple[str, str]], x: float, wrap: Wrap) -> list[float]:
    """Draw each card once; gives, for each passage, the height of its end on that side."""
    heights: dict[int, float] = {}
    y = 28.0
    for title, picture in dict.fromkeys(cards):
        left = 0.0
        if picture and isinstance(paper, SvgPaper):
            paper.picture(picture, x, y, SIDE)
            left = SIDE + 10
        lines = wrap(title, width=246 - left, size=15)
        members = [number for number, card in enumerate(cards) if card == (title, picture)]
        tall = max(SIDE, 19.0 * len(lines), 30.0 * len(members))
        for number, line in enumerate(lines):
            paper.words(x + left, y + (SIDE - 19 * len(lines)) / 2 + 15 + 19 * number, line, size=15)
        for place, number in enumerate(members):
            heights[number] = y + (SIDE / 2 if len(members) == 1 else 15 + 30 * place)
        y += tall + 10
    return [heights[number] for number in range(len(cards))]


def _ribbon(paper: Paper, start: Point, end: Point, width: float, number: int) -> None:
    (x1, y1), (x2, y2) = start, end
    paper.words(x1 + 2, y1 + 5, str(number), size=15, bold=True)
    x1 += 12 + breadth(str(number), size=15)
    steps = [step / 20 for step in range(21)]
    points = [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t * t * (3 - 2 * t)) for t in steps]
    upper = [(x, y - width / 2) for x, y in points]
    band = [*upper, *((x, y + width / 2) for x, y in reversed(points))]
    if isinstance(paper, SvgPaper):
        paper.tint(band, strength=1)
    paper.shape([band], colour="accent", outline=1)


def _flow_down(passages: Sequence[Passage], wrap: Wrap, paper: Paper) -> None:
    """On a phone: one passage under the other."""
    y = 4.0
    for one in passages:
        said = f"{one.before} → {one.after}"
        left = 0.0
        if one.before_picture and isinstance(paper, SvgPaper):
            paper.picture(one.before_picture, 0, y, SIDE)
            paper.picture(one.after_picture, SIDE + 34, y, SIDE)
            _arrow(paper, SIDE + 6, y + SIDE / 2, 22)
            left = 2 * SIDE + 46
        paper.words(left, y + SIDE / 2 + 6, counted(one.interviews, "un entretien", "entretiens"), size=15, bold=True)
        bottom = y + SIDE if left else y + 30
        lines = wrap(said, width=paper.width - 4, size=15)
        for number, line in enumerate(lines):
            paper.words(0, bottom + 18 + 19 * number, line, size=15)
        y = bottom + 24 + 19 * len(lines)


def _arrow(paper: Paper, x: float, y: float, long: float) -> None:
    paper.line([(x, y), (x + long, y)], colour="accent", width=2.5)
    paper.line([(x + long - 7, y - 6), (x + long, y), (x + long - 7, y + 6)], colour="accent", width=2.5)
