"""The passages of one field of the journal: its standing texts, what was marked on them, the person's own words. Pure."""

from __future__ import annotations

import re

from analysis.steps.types import Span
from interviews.document import Passage
from interviews.fold import InterviewState, Mark, Version
from interviews.structure_passages import Draft

KEPT_MARKS = ("important", "feeling", "observation")
"""Marks that say what a passage is; « exact » says whose words it is, and becomes ``Passage.exact``."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def passages_of(state: InterviewState, field: str) -> list[Passage]:
    """Every standing text of a field, each once, a passage a paragraph; [] when there is nothing but blanks.

    Blank lines part paragraphs, as in a Word file: a guillemet that is never closed ends with its own.
    """
    found = []
    for version in {one.text: one for one in reversed(state.texts.get(field, ()))}.values():
        marks = [mark for mark in state.marks if mark.note == field and _is_about(mark, version, state.texts[field])]
        found.append(_paragraphs(version, marks))
    return [passage for passages in reversed(found) for passage in passages]


def _is_about(mark: Mark, version: Version, versions: tuple[Version, ...]) -> bool:
    """A mark is about the version it was put on; when that one was replaced since, a whole mark is about what stands now.

    Of several standing versions nobody can tell which one holds the person's own words.
    """
    if mark.on == version.operation:
        return True
    if mark.on in {one.operation for one in versions}:
        return False
    sure = len({one.text for one in versions}) == 1 or mark.mark != "exact"
    return sure and (mark.on is None or mark.end == 0)


def _paragraphs(version: Version, marks: list[Mark]) -> list[Passage]:
    kept = tuple(name for name in KEPT_MARKS if any(one.mark == name for one in marks))
    exact = [_span(one, len(version.text)) for one in marks if one.mark == "exact"]
    found, start = [], 0
    for piece in [*_BLANK_LINES.finditer(version.text), None]:
        end = piece.start() if piece else len(version.text)
        inside = [Span(max(one.start, start) - start, min(one.end, end) - start) for one in exact]
        paragraph = Draft(0, [(version.text[start:end], tuple(one for one in inside if one.start < one.end))]).passage()
        if paragraph.text:
            found.append(Passage(paragraph.text, paragraph.exact, kept, version.operation))
        start = piece.end() if piece else end
    return found


def _span(mark: Mark, length: int) -> Span:
    """The stretch a mark covers; 0 to 0 is the whole text."""
    return Span(0, length) if mark.end == 0 else Span(min(mark.start, length), min(mark.end, length))
