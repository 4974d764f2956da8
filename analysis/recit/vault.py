"""Keeps every text the template prints out of docxtpl's hands, and puts it back untouched.

docxtpl rewrites what it prints (``{_{`` becomes ``{{``, bells and form feeds become paragraphs). Here it only ever sees
tokens; the words go in afterwards, node by node, so that what people said is printed to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from markupsafe import Markup

_TOKEN = re.compile("\ue000(\\d+)\ue001")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("([\n\t])")


class Vault:
    """Texts by number; ``keep`` is Jinja's ``finalize``."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def keep(self, value: object) -> object:
        """A token for a text; anything else (an image, an undefined name) as it is."""
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        self._texts.append(writable(value))
        return f"\ue000{len(self._texts) - 1}\ue001"

    def put_back(self, root: Any) -> None:
        """Replace every token below this XML element; line breaks and tabs become Word's own."""
        for node in list(root.iter(qn("w:t"))):
            if node.text and "\ue000" in node.text:
                self._fill(node)
        for node in root.iter(qn("wp:docPr")):
            for key, value in node.attrib.items():
                node.set(key, self._words(value))

    def _words(self, text: str) -> str:
        return _TOKEN.sub(lambda match: self._texts[int(match[1])], text)

    def _fill(self, node: Any) -> None:
        words = self._words(node.text)
        run = node.getparent()
        place = run.index(node)
        run.remove(node)
        for piece in filter(None, _BREAK.split(words)):
            run.insert(place, _piece(piece))
            place += 1
        if is_right_to_left(words):
            mark_right_to_left(run)


def writable(text: str) -> str:
    """The text as XML can hold it: line ends as LF, what no document can carry as U+FFFD.

    >>> writable("a\\r\\nb\\x07")
    'a\\nb\ufffd'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text are written from right to left (Arabic, Hebrew…)."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")


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


def clone(node: Any) -> Any:
    """A copy of an XML element that can be put elsewhere."""
    return deepcopy(node)


def _piece(text: str) -> etree._Element:
    if text == "\n":
        return OxmlElement("w:br")
    if text == "\t":
        return OxmlElement("w:tab")
    node = OxmlElement("w:t")
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node
