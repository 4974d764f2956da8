"""What the drawings of the life of the cards are made of, and the painters that lay it on any ``Paper``.

On the page they show the pictures of the cards, in Word their titles alone. No drawing library is loaded here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.steps.chart_paper import Paper, Point, SvgPaper, breadth
from analysis.steps.chart_paper import wrapped as about_wrapped
from analysis.steps.wording import capital

Wrap = Callable[..., list[str]]
SIDE = 44.0
"""Pixels of a small picture."""
FEW = "moins de 5"


@dataclass(frozen=True, slots=True)
class Bar:
    """A card: taken in so many interviews of ``base``, in so many of them first; None: too few to be shown.

    ``picture``: the address of its picture on the site, "" for none.
    """

    title: str
    taken: int | None
    first: int | None
    base: int
    picture: str = ""

    @property
    def said(self) -> str:
        """« 12 sur 30 », « moins de 5 », « pas sur la table »."""
        if not self.base:
            return "pas sur la table"
        return FEW if self.taken is None else f"{self.taken} sur {self.base}"


@dataclass(frozen=True, slots=True)
class Strip:
    """A card and in how many interviews it was taken first, second… the last place is that and all after it."""

    title: str
    ranks: tuple[int, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """From one card to the next, in so many interviews."""

    before: str
    after: str
    interviews: int
    before_picture: str = ""
    after_picture: str = ""


def rank_name(place: int, *, last: bool = False) -> str:
    """« 1re », « 2e »… « 6e et + » for the last place told apart.

    >>> rank_name(1), rank_name(6, last=True)
    ('1re', '6e et +')
    """
    return ("1re" if place == 1 else f"{place}e") + (" et +" if last else "")


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """The four corners of a rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _head(paper: Paper, y: float, title: str, picture: str, wrap: Wrap, *, width: float) -> tuple[float, float]:
    """A card's picture and title from ``y`` down; gives where the title starts and where the block ends."""
    left = 0.0
    if picture and isinstance(paper, SvgPaper):
        paper.picture(picture, 0, y, SIDE)
        left = SIDE + 12
    lines = wrap(title, width=width - left, size=15)
    top = y + max(0.0, (SIDE - 19 * len(lines)) / 2) if left else y
    for number, line in enumerate(lines):
        paper.words(left, top + 15 + 19 * number, line, size=15)
    return left, max(y + (SIDE if left else 0), top + 19 * len(lines))


def paint_bars(bars: Sequence[Bar], wrap: Wrap, paper: Paper) -> None:
    """A bar a card; the full part is how often it was the first one."""
    y = _legend(paper, ("prise en premier", "prise ensuite")) if any(bar.first for bar in bars) else 0.0
    for bar in bars:
        start = 0.0 if paper.narrow else 272.0
        left, bottom = _head(
            paper, y, bar.title, bar.picture, wrap, width=(paper.width if paper.narrow else start) - 12
        )
        x, top = (left, bottom + 4) if paper.narrow else (start, y + (12 if left else 0))
        _bar(paper, x, top, paper.width - x - (96 if paper.narrow else 220), bar)
        y = max(bottom, top + 24) + (8 if left else 10)


def _bar(paper: Paper, x: float, y: float, span: float, bar: Bar) -> None:
    unit = span / max(bar.base, 1)
    whole, first = unit * (bar.taken or 0), unit * (bar.first or 0)
    paper.line([(x, y - 2), (x, y + 22)], colour="none", width=1.5)
    if first:
        paper.shape([box(x, y, first, 20)], colour="accent")
    if whole > first:
        paper.shape([box(x + 0.75, y + 0.75, max(whole - 1.5, 0.5), 18.5)], colour="accent", outline=1.5)
    paper.words(x + whole + 8, y + 15.5, bar.said, size=15, bold=bool(bar.taken))
    if bar.first and not paper.narrow:
        paper.words(
            x + whole + 14 + 1.1 * breadth(bar.said, size=15), y + 15.5, f"dont {bar.first} en premier", size=14
        )


def _legend(paper: Paper, said: tuple[str, str]) -> float:
    paper.shape([box(0, 3, 26, 14)], colour="accent")
    paper.words(34, 15, said[0], size=14)
    x, y = 34 + breadth(said[0], size=14) + 22, 0.0
    if x + 40 + breadth(said[1], size=14) > paper.width:
        x, y = 0.0, 24.0
    paper.shape([box(x + 0.75, y + 3.75, 24.5, 12.5)], colour="accent", outline=1.5)
    paper.words(x + 34, y + 15, said[1], size=14)
    return y + 34


def paint_strips(strips: Sequence[Strip], wrap: Wrap, paper: Paper) -> None:
    """A row a card, a column a rank."""
    most = max((times for strip in strips for times in strip.ranks), default=0) or 1
    places = max((len(strip.ranks) for strip in strips), default=6)
    start = 0.0 if paper.narrow else 272.0
    pitch = (paper.width - start) / places
    for place in range(places):
        name = rank_name(place + 1, last=place + 1 == places)
        paper.words(start + pitch * (place + 0.5), 15, name, size=14, align="center")
    y = 26.0
    for strip in strips:
        left, bottom = _head(paper, y, strip.title, strip.picture, wrap, width=(start or paper.width) - 12)
        top = bottom + 4 if paper.narrow else y + (6 if left else 0)
        for place, times in enumerate(strip.ranks):
            x = start + pitch * place
            if isinstance(paper, SvgPaper):
                paper.tint(box(x + 2, top, pitch - 4, 32), strength=times / most)
            if times:
                paper.words(x + pitch / 2, top + 21, str(times), size=15, bold=True, align="center")
        y = max(bottom, top + 32) + 8


def paint_pairs(pairs: Sequence[tuple[Bar, Bar]], names: tuple[str, str], paper: Paper) -> None:
    """Two bars a card, each on its own base."""
    y = _legend(paper, (capital(names[0]), capital(names[1])))
    for one, other in pairs:
        start = 0.0 if paper.narrow else 272.0
        width = (paper.width if paper.narrow else start) - 12
        left, bottom = _head(paper, y, one.title, one.picture, about_wrapped, width=width)
        x, top = (left, bottom + 4) if paper.narrow else (start, y)
        span = paper.width - x - 96
        for place, (bar, full) in enumerate(((one, True), (other, False))):
            long, at = span * (bar.taken or 0) / max(bar.base, 1), top + 23 * place
            paper.line([(x, at - 1), (x, at + 20)], colour="none", width=1.5)
            if long:
                inner = box(x, at, long, 17) if full else box(x + 0.75, at + 0.75, max(long - 1.5, 0.5), 15.5)
                paper.shape([inner], colour="accent", outline=0 if full else 1.5)
            paper.words(x + long + 8, at + 14, bar.said, size=14, bold=bool(bar.taken))
        y = max(bottom, top + 44) + 10
