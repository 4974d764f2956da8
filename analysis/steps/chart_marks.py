"""Family patterns, so that a chart never speaks by colour alone: dots (social), diagonals (inner), bars (trade)."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.steps.chart_paper import Paper, Point


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def outline(self) -> list[Point]:
        """Its four corners."""
        right, bottom = self.x + self.width, self.y + self.height
        return [(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)]


def fill(paper: Paper, box: Box, style: str, *, level: int = 3) -> None:
    """Fill a box in the pattern of a family.

    ``level`` 3: full colour, pattern in the colour of the paper; 2: pattern in colour on paper; 1: an empty outline.
    """
    if box.width <= 0:
        return
    colour = style or "none"
    if level == 3:
        paper.shape([box.outline], colour=colour)
        _pattern(paper, box, style, colour="surface")
        return
    if level == 2:
        _pattern(paper, box, style, colour=colour)
    inner = Box(box.x + 0.75, box.y + 0.75, max(box.width - 1.5, 0.1), max(box.height - 1.5, 0.1))
    paper.shape([inner.outline], colour=colour, outline=1.5)


def _pattern(paper: Paper, box: Box, style: str, *, colour: str) -> None:
    if style == "social":
        paper.shape(_dots(box), colour=colour)
    elif style == "trade":
        paper.strokes(_bars(box), colour=colour)
    else:
        # A family of another grid has no colour of its own: it leans the other way.
        paper.strokes(_diagonals(box, falling=style != "inner"), colour=colour)


def _dots(box: Box) -> list[list[Point]]:
    step, radius = 6.0, 1.3
    found = []
    for row in range(int(box.height // step) + 1):
        y = box.y + step / 2 + row * step
        x = box.x + (step / 2 if row % 2 == 0 else step)
        while x + radius < box.x + box.width and y + radius < box.y + box.height:
            found.append([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)])
            x += step
    return found


def _bars(box: Box) -> list[tuple[Point, Point]]:
    step = 5.0
    places = [box.x + step * (n + 0.5) for n in range(int(box.width // step) + 1)]
    return [((x, box.y + 1), (x, box.y + box.height - 1)) for x in places if x < box.x + box.width - 1]


def _diagonals(box: Box, *, falling: bool) -> list[tuple[Point, Point]]:
    """45° lines cut at the edges of the box."""
    step = 7.0
    found = []
    place = step / 2
    while place < box.width + box.height:
        # The line meets the left or bottom edge, then the top or right one.
        x1, y1 = (0.0, place) if place < box.height else (place - box.height, box.height)
        x2, y2 = (place, 0.0) if place < box.width else (box.width, place - box.width)
        if falling:
            y1, y2 = box.height - y1, box.height - y2
        found.append(((box.x + x1, box.y + y1), (box.x + x2, box.y + y2)))
        place += step
    return found
