"""Spares a grey drawing its dark grounds, and draws a thin line around its light shapes, which would fade into the paper."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from cards.svg_words import NUMBERS

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("path", "circle", "ellipse", "rect", "polygon")}
UNDRAWN = {f"{SVG}{name}" for name in ("defs", "clipPath", "mask", "symbol", "pattern")}
LIGHT = 0xC4
"""Greys from this one on have a line around them."""
GROUND = 0xDE
"""No ground is darker than this: it would take most of the ink."""
LINE = "#8c8c8c"
WIDTH = 1 / 240
"""Of the height of the drawing."""
HALO = 90.0
SCALES = re.compile(r"(scale|matrix)\(([^)]*)\)")


def outlined(svg: str) -> str:
    """The same drawing on a light ground, with lines around its light shapes.

    What says its colours elsewhere than on its shapes (a style sheet) is left as it is.
    """
    root = fromstring(svg)
    ElementTree.register_namespace("", SVG[1:-1])
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    box = _numbers(root.get("viewBox", ""))
    height = box[3] if len(box) == 4 else 300.0
    _walk(root, fill="#000000", stroke="none", width=height * WIDTH)
    return ElementTree.tostring(root, encoding="unicode")


def _walk(element: ElementTree.Element, *, fill: str, stroke: str, width: float) -> None:
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    width /= _scale(element.get("transform", ""))
    ground = _is_ground(element)
    if ground and element.tag == f"{SVG}rect" and _level(fill) < GROUND:
        element.set("fill", f"#{GROUND:02x}{GROUND:02x}{GROUND:02x}")
    if element.tag in SHAPES and stroke == "none" and _level(fill) >= LIGHT and not ground:
        element.set("stroke", LINE)
        element.set("stroke-width", f"{width:.3g}")
        element.set("stroke-linejoin", "round")
    for child in element:
        if child.tag not in UNDRAWN:
            _walk(child, fill=fill, stroke=stroke, width=width)


def _scale(transform: str) -> float:
    """How many times larger things are drawn; 1 when nothing is said or understood."""
    product = 1.0
    for kind, said in SCALES.findall(transform):
        numbers = _numbers(said)
        if kind == "scale" and numbers:
            product *= math.sqrt(abs(numbers[0] * numbers[-1]))
        elif kind == "matrix" and len(numbers) == 6:
            product *= math.sqrt(abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]))
    return product if math.isfinite(product) and product > 0 else 1.0


def _numbers(said: str) -> list[float]:
    """The numbers of an attribute; light drawings write them one against the other (« 1-2 », « .5.5 »)."""
    return [float(number) for number in re.findall(NUMBERS, said)]


def _level(colour: str) -> int:
    """How light a grey is, from 0 to 255; -1 for what is not a grey."""
    return int(colour[1:3], 16) if re.fullmatch(r"#([0-9a-f]{2})\1\1", colour) else -1


def _is_ground(element: ElementTree.Element) -> bool:
    """What fills the drawing, or is a halo behind it: its line would be a frame."""
    if element.tag == f"{SVG}circle":
        return _number(element, "r") >= HALO
    return element.tag == f"{SVG}rect" and _number(element, "width") >= HALO and element.get("rx") is None


def _number(element: ElementTree.Element, name: str) -> float:
    found = re.match(r"\d+(\.\d+)?", element.get(name, ""))
    return float(found[0]) if found else 0.0
