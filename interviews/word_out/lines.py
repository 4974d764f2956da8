"""The paragraphs of a Word file of ours with their bookmarks: text, exact words, small tags, which slot each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.steps.types import Span
from interviews.word_blocks import chosen
from interviews.word_file import Element, WordFile
from interviews.word_out.label_in_file import FileLabel
from interviews.word_out.labels import is_origin, tags_read
from interviews.word_out.slots import Slot, slot_of
from interviews.word_runs import Inside, inline_pieces, local
from interviews.word_styles import Look, default_paragraph_style, outline_level, read_styles, tag

_CLOSED = {
    "w:del",
    "w:moveFrom",
    "w:pPr",
    "w:sectPr",
    "w:sdtPr",
    "w:sdtEndPr",
    "w:tblPr",
    "w:tblGrid",
    "w:tcPr",
    "w:trPr",
}
_THROUGH = {"w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml"}
_EXACT, _PLAIN, _TAGS = Look(italic=True), Look(italic=False), Look(italic=False, underlined=True)


@dataclass(slots=True)
class Line:
    """One paragraph. ``text``: without its tags, ``whole``: with them; ``slots``: those that begin in it, with the text within.

    ``heading``: its style says so; ``marks``: what its tags say; ``origin``: where it was said, as a slot names it,
    or as printed when the slot went.
    """

    text: str = ""
    whole: str = ""
    exact: list[Span] = field(default_factory=list)
    slots: list[tuple[Slot, str]] = field(default_factory=list)
    heading: bool = False
    marks: tuple[str, ...] = ()
    origin: str | None = None

    def slot(self, *kinds: str) -> Slot | None:
        """The first slot of one of these kinds."""
        return next((slot for slot, _ in self.slots if slot.kind in kinds), None)


def read_lines(word: WordFile, label: FileLabel) -> list[Line]:
    """Every paragraph of the body in order, those of notes and text boxes under the one that calls them."""
    styles = read_styles(word.styles)
    looks = dict.fromkeys(styles, _PLAIN)
    looks |= {key: _TAGS for key, style in styles.items() if style.name and style.name == label.tags_style}
    looks |= {key: _EXACT for key, style in styles.items() if style.name and style.name == label.words_style}
    headings = {key for key, style in styles.items() if style.level is not None}
    walk = _Walk(word, looks, headings, default_paragraph_style(word.styles))
    walk.story(word.document)
    return walk.lines


class _Walk:
    """One walk through the body."""

    def __init__(self, word: WordFile, looks: Mapping[str, Look], headings: set[str], default: str | None) -> None:
        self.lines: list[Line] = []
        self._looks, self._headings, self._default = looks, headings, default
        self._notes = {
            (kind, note.get(tag("id"))): note
            for kind, root in (("footnote", word.footnotes), ("endnote", word.endnotes))
            if root is not None
            for note in root.findall(tag(kind))
        }

    def story(self, parent: Element) -> None:
        for child in parent:
            name = local(child)
            if name == "w:p":
                self._paragraph(child)
            elif name == "mc:AlternateContent":
                self.story(chosen(child))
            elif name not in _CLOSED and name not in ("", "#"):
                self.story(child)

    def _paragraph(self, paragraph: Element) -> None:
        reader = _Reader(self._looks)
        reader.read(paragraph)
        line = reader.line()
        properties = paragraph.find(tag("pPr"))
        named = None if properties is None else properties.find(tag("pStyle"))
        style = self._default if named is None else str(named.get(tag("val")))
        level = outline_level(properties)
        line.heading = style in self._headings if level is None else level <= 9
        self.lines.append(line)
        for box in reader.inside.boxes:
            self.story(box)
        for key in reader.inside.notes:
            if key in self._notes:  # taken out: a note called a thousand times is read once
                self.story(self._notes.pop(key))


class _Reader:
    """One paragraph, run by run."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self.inside = Inside()
        self._looks = looks
        self._open: dict[str | None, tuple[Slot, int]] = {}
        self._all: list[tuple[str, Look, frozenset[str]]] = []
        self._slots: list[tuple[Slot, int, int]] = []

    def read(self, parent: Element) -> None:
        """Everything below a paragraph, in order."""
        for child in parent:
            name = local(child)
            if name == "w:bookmarkStart" and (slot := slot_of(str(child.get(tag("name"))))):
                self._open[child.get(tag("id"))] = (slot, len(self._all))
            elif name == "w:bookmarkEnd" and child.get(tag("id")) in self._open:
                slot, start = self._open.pop(child.get(tag("id")))
                self._slots.append((slot, start, len(self._all)))
            elif name in _THROUGH and not (name == "w:sdt" and _hint(child)):
                self.read(child)
            elif name not in _CLOSED:
                self._take(child)

    def _take(self, child: Element) -> None:
        found = inline_pieces([child], _PLAIN, self._looks)
        kinds = frozenset(slot.kind for slot, _ in self._open.values())
        self._all += [(piece.text, piece.look, kinds) for piece in found.pieces]
        self.inside.boxes += found.boxes
        self.inside.notes += found.notes

    def line(self) -> Line:
        """The paragraph read; what stands where tags are and is no tag of ours stays as words."""
        self._slots += [(slot, start, len(self._all)) for slot, start in self._open.values()]
        line, tags, origin = Line(whole="".join(text for text, _, _ in self._all)), "", ""
        for text, look, kinds in self._all:
            if "origin" in kinds:
                origin += text
            elif "tags" in kinds or (look.underlined and not look.italic):
                tags += text
            else:
                if look.italic and text:
                    line.exact.append(Span(len(line.text), len(line.text) + len(text)))
                line.text += text
        line.marks, left = tags_read(tags)
        if origin.strip() and is_origin(origin):
            line.origin = next((slot.of for slot, _, _ in self._slots if slot.kind == "origin"), None)
        elif is_origin(left):  # the style of tags stayed, the bookmark went
            line.origin, left = left, ""
        elif origin.strip():
            left = f"{left} {origin.strip()}".strip()
        if left:
            line.text = f"{line.text} {left}" if line.text else left
        line.slots = [(slot, "".join(t for t, _, _ in self._all[a:b])) for slot, a, b in self._slots]
        return line


def _hint(control: Element) -> bool:
    return control.find(f"{tag('sdtPr')}/{tag('showingPlcHdr')}") is not None
