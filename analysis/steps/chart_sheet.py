"""A sheet to draw charts on, measured in pixels from its top left corner; gives SVG for pages and PNG for Word.

Uses matplotlib's ``Figure`` alone, never pyplot: nothing is shared between two charts. Import it late, it is slow.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from analysis.steps.chart_svg import COLOURS, INK, clean
from analysis.steps.wording import cut_lines

WIDE, NARROW = 720, 340
DOTS_PER_INCH = 144  # 720 px print 16.4 cm wide in Word: 223 dots an inch there
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "kparole",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
}
_LOCK = threading.Lock()  # rc settings belong to the whole process
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn: ``alt`` says in a sentence, with the numbers, what the drawing shows.

    ``paint`` draws it on a sheet of a given width; the same chart always gives the same bytes.
    """

    id: str
    title: str
    alt: str
    paint: Callable[[Sheet], None] = field(repr=False, compare=False)

    def svg(self, *, narrow: bool = False) -> str:
        """Inline SVG for a page, 720 px wide, or 340 px for a phone; to be shown at its own size, never scaled."""
        name = f"{self.id}-etroit" if narrow else self.id
        with _settings():
            raw = self._sheet(NARROW if narrow else WIDE).save("svg", {"Date": None, "Creator": None})
        return clean(raw, name=name, title=self.title, alt=self.alt)

    def png(self) -> bytes:
        """PNG on white, for Word."""
        with _settings():
            return self._sheet(WIDE).save("png", {"Software": None})

    def _sheet(self, width: int) -> Sheet:
        sheet = Sheet(width)
        self.paint(sheet)
        return sheet


@contextmanager
def _settings() -> Iterator[None]:
    with _LOCK, mpl.rc_context(_SETTINGS):
        yield


class Sheet:
    """Draws rectangles, lines, discs and words; ``height`` grows with what is drawn."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self._figure = Figure(figsize=(width / 72, 1))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    @property
    def narrow(self) -> bool:
        """True on a phone's width."""
        return self.width < WIDE

    def save(self, kind: str, metadata: dict[str, str | None]) -> bytes:
        """The drawing as bytes, cut at the height of what was drawn."""
        height = max(self.height, 1.0)
        self._figure.set_size_inches(self.width / 72, height / 72)
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(height, 0)
        self._figure.patch.set_visible(kind == "png")
        canvas = FigureCanvasSVG(self._figure) if kind == "svg" else FigureCanvasAgg(self._figure)
        buffer = io.BytesIO()
        dots = 72 if kind == "svg" else DOTS_PER_INCH
        canvas.print_figure(buffer, format=kind, dpi=dots, metadata=metadata)
        return buffer.getvalue()

    def grow(self, bottom: float) -> None:
        """Make room down to ``bottom``."""
        self.height = max(self.height, bottom)

    def line(self, points: list[Point], *, colour: str = "", width: float = 2, dashed: bool = False) -> None:
        """A line through points, in the ink of the page unless a colour is named."""
        self._add(Path(points), colour=colour, width=width, dashed=dashed)

    def strokes(self, segments: list[tuple[Point, Point]], *, colour: str = "", width: float = 1.3) -> None:
        """Many short lines as one thing."""
        if segments:
            vertices = [point for segment in segments for point in segment]
            codes = cast(list[int], [Path.MOVETO, Path.LINETO]) * len(segments)
            self._add(Path(vertices, codes), colour=colour, width=width)

    def shape(self, outlines: list[list[Point]], *, colour: str = "", outline: float = 0, dashed: bool = False) -> None:
        """Closed outlines as one thing: filled, or drawn as a line when ``outline`` gives a width."""
        vertices: list[Point] = []
        codes: list[Any] = []
        for points in outlines:
            vertices += [*points, points[0]]
            codes += [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
        if vertices:
            self._add(Path(vertices, codes), colour=colour, width=outline, dashed=dashed, fill=not outline)

    def disc(self, x: float, y: float, radius: float, *, colour: str = "", outline: float = 0) -> None:
        """A disc, or a ring when ``outline`` gives a width."""
        path = Path.circle((x, y), radius)
        self._add(path, colour=colour, width=outline, fill=not outline)

    def words(
        self, x: float, y: float, text: str, *, size: float = 16, bold: bool = False, align: str = "left"
    ) -> None:
        """A line of text whose baseline is at ``y``; ``align`` is left, center or right."""
        weight = "bold" if bold else "normal"
        self._axes.text(x, y, drawable(text), fontsize=size, weight=weight, ha=align, color=INK, clip_on=False)
        self.grow(y + size * 0.35)

    def _add(self, path: Path, *, colour: str = "", width: float = 0, dashed: bool = False, fill: bool = False) -> None:
        value = COLOURS.get(colour, INK)
        patch = PathPatch(path, facecolor=value if fill else "none", edgecolor=value if width else "none", lw=width)
        if dashed:
            patch.set_linestyle((0, (1.6, 1.2)))
        patch.set_clip_on(False)
        self._axes.add_patch(patch)
        self.grow(float(path.get_extents().y1) + width)


def drawable(text: str) -> str:
    """The text with a dot in place of what the drawing font has no sign for, and on one line."""
    known = _signs()
    return "".join(sign if ord(sign) in known else "·" for sign in " ".join(text.split()))


def breadth(text: str, *, size: float = 16) -> float:
    """Width of a line of text, in pixels."""
    if not text.strip():
        return 0.0
    return float(TextPath((0, 0), drawable(text), size=size, prop=_font(), usetex=False).get_extents().width)


def wrapped(text: str, *, width: float, size: float = 16) -> list[str]:
    """The text cut between words into lines that fit in ``width`` pixels; a word wider than that stands alone."""
    return cut_lines(text, lambda line: breadth(line, size=size) <= width)


@cache
def _font() -> FontProperties:
    return FontProperties(family="DejaVu Sans")


@cache
def _signs() -> frozenset[int]:
    return frozenset(FT2Font(findfont(_font())).get_charmap())
