"""Gathers lines into passages: one paragraph each, with the stretches that are the person's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.steps.quotes import exact_spans, joined_spans
from analysis.steps.types import Span
from interviews.document import Passage
from interviews.word_blocks import Block

_MARKS = ' \t\n\u00a0\u202f«»“”„"<>'


@dataclass(slots=True)
class Draft:
    """A passage being read: the lines of one paragraph, with their italics."""

    paragraph: int
    lines: list[tuple[str, tuple[Span, ...]]] = field(default_factory=list)

    def passage(self) -> Passage:
        """The lines joined by "\\n", outer blanks off; ``exact`` joins quotes and italics."""
        italics: list[Span] = []
        start = 0
        for line, spans in self.lines:
            italics += [Span(start + span.start, start + span.end) for span in spans]
            start += len(line) + 1
        text = "\n".join(line for line, _ in self.lines)
        left = len(text) - len(text.lstrip())
        text = text.strip()
        moved = (Span(max(0, span.start - left), min(len(text), span.end - left)) for span in italics)
        return Passage(text, joined_spans([*exact_spans(text), *_bared(text, moved)]))


def slice_of(block: Block, start: int) -> tuple[str, tuple[Span, ...]]:
    """The end of a line from an offset, its italics moved along."""
    moved = (Span(max(0, span.start - start), span.end - start) for span in block.italics if span.end > start)
    return block.text[start:], tuple(moved)


def _bared(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans without the blanks and quotation marks at their ends; those without a word are dropped."""
    bared = []
    for span in spans:
        stretch = text[span.start : span.end]
        start = span.start + len(stretch) - len(stretch.lstrip(_MARKS))
        end = span.start + len(stretch.rstrip(_MARKS))
        if start < end and any(character.isalnum() for character in text[start:end]):
            bared.append(Span(start, end))
    return bared
