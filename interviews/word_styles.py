"""What the styles of a Word file say of a paragraph or a run: heading level, bold, italic, underline, list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from interviews.word_file import Element, W

_OFF = {"0", "false", "off", "none"}
_HEADING = re.compile(r"(?:heading|titre|überschrift|título|titolo)\s*([1-9])\b", re.IGNORECASE)
_TITLE = re.compile(r"(title|titre|sous-titre|subtitle|titre principal|titre du document)$", re.IGNORECASE)
_MOST_STYLES, _LONGEST_CHAIN = 5_000, 20  # Word itself allows some four thousand, and eleven parents
_BODY_LEVEL = 9  # Word's own number for « body text », which undoes an inherited outline level


def tag(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a run's or a style's looks; None = not said here, ask the parent."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None

    def over(self, parent: Look) -> Look:
        """These looks, and the parent's where these say nothing."""
        return Look(
            parent.bold if self.bold is None else self.bold,
            parent.italic if self.italic is None else self.italic,
            parent.underlined if self.underlined is None else self.underlined,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits. ``level``: 0 for a title, 1–9 for headings, None for body text."""

    name: str = ""
    level: int | None = None
    look: Look = field(default_factory=Look)
    list_level: int | None = None


def read_styles(root: Element | None) -> dict[str, Style]:
    """Every style by id, its chain of parents folded in; empty when the file has no styles part."""
    if root is None:
        return {}
    raw = {str(style.get(tag("styleId"))): style for style in islice(root.iter(tag("style")), _MOST_STYLES)}
    return {style_id: _resolved(style_id, raw) for style_id in raw}


def default_paragraph_style(root: Element | None) -> str | None:
    """The id of the style of paragraphs that name none."""
    if root is None:
        return None
    for style in root.iter(tag("style")):
        if style.get(tag("type")) == "paragraph" and style.get(tag("default")) in {"1", "true", "on"}:
            return str(style.get(tag("styleId")))
    return None


def look_of(properties: Element | None) -> Look:
    """The looks that a ``w:rPr`` says by itself."""
    if properties is None:
        return Look()
    return Look(*(_switch(properties.find(tag(name))) for name in ("b", "i", "u")))


def outline_level(properties: Element | None) -> int | None:
    """The outline level that a ``w:pPr`` says by itself, 1–9; 10 for « body text »; None when it says nothing."""
    value = _value(properties, "outlineLvl")
    return int(value) + 1 if value is not None and value.isdigit() else None


def list_level(properties: Element | None) -> int | None:
    """The depth in a list that a ``w:pPr`` says by itself (0 = first), -1 for « not in a list », None = not said."""
    numbering = None if properties is None else properties.find(tag("numPr"))
    if numbering is None:
        return None
    if _value(numbering, "numId") == "0":
        return -1
    depth = _value(numbering, "ilvl") or "0"
    return int(depth) if depth.isdigit() else 0


def _resolved(style_id: str, raw: dict[str, Element]) -> Style:
    chain: list[Element] = []
    current: str | None = style_id
    seen: set[str] = set()
    while current in raw and current not in seen and len(chain) < _LONGEST_CHAIN:  # a damaged file may hold a circle
        seen.add(current)
        chain.append(raw[current])
        current = _value(raw[current], "basedOn")
    look = Look()
    for style in chain:
        look = look.over(look_of(style.find(tag("rPr"))))
    depths = (list_level(style.find(tag("pPr"))) for style in chain)
    return Style(_name(chain[0]), _level(chain), look, next((depth for depth in depths if depth is not None), None))


def _level(chain: list[Element]) -> int | None:
    """The nearest word on the level, going up the parents: an outline level, or the name of a built-in heading."""
    for style in chain:
        outline = outline_level(style.find(tag("pPr")))
        if outline is not None:
            return outline if outline <= _BODY_LEVEL else None
        if found := _HEADING.match(_name(style)):
            return int(found[1])
        if _TITLE.match(_name(style)):
            return 0
    return None


def _name(style: Element) -> str:
    return _value(style, "name") or ""


def _value(parent: Element | None, name: str) -> str | None:
    child = None if parent is None else parent.find(tag(name))
    value = None if child is None else child.get(tag("val"))
    return None if value is None else str(value)


def _switch(element: Element | None) -> bool | None:
    return None if element is None else str(element.get(tag("val"), "true")).lower() not in _OFF
