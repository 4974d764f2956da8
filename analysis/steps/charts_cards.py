"""The drawings of the life of the cards: how often and how early they are taken, at what rank, what follows what.

Painters for any ``Paper``; on the page they may show the pictures of the cards, in Word their titles alone. No drawing
library is loaded here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from analysis.steps.chart_paper import Drawing, Paper, Point, SvgPaper, breadth
from analysis.steps.chart_paper import wrapped as about_wrapped
from analysis.steps.wording import capital, counted, listed

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


def bars_drawing(bars: Sequence[Bar], *, name: str = "cartes-prises", wrap: Wrap = about_wrapped) -> Drawing:
    """How often each card was taken; the full part of the bar is how often it was the first one."""
    said = [f"{bar.title}, {bar.said}{_first_said(bar)}" for bar in bars]
    alt = f"Cartes prises : {' ; '.join(said)}." if said else "Aucune carte à montrer."
    return Drawing(name, "Les cartes prises, et celles prises en premier", alt, partial(_bars, bars, wrap))


def ranks_drawing(strips: Sequence[Strip], *, name: str = "rangs", wrap: Wrap = about_wrapped) -> Drawing:
    """At what rank each card was taken, the darker the more often."""
    told = ((strip.title, _ranks_said(strip.ranks)) for strip in strips)
    alt = f"Rang des cartes. {' ; '.join(f'{title} : {said}' for title, said in told)}." if strips else "Aucune carte."
    return Drawing(name, "À quel rang chaque carte est prise", alt, partial(_strips, strips, wrap))


def flow_drawing(passages: Sequence[Passage], *, name: str = "suites", wrap: Wrap = about_wrapped) -> Drawing:
    """From card to card: the wider the band, the more interviews go that way."""
    said = [
        f"{one.before} puis {one.after} : {counted(one.interviews, 'un entretien', 'entretiens')}" for one in passages
    ]
    alt = f"Ce qui s'enchaîne. {' ; '.join(said)}." if said else "Aucune suite à montrer."
    return Drawing(name, "Quelle carte suit quelle carte", alt, partial(_flow, passages, wrap))


def pairs_drawing(
    left: Sequence[Bar], right: Sequence[Bar], *, names: tuple[str, str], name: str = "deux-cotes"
) -> Drawing:
    """The same cards on two sides, each as a share of its own base."""
    pairs = list(zip(left, right, strict=True))
    said = [f"{one.title} : {one.said} et {other.said}" for one, other in pairs]
    alt = f"{listed(names)}. {' ; '.join(said)}." if said else "Rien à comparer."
    return Drawing(name, "La part des entretiens où chaque carte est prise", alt, partial(_pairs, pairs, names))


def rank_name(place: int, *, last: bool = False) -> str:
    """« 1re », « 2e »… « 6e et + » for the last place told apart.

    >>> rank_name(1), rank_name(6, last=True)
    ('1re', '6e et +')
    """
    return ("1re" if place == 1 else f"{place}e") + (" et +" if last else "")


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """The four corners of a rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _first_said(bar: Bar) -> str:
    if bar.first is None:
        return f", {FEW} fois en premier"
    return f", {counted(bar.first, 'une fois', 'fois')} en premier" if bar.first else ""


def _ranks_said(ranks: Sequence[int]) -> str:
    told = [f"{rank_name(n, last=n == len(ranks))} {times} fois" for n, times in enumerate(ranks, 1) if times]
    return ", ".join(told) or "jamais prise"


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


def _bars(bars: Sequence[Bar], wrap: Wrap, paper: Paper) -> None:
    y = _legend(paper, ("prise en premier", "prise ensuite"))
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


def _strips(strips: Sequence[Strip], wrap: Wrap, paper: Paper) -> None:
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


def _flow(passages: Sequence[Passage], wrap: Wrap, paper: Paper) -> None:
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


def _pairs(pairs: Sequence[tuple[Bar, Bar]], names: tuple[str, str], paper: Paper) -> None:
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
