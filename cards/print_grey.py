"""Pictures with less ink and no colour: light greys for what is light, dark ones kept, so that shapes still part."""

from __future__ import annotations

import re
from functools import lru_cache

from PIL import ImageColor

from cards.print_outlines import outlined

COLOURED = re.compile(
    r"""(?P<before>(?:fill|stroke|stop-color|color|flood-color)\s*(?:=\s*["']|:)\s*)(?P<colour>\#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([^)]*\)|[a-zA-Z]+)"""
)
WITH_ALPHA = re.compile(r"(?P<kind>rgb|hsl)a?\((?P<said>[^,()]+,[^,()]+,[^,()]+),\s*(?P<alpha>\d*\.?\d+)\s*\)")
"""How clear a colour is goes from 0 to 1; Pillow would count it up to 255."""
KEPT = {"none", "transparent", "inherit", "url"}


def grey_svg(svg: str) -> str:
    """The same drawing in economical greys, with a thin line around what is light."""
    return outlined(COLOURED.sub(lambda found: found["before"] + _grey(found["colour"]), svg))


def grey_level(light: float) -> float:
    """How light (0 black, 1 paper) something this light is printed.

    Grounds and skies all but leave the paper, the middle is lifted, what is dark still holds the shapes.
    """
    if light >= 0.95:
        return 1.0
    return float(1 - 0.86 * (1 - light) ** 1.6)


@lru_cache(maxsize=4096)
def _grey(colour: str) -> str:
    if colour.casefold() in KEPT:
        return colour
    alpha = WITH_ALPHA.fullmatch(colour)
    try:
        red, green, blue, *clear = ImageColor.getrgb(f"{alpha['kind']}({alpha['said']})" if alpha else colour)
    except ValueError:
        return colour  # currentColor, a variable: nothing to say of it
    level = round(255 * grey_level((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255))
    if alpha:
        clear = [round(255 * min(1.0, float(alpha["alpha"])))]
    return f"#{level:02x}{level:02x}{level:02x}" + "".join(f"{one:02x}" for one in clear)
