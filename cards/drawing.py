"""Small SVG helpers for the pictures of the cards: shapes and emojis. Same input, same text out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cards.colours import Theme

PATHS = re.compile(r"<path[^>]*/>")
FILL = re.compile(r'<path fill="(#[0-9a-f]+)"')


def number(value: float) -> str:
    """A coordinate, to a tenth, without a useless zero."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """A filled disc."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"/>'


def ring(x: float, y: float, radius: float, stroke: str, width: float) -> str:
    """A circle drawn as a line."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="none" stroke="{stroke}" '
        f'stroke-width="{number(width)}"/>'
    )


def ellipse(x: float, y: float, rx: float, ry: float, fill: str) -> str:
    """A filled ellipse."""
    return f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}" fill="{fill}"/>'


def rect(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> str:
    """A filled rectangle, its corners rounded by ``radius``."""
    corner = f' rx="{number(radius)}"' if radius else ""
    box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {box}{corner} fill="{fill}"/>'


def path(d: str, fill: str) -> str:
    """A filled outline."""
    return f'<path d="{d}" fill="{fill}"/>'


def soft(d: str, fill: str, width: float) -> str:
    """A filled outline whose corners are rounded by a stroke of its own colour."""
    return f'<path d="{d}" fill="{fill}" stroke="{fill}" stroke-width="{number(width)}" stroke-linejoin="round"/>'


def line(d: str, stroke: str, width: float) -> str:
    """A line with round ends and joins."""
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{number(width)}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def lines(ds: list[str], stroke: str, width: float) -> str:
    """Several lines of one colour in a single path."""
    return line("".join(ds), stroke, width)


def group(inner: str, x: float = 0, y: float = 0, rotate: float = 0, scale: float = 1, flip: bool = False) -> str:
    """``inner`` moved to (x, y), then turned, mirrored and scaled around that point."""
    parts = [f"translate({number(x)} {number(y)})"] if x or y else []
    if rotate:
        parts.append(f"rotate({number(rotate)})")
    if flip:
        parts.append(f"scale({-scale:.3f} {scale:.3f})")
    elif scale != 1:
        parts.append(f"scale({scale:.3f})")
    return f'<g transform="{" ".join(parts)}">{inner}</g>'


def ground(colour: str) -> str:
    """The whole picture filled with one colour."""
    return rect(-40, 0, 380, 300, colour)


def floor(theme: Theme, y: float) -> str:
    """A gently rounded floor from edge to edge, highest in the middle at ``y``."""
    return path(f"M-40 {number(y + 22)}Q150 {number(y - 22)} 340 {number(y + 22)}V300H-40z", theme.floor)


def arrow(x1: float, x2: float, y: float, colour: str, width: float) -> str:
    """A straight arrow to the right, with a big rounded head."""
    head = width * 1.5
    tip = f"M{number(x2 - head)} {number(y - head)}L{number(x2)} {number(y)}L{number(x2 - head)} {number(y + head)}z"
    return line(f"M{number(x1)} {number(y)}H{number(x2 - head)}", colour, width) + soft(tip, colour, width * 0.5)


def star(x: float, y: float, radius: float, fill: str) -> str:
    """A five-pointed star with rounded points."""
    points = []
    for i in range(10):
        r, angle = (radius * 0.5 if i % 2 else radius), -math.pi / 2 + i * math.pi / 5
        points.append(f"{number(x + r * math.cos(angle))} {number(y + r * math.sin(angle))}")
    return soft("M" + "L".join(points) + "z", fill, radius * 0.24)


def heart(x: float, y: float, scale: float, fill: str) -> str:
    """A heart about 60 wide and 54 high before it is scaled, edged in white."""
    d = "M0 26C-38 0 -30 -28 -14 -26C-6 -26 -2 -18 0 -14C2 -18 6 -26 14 -26C30 -28 38 0 0 26z"
    return group(line(d, "#ffffff", 9) + path(d, fill), x, y, scale=scale)


@dataclass(slots=True)
class Pen:
    """Draws emojis and hands out ids for one picture: ``icons`` maps the name of an emoji to its SVG inside."""

    icons: Mapping[str, str]
    picture: str
    used: int = field(default=0)

    def new_id(self) -> str:
        """An id no other element of this picture, nor another picture of the deck, has."""
        self.used += 1
        return f"{self.picture}-{self.used}"

    def emoji(
        self,
        name: str,
        x: float,
        y: float,
        size: float,
        *,
        rotate: float = 0,
        flip: bool = False,
        recolour: Mapping[str, str] | None = None,
        drop: tuple[int, ...] = (),
        fills: tuple[str, ...] = (),
        extra: str = "",
    ) -> str:
        """An emoji centred on (x, y), ``size`` wide.

        ``drop`` leaves out its nth paths, ``fills`` paints its first paths one by one, ``extra`` is drawn over it.
        """
        inner = self._own_ids(self.icons[name])
        for old, new in (recolour or {}).items():
            inner = inner.replace(f'"{old}"', f'"{new}"')
        paint = iter(fills)
        inner = FILL.sub(lambda found: f'<path fill="{next(paint, found[1])}"', inner) if fills else inner
        order = iter(range(1000))
        inner = PATHS.sub(lambda found: "" if next(order) in drop else found[0], inner) if drop else inner
        return group(f'<g transform="translate(-16 -16)">{inner}{extra}</g>', x, y, rotate, size / 32, flip)

    def _own_ids(self, inner: str) -> str:
        for old in re.findall(r'\bid="([^"]+)"', inner):
            new = self.new_id()
            inner = inner.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
        return inner
