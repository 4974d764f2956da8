"""A very long text read by stretches: what identifies somebody takes a time that grows with the square of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.steps.types import Mask

LONGEST = 10_000
"""Characters read at once; an interview's longest note is ten times shorter."""
_ENDS = (re.compile(r"\n"), re.compile(r"[.!?…»]\s"), re.compile(r"\s"))


def windows(text: str, *, longest: int = LONGEST) -> list[str]:
    """The text in stretches of ``longest`` characters at most, cut where a line, a sentence or else a word ends.

    >>> windows("Un mot. Deux mots.", longest=10)
    ['Un mot. ', 'Deux mots.']
    """
    return list(_stretches(text, longest))


def joined(stretches: Sequence[str], found: Sequence[Sequence[Mask]]) -> tuple[Mask, ...]:
    """What was found in each stretch, with its place in the whole text."""
    masks: list[Mask] = []
    start = 0
    for stretch, inside in zip(stretches, found, strict=True):
        masks += (Mask(start + m.start, start + m.end, m.kind, m.text, m.certainty) for m in inside)
        start += len(stretch)
    return tuple(masks)


def _stretches(text: str, longest: int) -> Iterator[str]:
    start = 0
    while len(text) - start > longest:
        end = _end(text, start, start + longest)
        yield text[start:end]
        start = end
    yield text[start:]


def _end(text: str, start: int, most: int) -> int:
    """The last place to cut in the second half of a stretch, its very end when there is none."""
    for pattern in _ENDS:
        places = [found.end() for found in pattern.finditer(text, (start + most) // 2, most)]
        if places:
            return places[-1]
    return most
