"""Where each card lies on the sheets, in millimetres: fronts, and backs mirrored so that each lands behind its front.

Sheets stand upright and are turned over their long edge (the left one), as a printer does: what is x from the left of
the front is x from the right of the back. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cards.print_options import Format, PrintOptions

BLEED = 3.0
SLUG = 7.0
"""Beyond the bleed, where the crop marks of a print shop are."""
TICK = 6.0


@dataclass(frozen=True, slots=True)
class Place:
    """Card number ``card`` in this rectangle (mm from the top left corner of the page); ``turn``: degrees clockwise."""

    card: int
    x: float
    y: float
    width: float
    height: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A line to cut along, from one point to the other (mm)."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet; ``back``: what is printed behind the sheet before it."""

    back: bool
    places: tuple[Place, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The page and how cards lie on it. ``trim``: what is left of the page once cut, inset by ``edge`` on each side."""

    width: float
    height: float
    columns: int
    rows: int
    turned: bool = False
    edge: float = 0.0
    bleed: float = 0.0

    @property
    def each(self) -> int:
        """How many cards a sheet takes."""
        return self.columns * self.rows


A4 = {
    Format.A6: Paper(210, 297, columns=2, rows=2),
    Format.A5: Paper(210, 297, columns=1, rows=2, turned=True),
    Format.A4: Paper(210, 297, columns=1, rows=1),
}


def paper_for(options: PrintOptions) -> Paper:
    """The page of this format; a print shop's is larger when it carries marks."""
    if options.format is not Format.SHOP:
        return A4[options.format]
    edge = BLEED + (SLUG if options.marks else 0)
    return Paper(105 + 2 * edge, 148 + 2 * edge, columns=1, rows=1, edge=edge, bleed=BLEED)


def lay_out(count: int, options: PrintOptions) -> tuple[Sheet, ...]:
    """The sheets of so many cards, in the order of print: each front, then its back when backs are wanted."""
    paper = paper_for(options)
    sheets: list[Sheet] = []
    for first in range(0, count, paper.each):
        places = tuple(_places(paper, range(first, min(count, first + paper.each))))
        sheets.append(Sheet(back=False, places=places, marks=_marks(paper, options)))
        if options.backs:
            shop = options.format is Format.SHOP  # whoever cuts a shop's sheet may have this side up
            marks = _marks(paper, options) if shop else ()
            sheets.append(Sheet(back=True, places=tuple(behind(paper, one) for one in places), marks=marks))
    return tuple(sheets)


def behind(paper: Paper, place: Place) -> Place:
    """Where the back of this place is, once the sheet is turned over its long edge."""
    return Place(place.card, paper.width - place.x - place.width, place.y, place.width, place.height, -place.turn)


def _places(paper: Paper, cards: range) -> Iterator[Place]:
    width = (paper.width - 2 * paper.edge) / paper.columns
    height = (paper.height - 2 * paper.edge) / paper.rows
    for cell, card in enumerate(cards):
        row, column = divmod(cell, paper.columns)
        x, y = paper.edge + column * width, paper.edge + row * height
        yield Place(card, x, y, width, height, 90 if paper.turned else 0)


def _marks(paper: Paper, options: PrintOptions) -> tuple[Mark, ...]:
    if not options.marks:
        return ()
    return tuple(_corners(paper) if paper.edge else _between(paper))


def _between(paper: Paper) -> Iterator[Mark]:
    """Ticks at the edges of the sheet and a cross where cuts meet; far enough inside for any printer to print them."""
    near, far = 5.0, 5.0 + TICK
    for column in range(1, paper.columns):
        x = paper.width * column / paper.columns
        yield Mark(x, near, x, far)
        yield Mark(x, paper.height - far, x, paper.height - near)
    for row in range(1, paper.rows):
        y = paper.height * row / paper.rows
        yield Mark(near, y, far, y)
        yield Mark(paper.width - far, y, paper.width - near, y)
        for column in range(1, paper.columns):
            x = paper.width * column / paper.columns
            yield Mark(x - TICK / 2, y, x + TICK / 2, y)
            yield Mark(x, y - TICK / 2, x, y + TICK / 2)


def _corners(paper: Paper) -> Iterator[Mark]:
    """Two lines a corner, beyond the bleed, so that none is left on the card."""
    end, start = 1.0, paper.edge - paper.bleed - 1.0
    for x in (paper.edge, paper.width - paper.edge):
        yield Mark(x, end, x, start)
        yield Mark(x, paper.height - start, x, paper.height - end)
    for y in (paper.edge, paper.height - paper.edge):
        yield Mark(end, y, start, y)
        yield Mark(paper.width - start, y, paper.width - end, y)
