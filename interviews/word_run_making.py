"""What goes in a run of a Word file for a text: line breaks and tabs as Word's own, the mark of what reads from the right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

_BREAK = re.compile("([\\n\\t])")


def mark_right_to_left(run: Any) -> None:
    """Tell Word that a run reads from right to left; ``w:rtl`` has its place, after sizes and before ``w:cs``."""
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = OxmlElement("w:rPr")
        run.insert(0, properties)
    mark = OxmlElement("w:rtl")
    later = [properties.find(qn(name)) for name in ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish")]
    first = next((node for node in later if node is not None), None)
    properties.append(mark) if first is None else first.addprevious(mark)


def text_nodes(text: str) -> Iterator[Any]:
    """What goes in a run for this text, written with ``writable`` letters."""
    return map(_piece, filter(None, _BREAK.split(text)))


def _piece(text: str) -> etree._Element:
    if text == "\n":
        return OxmlElement("w:br")
    if text == "\t":
        return OxmlElement("w:tab")
    node = OxmlElement("w:t")
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node
