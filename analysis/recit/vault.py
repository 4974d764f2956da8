"""Keeps every text the template prints out of docxtpl's hands, and puts it back untouched.

docxtpl rewrites what it prints (``{_{`` becomes ``{{``, bells and form feeds become paragraphs). Here it only ever sees
tokens; the words go in afterwards, node by node, so that what people said is printed to the letter.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from markupsafe import Markup

from interviews.word_letters import is_right_to_left, writable
from interviews.word_run_making import mark_right_to_left, text_nodes

_TOKEN = re.compile("\ue000(\\d+)\ue001")


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
        for piece in text_nodes(words):
            run.insert(place, piece)
            place += 1
        if is_right_to_left(words):
            mark_right_to_left(run)


def clone(node: Any) -> Any:
    """A copy of an XML element that can be put elsewhere."""
    return deepcopy(node)
