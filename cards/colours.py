"""Colours of the pictures: skins, mixes, themes made from one hue, the same drawing in grey."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")

# Two tones a skin: the face, and its shade (neck, between the fingers). They are those of the emojis.
SKIN = {
    "light": ("#ffd7c2", "#edb89c"),
    "medium-light": ("#eebfaa", "#d69f85"),
    "medium": ("#c68d7b", "#aa6d59"),
    "medium-dark": ("#966661", "#774b46"),
    "dark": ("#573739", "#3d2526"),
}


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
