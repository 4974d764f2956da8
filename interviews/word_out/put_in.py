"""Puts the words in a filled template: runs for exact words and tags, hidden bookmarks to find everything again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from interviews.word_letters import is_right_to_left, writable
from interviews.word_out.paper import Printed
from interviews.word_out.slots import Slot, fingerprint
from interviews.word_run_making import mark_right_to_left, text_nodes
from interviews.word_runs import inline_pieces
from interviews.word_styles import Look

EXACT, TAGS = "Mots exacts", "Repère"
"""The character styles of our template; a team that renames them keeps them."""
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


class PutIn:
    """The texts of one document by number. ``keep`` is Jinja's ``finalize``: the template only ever sees tokens."""

    def __init__(self) -> None:
        self._texts: list[Printed] = []
        self._styles: dict[str, str | None] = {}
        self._number = 0

    def keep(self, value: object) -> object:
        """A token for a text of ours or any other; whatever is no text stays as it is."""
        if isinstance(value, str):
            value = Printed(writable(value))
        if not isinstance(value, Printed):
            return value
        self._texts.append(value)
        return f"\ue000{len(self._texts) - 1}\ue001"

    def fill(self, document: Document, roots: Sequence[Any], *, slots: bool) -> dict[str, str]:
        """Put every text back; gives the names of the styles of exact words and of tags.

        ``slots``: with the bookmarks, in the body alone.
        """
        for root in roots:
            self._find_samples(root)
        styles = {kind: _style(document, self._styles.get(kind), name) for kind, name in _NAMED.items()}
        self._styles = {kind: style.style_id for kind, style in styles.items()}
        body = document.element.body
        for root in roots:
            inside = slots and root is document.element
            for paragraph in list(root.iter(qn("w:p"))):
                self._paragraph(paragraph, slots=inside)
        if slots:
            self._mark_what_is_fixed(body)
        return {kind: str(style.name) for kind, style in styles.items()}

    def _find_samples(self, root: Any) -> None:
        for node in root.iter(qn("w:t")):
            for token in _TOKEN.finditer(node.text or ""):
                sample = self._texts[int(token[1])].sample
                if sample:
                    named = node.getparent().find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
                    self._styles[sample] = named.get(qn("w:val")) if named is not None else None

    def _paragraph(self, paragraph: Any, *, slots: bool) -> None:
        found: list[tuple[Printed, list[Any]]] = []
        for run in list(paragraph.iter(qn("w:r"))):
            if next(run.iterancestors(qn("w:p"))) is paragraph and "\ue000" in "".join(run.itertext()):
                found += self._run(run, slots=slots)
        words = "".join(one.text for one, _ in found)
        if any(one.slot and one.slot.kind == "note" for one, _ in found) and is_right_to_left(words):
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        placed = [(one.slot, runs) for one, runs in found if one.slot]
        if slots:
            self._mark(paragraph, placed)

    def _run(self, run: Any, *, slots: bool) -> list[tuple[Printed, list[Any]]]:
        """The runs that take the place of one that holds tokens."""
        found: list[tuple[Printed, list[Any]]] = []
        for child in run:
            pieces = _TOKEN.split(child.text or "") if child.tag == qn("w:t") else []
            if child.tag == qn("w:rPr"):
                continue
            if len(pieces) < 2:
                run.addprevious(_like(run, [deepcopy(child)]))
                continue
            for place, piece in enumerate(pieces):
                if place % 2:
                    printed = self._texts[int(piece)]
                    made = self._printed(run, printed, slots=slots)
                    found.append((printed, [one for one in made if one.tag == qn("w:r")][: _own(printed)]))
                    for one in made:
                        run.addprevious(one)
                elif piece:
                    run.addprevious(_like(run, list(text_nodes(piece))))
        run.getparent().remove(run)
        return found

    def _printed(self, run: Any, printed: Printed, *, slots: bool) -> list[Any]:
        made = []
        for text, exact in _stretches(printed):
            made.append(_like(run, list(text_nodes(text)), style=self._styles["exact"] if exact else None))
            if is_right_to_left(text):
                mark_right_to_left(made[-1])
        if not made and printed.slot:
            made.append(_like(run, []))  # an empty run tells where words may be typed
        tail = [_like(run, list(text_nodes(one)), style=self._styles["tags"]) for one in _tail(printed)]
        if not slots or not tail:
            return [*made, *tail]
        if printed.origin:
            tail[-1:] = self._around(tail[-1:], Slot("origin", printed.said))
        return [*made, *self._around(tail, Slot("tags"))]

    def _mark(self, paragraph: Any, placed: list[tuple[Slot, list[Any]]]) -> None:
        """One bookmark over the paragraph when one text of it comes back, one over each when there are several."""
        if len(placed) != 1:
            for slot, runs in placed:
                start, end = self._bookmark(slot)
                if runs:
                    runs[0].addprevious(start)
                    runs[-1].addnext(end)
            return
        slot, runs = placed[0]
        if slot.kind == "part":
            slot = replace(slot, print=fingerprint(text_of(paragraph)))
        else:
            inside = list(paragraph)
            before = "" if not runs else text_of(inside[: inside.index(runs[0])])
            own = {id(one) for one in runs} | {id(one) for one in _tail_runs(paragraph)}
            start = inside.index(runs[0]) if runs else 0
            after = text_of([one for one in inside[start:] if id(one) not in own])
            slot = replace(slot, before=len(before), after=len(after), print=fingerprint(before, after))
        self._over(paragraph, slot)

    def _mark_what_is_fixed(self, body: Any) -> None:
        """What the template prints by itself is not somebody's words: left alone when it comes back unchanged."""
        for paragraph in body.iter(qn("w:p")):
            marked = any("_kp_" in str(one.get(qn("w:name"))) for one in paragraph.iter(qn("w:bookmarkStart")))
            if not marked and (text := text_of(paragraph)).strip():
                self._over(paragraph, Slot("fixed", print=fingerprint(text)))

    def _over(self, paragraph: Any, slot: Slot) -> None:
        start, end = self._bookmark(slot)
        paragraph.insert(1 if paragraph.pPr is not None else 0, start)
        paragraph.append(end)

    def _around(self, runs: list[Any], slot: Slot) -> list[Any]:
        start, end = self._bookmark(slot)
        return [start, *runs, end]

    def _bookmark(self, slot: Slot) -> tuple[Any, Any]:
        self._number += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(50_000 + self._number))
        start.set(qn("w:name"), slot.name(self._number))
        return start, end


_NAMED = {"exact": EXACT, "tags": TAGS}


def text_of(parent: Any) -> str:
    """The text of a paragraph, or of some of its runs, as reading gives it."""
    return "".join(piece.text for piece in inline_pieces(parent, Look(), {}).pieces)


def _stretches(printed: Printed) -> Iterator[tuple[str, bool]]:
    """The text cut where exact words begin or end."""
    edges = {0, len(printed.text), *(edge for one in printed.exact for edge in (one.start, one.end))}
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(printed.text))):
        yield printed.text[start:end], any(one.start <= start < one.end for one in printed.exact)


def _own(printed: Printed) -> int:
    """How many runs the text itself takes."""
    return max(len(list(_stretches(printed))), 1)


def _tail(printed: Printed) -> list[str]:
    return [text for text in (printed.tags, printed.origin) if text]


def _tail_runs(paragraph: Any) -> list[Any]:
    """The runs between the marks of the tags."""
    inside, runs = False, []
    for child in paragraph:
        if child.tag == qn("w:bookmarkStart") and str(child.get(qn("w:name"))).startswith("_kp_t_"):
            inside = True
        elif inside and child.tag == qn("w:r"):
            runs.append(child)
    return runs


def _like(run: Any, children: Sequence[Any], *, style: str | None = None) -> Any:
    """A run that looks the same, of another character style when one is given."""
    made = OxmlElement("w:r")
    looks = run.find(qn("w:rPr"))
    if looks is not None:
        made.append(deepcopy(looks))
    if style is not None:
        own = made.get_or_add_rPr()
        for old in own.findall(qn("w:rStyle")):
            own.remove(old)
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        own.insert(0, named)
    made.extend(children)
    return made


def _style(document: Document, style_id: str | None, name: str) -> Any:
    """The character style of this id, else of this name, else made."""
    styles = [one for one in document.styles if one.type == WD_STYLE_TYPE.CHARACTER]
    by_id = next((one for one in styles if style_id is not None and one.style_id == style_id), None)
    by_name = next((one for one in styles if one.name == name), None)
    return by_id or by_name or document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
