"""Reads the runs of one Word paragraph: its text in order with its looks, and the text boxes and notes it calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviews.word_file import Element, W
from interviews.word_styles import Look, look_of, tag

_PREFIXES = {
    W: "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
}
_SKIPPED = {"w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText", "w:delText", "w:delInstrText"}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
# What Word's autocorrection puts in the Wingdings font: smileys, arrows, ticks and bullets.
_WINGDINGS = {
    "4A": "☺", "4B": "😐", "4C": "☹", "E0": "→", "DF": "←", "E8": "➔", "F0": "⇨", "FC": "✓", "FB": "✗", "A7": "▪",
    "B7": "•", "D8": "➢", "A8": "☐", "FE": "☒", "6F": "☐", "78": "☒", "76": "❖", "9F": "•",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look; line breaks are "\\n"."""

    text: str
    look: Look = field(default_factory=Look)


@dataclass(slots=True)
class Inside:
    """What a paragraph holds: pieces in order, then the text boxes anchored in it and the notes it calls."""

    found: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces in reading order."""
        return tuple(self.found)


def local(element: Element) -> str:
    """The short name of an element (« w:p »), "" for comments and for vocabularies that hold no text of ours."""
    if not isinstance(element.tag, str):
        return "#"
    space, _, name = element.tag[1:].partition("}")
    return f"{_PREFIXES[space]}:{name}" if space in _PREFIXES else ""


def inline_pieces(paragraph: Element, look: Look, looks: Mapping[str, Look]) -> Inside:
    """The text of a paragraph, tracked deletions left out; ``look`` is its style's, ``looks`` those of run styles."""
    inside = Inside()
    _gather(paragraph, look, looks, inside)
    return inside


def _gather(parent: Element, look: Look, looks: Mapping[str, Look], inside: Inside) -> None:
    for child in parent:
        name = local(child)
        if name in _SKIPPED or name == "#" or (name == "w:sdt" and _hint(child)):
            continue
        if name == "w:r":
            _gather(child, _run_look(child, look, looks), looks, inside)
        elif name == "w:txbxContent":
            inside.boxes.append(child)
        elif name == "mc:AlternateContent":
            _alternate(child, look, looks, inside)
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            inside.notes.append((name[2:-9], child.get(tag("id"))))
        elif text := _text(child, name):
            inside.found.append(Piece(text, look))
        else:
            _gather(child, look, looks, inside)


def _alternate(alternate: Element, look: Look, looks: Mapping[str, Look], inside: Inside) -> None:
    """Read one branch only: Word writes a text box twice, once for itself and once for its elders."""
    for branch in alternate:
        if local(branch) not in {"mc:Choice", "mc:Fallback"}:
            continue
        read = Inside()
        _gather(branch, look, looks, read)
        if read.found or read.boxes or read.notes:
            inside.found += read.found
            inside.boxes += read.boxes
            inside.notes += read.notes
            return


def _run_look(run: Element, look: Look, looks: Mapping[str, Look]) -> Look:
    properties = run.find(tag("rPr"))
    if properties is None:
        return look
    named = properties.find(tag("rStyle"))
    styled = looks.get(str(named.get(tag("val"))), Look()) if named is not None else Look()
    return look_of(properties).over(styled).over(look)


def _text(element: Element, name: str) -> str:
    """The text that one element stands for; "" when it only holds others."""
    if name in {"w:t", "m:t"}:
        return str(element.text or "").replace("\r\n", " ").replace("\r", " ").replace("\n", " ")
    if name == "w:sym":
        return _WINGDINGS.get(str(element.get(tag("char"), ""))[-2:].upper(), "\ufffd")
    if name == "v:textpath":
        return str(element.get("string", ""))
    if name == "w:fldChar":
        return _picked(element)
    return _SIGNS.get(name, "")


def _picked(field_start: Element) -> str:
    """The choice made in an old-style drop-down field, whose text is nowhere else."""
    choices = field_start.find(f"{tag('ffData')}/{tag('ddList')}")
    if choices is None:
        return ""
    entries = [str(entry.get(tag("val"), "")) for entry in choices.iter(tag("listEntry"))]
    result = choices.find(tag("result"))
    rank = "0" if result is None else str(result.get(tag("val"), "0"))
    return entries[int(rank)] if rank.isdigit() and len(rank) < 4 and int(rank) < len(entries) else ""


def _hint(control: Element) -> bool:
    return control.find(f"{tag('sdtPr')}/{tag('showingPlcHdr')}") is not None
