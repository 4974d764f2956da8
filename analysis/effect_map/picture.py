"""Turns the drawn map into a PNG, with Typst: our fonts, Arabic joined up, the same bytes for the same map."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from analysis.effect_map.drawing import MapDrawing
from cards.print_letters import printable
from cards.print_typst import render_typst

TEMPLATE = "effect_map.typ"
DOTS = 144.0
"""Dots an inch: twice what a screen shows."""
MOST_DOTS = 16_000_000


def png_of(drawing: MapDrawing, *, dots: float = DOTS) -> bytes:
    """The drawing as a PNG on its own ground; a very long map is drawn less fine, so that it stays a picture."""
    root = ET.fromstring(drawing.svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    fits = 72 * (MOST_DOTS / (width * height)) ** 0.5
    svg = str(printable(drawing.svg)).encode()
    data = {"width": width, "height": height}
    (page,) = render_typst(TEMPLATE, data, files={"carte.svg": svg}, title=drawing.title, ppi=min(dots, fits))
    return page


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The map as Word takes a chart: ``png()`` draws it."""

    id: str
    title: str
    alt: str
    drawing: MapDrawing

    def png(self) -> bytes:
        """PNG on white, for Word."""
        return png_of(self.drawing)


def picture_of(drawing: MapDrawing) -> MapPicture:
    """The map for Word."""
    return MapPicture("carte-des-effets", drawing.title, drawing.alt, drawing)
