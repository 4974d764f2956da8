"""Small SVG helpers for the pictures of the cards: colours, shapes, emojis, people. Same input, same text out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
PATHS = re.compile(r"<path[^>]*/>")

# Two tones a skin: the face, and its shade (neck, between the fingers). They are those of the emojis.
SKIN = {
    "light": ("#ffd7c2", "#edb89c"),
    "medium-light": ("#eebfaa", "#d69f85"),
    "medium": ("#c68d7b", "#aa6d59"),
    "medium-dark": ("#966661", "#774b46"),
    "dark": ("#573739", "#3d2526"),
}


def number(value: float) -> str:
    """A coordinate, to a tenth, without a useless zero."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#rgb`` or ``#rrggbb``."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(one: str, other: str, share: float) -> str:
    """``one`` with a share (0 to 1) of ``other``."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """A colour given by what the eye sees (lightness 0 to 1, chroma, hue in degrees), as ``#rrggbb``."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
    )
    return "#" + "".join(f"{round(_gamma(min(1.0, max(0.0, v))) * 255):02x}" for v in linear)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def grey(svg: str, ground: str, share: float) -> str:
    """The same drawing without its colours, faded by ``share`` into ``ground``."""

    def faded(match: re.Match[str]) -> str:
        return mix(mix("#3c4048", "#f4f4f6", luminance(match[0]) ** 0.45), ground, share)

    return HEX.sub(faded, svg)


class Theme(NamedTuple):
    """The colours of one picture, all from one hue."""

    ground: str
    halo: str
    floor: str
    deep: str


def tones(hue: float, chroma: float = 0.085) -> Theme:
    """The theme of a hue: ground, lighter halo, darker floor, deep accent."""
    return Theme(
        oklch(0.885, chroma, hue),
        oklch(0.95, chroma * 0.5, hue),
        oklch(0.80, chroma * 1.25, hue),
        oklch(0.62, chroma * 1.45, hue),
    )


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


def bust(x: float, y: float, half: float, height: float, colour: str, skin: str) -> str:
    """Neck and shoulders: collar at ``y``, ``half`` a width, down over ``height``."""
    neck, collar, top = half * 0.2, half * 0.36, y + half * 0.62
    throat = (
        f"M{number(x - neck)} {number(y - half * 0.4)}h{number(2 * neck)}v{number(half * 0.5)}q0 {number(neck)} "
        f"{number(-neck)} {number(neck)}q{number(-neck)} 0 {number(-neck)} {number(-neck)}z"
    )
    dip = f"M{number(x - collar)} {number(y)}Q{number(x)} {number(y + half * 0.34)} {number(x + collar)} {number(y)}"
    body = (
        f"M{number(x - half)} {number(y + height)}V{number(top)}Q{number(x - half)} {number(y)} {number(x - collar)} "
        f"{number(y)}Q{number(x)} {number(y + half * 0.34)} {number(x + collar)} {number(y)}Q{number(x + half)} "
        f"{number(y)} {number(x + half)} {number(top)}V{number(y + height)}z"
    )
    return path(throat, SKIN[skin][1]) + path(body, colour) + line(dip, mix(colour, "#1d1030", 0.25), half * 0.07)


def fist(x: float, y: float, skin: str, rotate: float = 0, scale: float = 1, flip: bool = False) -> str:
    """A hand closed round an upright stick: four fingers one above the other, the thumb across."""
    tone, shade = SKIN[skin]
    fingers = rect(-19, -25, 38, 50, tone, 15) + lines(["M-8 -12H16", "M-8 0H17", "M-8 12H16"], shade, 3.2)
    thumb = line("M-13 -4Q-15 -17 -1 -20", tone, 12) + line("M-20 2Q-20 -10 -9 -13", shade, 2.4)
    return group(fingers + thumb, x, y, rotate, scale, flip)


def reaching_arm(
    x: float, y: float, skin: str, sleeve: str, rotate: float = 0, scale: float = 1, flip: bool = False
) -> str:
    """An arm seen from above in a long sleeve: before turning, fingers up and thumb on the left (right hand)."""
    tone, shade = SKIN[skin]
    fingers = [("M-18 14L-23 -22", 13.5), ("M-6 8L-7.5 -34", 14), ("M7 8L8 -32", 14), ("M19 14L23 -16", 12.5)]
    parts = [rect(-15, 30, 30, 60, tone, 10), rect(-26, 0, 52, 52, tone, 21), line("M-14 40Q-36 34 -45 10", tone, 14.5)]
    parts += [line(d, tone, width) for d, width in fingers]
    parts.append(lines(["M-12.5 11L-14.5 -8", "M.5 6V-12", "M13 11L15 -5"], shade, 3))
    parts.append(line("M-24 34Q-31 31 -35 25", shade, 3))
    parts += [rect(-25, 72, 50, 150, sleeve, 8), rect(-28, 70, 56, 15, mix(sleeve, "#1d1030", 0.22), 7)]
    return group("".join(parts), x, y, rotate, scale, flip)


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
        extra: str = "",
    ) -> str:
        """An emoji centred on (x, y), ``size`` wide; ``drop`` leaves out its nth paths, ``extra`` is drawn over it."""
        inner = self._own_ids(self.icons[name])
        for old, new in (recolour or {}).items():
            inner = inner.replace(f'"{old}"', f'"{new}"')
        order = iter(range(1000))
        inner = PATHS.sub(lambda found: "" if next(order) in drop else found[0], inner) if drop else inner
        return group(f'<g transform="translate(-16 -16)">{inner}{extra}</g>', x, y, rotate, size / 32, flip)

    def _own_ids(self, inner: str) -> str:
        for old in re.findall(r'\bid="([^"]+)"', inner):
            new = self.new_id()
            inner = inner.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
        return inner
