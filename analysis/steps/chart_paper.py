"""A light sheet to draw on when a page is asked for: it writes SVG at once and needs no drawing library.

It takes the same calls as ``chart_sheet.Sheet`` and says things in the same way (classes for colours, no style attribute),
so that one painter serves the page and the Word file. Widths of words are estimated, a little large.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from analysis.steps.chart_svg import svg_root
from analysis.steps.wording import cut_lines

WIDE, NARROW = 720, 340
Point = tuple[float, float]
_THIN, _LARGE = frozenset("iljtf.,:;'’|!()[] -"), frozenset("mwMWŒœ…—%@")


class Paper(Protocol):
    """What a painter needs: a width, and a few shapes measured in pixels from the top left corner."""

    width: int

    @property
    def narrow(self) -> bool:
        """True on a phone's width."""
        ...

    def grow(self, bottom: float) -> None:
        """Make room down to ``bottom``."""

    def words(
        self, x: float, y: float, text: str, *, size: float = 16, bold: bool = False, align: str = "left"
    ) -> None:
        """A line of text whose baseline is at ``y``; ``align`` is left, center or right."""

    def shape(self, outlines: list[list[Point]], *, colour: str = "", outline: float = 0, dashed: bool = False) -> None:
        """Closed outlines as one thing: filled, or drawn as a line when ``outline`` gives a width."""

    def line(self, points: list[Point], *, colour: str = "", width: float = 2, dashed: bool = False) -> None:
        """A line through points."""

    def strokes(self, segments: list[tuple[Point, Point]], *, colour: str = "", width: float = 1.3) -> None:
        """Many short lines as one thing."""

    def disc(self, x: float, y: float, radius: float, *, colour: str = "", outline: float = 0) -> None:
        """A disc, or a ring when ``outline`` gives a width."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing ready to be made, for a page or for Word: ``alt`` says in a sentence, with the numbers, what it shows."""

    id: str
    title: str
    alt: str
    paint: Callable[[Paper], None] = field(repr=False, compare=False)

    def svg(self, *, narrow: bool = False) -> str:
        """Inline SVG for a page, 720 px wide, or 340 px for a phone; the same drawing always gives the same text."""
        name = f"{self.id}-etroit" if narrow else self.id
        paper = SvgPaper(NARROW if narrow else WIDE)
        self.paint(paper)
        return paper.text(name=name, title=self.title, alt=self.alt)


class SvgPaper:
    """Writes SVG; ``height`` grows with what is drawn."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self._marks: list[ET.Element] = []

    @property
    def narrow(self) -> bool:
        """True on a phone's width."""
        return self.width < WIDE

    def grow(self, bottom: float) -> None:
        """Make room down to ``bottom``."""
        self.height = max(self.height, bottom)

    def words(
        self, x: float, y: float, text: str, *, size: float = 16, bold: bool = False, align: str = "left"
    ) -> None:
        """A line of text whose baseline is at ``y``; ``align`` is left, center or right."""
        anchor = {"left": {}, "center": {"text-anchor": "middle"}, "right": {"text-anchor": "end"}}[align]
        weight = {"font-weight": "700"} if bold else {}
        mark = self._add("text", x=x, y=y, **{"font-size": size, **anchor, **weight})
        mark.text = _said(text)
        self.grow(y + size * 0.35)

    def shape(self, outlines: list[list[Point]], *, colour: str = "", outline: float = 0, dashed: bool = False) -> None:
        """Closed outlines as one thing: filled, or drawn as a line when ``outline`` gives a width."""
        drawn = " ".join(f"{_path(points)} Z" for points in outlines if points)
        if drawn:
            self._add("path", d=drawn, **_stroke(outline, dashed=dashed), **_colour(colour))
            self.grow(max(y for points in outlines for _, y in points) + outline)

    def line(self, points: list[Point], *, colour: str = "", width: float = 2, dashed: bool = False) -> None:
        """A line through points."""
        self._add("path", d=_path(points), **_stroke(width, dashed=dashed), **_colour(colour))
        self.grow(max(y for _, y in points) + width)

    def strokes(self, segments: list[tuple[Point, Point]], *, colour: str = "", width: float = 1.3) -> None:
        """Many short lines as one thing."""
        if segments:
            drawn = " ".join(_path(segment) for segment in segments)
            self._add("path", d=drawn, **_stroke(width, dashed=False), **_colour(colour))
            self.grow(max(y for segment in segments for _, y in segment) + width)

    def disc(self, x: float, y: float, radius: float, *, colour: str = "", outline: float = 0) -> None:
        """A disc, or a ring when ``outline`` gives a width."""
        half = f"a{_number(radius)} {_number(radius)} 0 1 0"
        drawn = f"M{_number(x - radius)} {_number(y)} {half} {_number(2 * radius)} 0 {half} {_number(-2 * radius)} 0 Z"
        self._add("path", d=drawn, **_stroke(outline, dashed=False), **_colour(colour))
        self.grow(y + radius + outline)

    def tint(self, points: list[Point], *, strength: float) -> None:
        """A closed outline in the colour of the page's accent, as strong as ``strength`` (0–1); words on it stay readable."""
        opacity = {"fill-opacity": f"{0.04 + 0.3 * strength:.2f}"}
        self._add("path", d=f"{_path(points)} Z", **opacity, **_colour("accent"))
        self.grow(max(y for _, y in points))

    def picture(self, href: str, x: float, y: float, side: float) -> None:
        """A picture of the site, in a square; it says nothing that the words beside it do not."""
        self._add("image", href=href, x=x, y=y, width=side, height=side, preserveAspectRatio="xMidYMid slice")
        self.grow(y + side)

    def text(self, *, name: str, title: str, alt: str) -> str:
        """The whole drawing; ``name`` makes its two ids unique."""
        height = max(self.height, 1.0)
        root = svg_root(str(self.width), _number(height), name=name, title=_said(title), alt=_said(alt))
        root.extend(self._marks)
        return ET.tostring(root, encoding="unicode")

    def _add(self, tag: str, **given: Any) -> ET.Element:
        values = {key: _number(value) if isinstance(value, int | float) else value for key, value in given.items()}
        mark = ET.Element(tag, values)
        self._marks.append(mark)
        return mark


def wrapped(text: str, *, width: float, size: float = 16) -> list[str]:
    """The text cut between words into lines that fit in ``width`` pixels; a word wider than that stands alone."""
    return cut_lines(text, lambda line: breadth(line, size=size) <= width)


def breadth(text: str, *, size: float = 16) -> float:
    """About how wide a line of text is, in pixels."""
    return size * sum(0.32 if sign in _THIN else 0.86 if sign in _LARGE else 0.58 for sign in text)


def _path(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _stroke(width: float, *, dashed: bool) -> dict[str, str]:
    if not width:
        return {}
    dashes = {"stroke-dasharray": "5 4"} if dashed else {}
    return {"fill": "none", "stroke": "currentColor", "stroke-width": _number(width), **dashes}


def _colour(name: str) -> dict[str, str]:
    return {"class": f"c-{name}"} if name else {}


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _said(text: str) -> str:
    """On one line, without what no document can carry."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
