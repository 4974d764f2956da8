"""A paragraph in small stretches: names changed, the passage told from what is around it, the words that decided. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.steps.types import Extract, Word
from analysis.voices import hidden_in
from interviews.consent import MaskedSpan

AROUND = 320
"""Code points shown before and after a passage: a paragraph may be as long as a book."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a paragraph as it is shown. ``at``, ``to``: its place in the paragraph (code points)."""

    text: str
    at: int
    to: int
    inside: bool
    mark: bool = False
    masked: bool = False


def bits(
    whole: Extract, masks: Iterable[MaskedSpan], *, start: int, end: int, words: Sequence[Word]
) -> tuple[Bit, ...]:
    """The paragraph around ``start``–``end``.

    Args:
        whole: the whole paragraph, as one extract.
        masks: what may identify somebody in it.
        start: where the passage begins in the paragraph.
        end: where it ends, exclusive.
        words: those that decided, placed in the passage.
    """
    first, last = max(0, start - AROUND), min(len(whole.text), end + AROUND)
    hidden = hidden_in(whole, masks)
    marked = [(start + word.start, start + word.end) for word in words]
    found: list[Bit] = []
    place = first
    for one in hidden:
        if one.end <= first or one.start >= last:
            continue
        found += _clear(whole.text, place, one.start, start, end, marked)
        inside = one.start < end and start < one.end
        found.append(Bit(one.instead or "", one.start, one.end, inside, masked=True))
        place = max(place, one.end)
    found += _clear(whole.text, place, last, start, end, marked)
    return tuple(bit for bit in found if bit.text)


def cuts(shown: Sequence[Bit]) -> tuple[tuple[int, str], ...]:
    """Where the passage may be cut, and the words just before: after each word that is shown as it was said."""
    found: list[tuple[int, str]] = []
    said = ""
    for bit in shown:
        if not bit.inside:
            continue
        for offset, char in enumerate(bit.text):
            if char.isspace() and said.strip() and not bit.masked:
                found.append((bit.at + offset, said[-28:].strip()))
            said += char
    return tuple(found)


def _clear(text: str, left: int, right: int, start: int, end: int, marked: Sequence[tuple[int, int]]) -> Iterator[Bit]:
    """A stretch without a mask, cut where the passage or a word that decided starts or ends."""
    edges = {left, right, *(edge for pair in [(start, end), *marked] for edge in pair if left < edge < right)}
    places = sorted(edges)
    for at, to in pairwise(places) if left < right else ():
        mark = any(begin <= at and to <= stop for begin, stop in marked)
        yield Bit(text[at:to], at, to, start <= at and to <= end, mark=mark)
