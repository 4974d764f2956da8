"""Matplotlib's SVG made fit for a page under a strict content policy, in the colours of the page.

No ``<style>``, no ``style`` attribute, no metadata, no id: colours become classes (``c-social``, ``c-inner``,
``c-trade``, ``c-none``, ``c-accent``, ``c-surface``) that set ``color``, everything else is drawn in ``currentColor``,
text stays text in the font of the page.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
INK = "#27221b"
COLOURS = {
    "social": "#b0391c",
    "inner": "#783a91",
    "trade": "#0b6a60",
    "none": "#8a7d69",
    "accent": "#23459b",
    "surface": "#fffdf9",
}
"""Name of a colour → its value on white; a page gives it another through the class ``c-NAME``."""

_NAMES = {value: name for name, value in COLOURS.items()}
_KEPT = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "fill-opacity", "opacity"}
    | {"font-size", "font-weight", "text-anchor"}
)


def clean(raw: bytes, *, name: str, title: str, alt: str) -> str:
    """The same drawing for a page: ``name`` makes its two ids unique, ``title`` and ``alt`` are read aloud."""
    drawn = ET.fromstring(raw)
    width, height = drawn.attrib["viewBox"].split()[2:]
    root = svg_root(width, height, name=name, title=title, alt=alt)
    for element in drawn.iter():
        tag = element.tag.rpartition("}")[2]
        if tag in {"path", "text"}:
            root.append(_mark(tag, element))
    return ET.tostring(root, encoding="unicode")


def svg_root(width: str, height: str, *, name: str, title: str, alt: str) -> ET.Element:
    """A drawing without a mark yet, its two texts read aloud; ``name`` makes their ids unique. Sides in pixels."""
    root = ET.Element(
        "svg",
        {
            "xmlns": SVG,
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{name}-titre {name}-texte",
            "width": width,
            "height": height,
            "viewBox": f"0 0 {width} {height}",
            "stroke-linejoin": "round",
            "stroke-linecap": "butt",
            "fill": "currentColor",
        },
    )
    ET.SubElement(root, "title", {"id": f"{name}-titre"}).text = title
    ET.SubElement(root, "desc", {"id": f"{name}-texte"}).text = alt
    return root


def _mark(tag: str, element: ET.Element) -> ET.Element:
    """One drawn thing without style: geometry, then each declaration as an attribute."""
    given = _declarations(element.get("style", ""))
    attributes = {key: " ".join(value.split()) for key in ("d", "x", "y") if (value := element.get(key))}
    for key, value in given.items():
        if key in _KEPT and value != "none":
            attributes[key] = value.removesuffix("px")
    if tag == "path" and given.get("fill") == "none":
        attributes["fill"] = "none"
    for key in ("fill", "stroke"):
        _paint(attributes, key)
    mark = ET.Element(tag, attributes)
    mark.text = element.text
    return mark


def _paint(attributes: dict[str, str], key: str) -> None:
    """Turn a colour into the page's: the class says which one, ``color`` is what shows where no sheet speaks."""
    value = attributes.get(key)
    if value is None or value == "none":
        return
    attributes[key] = "currentColor"
    if value in _NAMES:
        attributes["class"] = f"c-{_NAMES[value]}"
        attributes["color"] = value


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {key.strip(): value.strip() for key, value in pairs}
