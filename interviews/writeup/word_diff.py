"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Fate = Literal["same", "gone", "new"]

LONGEST = 3000
"""Words of the differing middle beyond which it is shown as one stretch gone and one come: finding more would take too long."""
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, went or came."""

    fate: Fate
    text: str


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """The stretches that lead from one text to the other: without the new ones they are the first, without the gone the second.

    >>> [(one.fate, one.text) for one in word_diff("Elle rit fort.", "Elle parle fort.")]
    [('same', 'Elle '), ('gone', 'rit'), ('new', 'parle'), ('same', ' fort.')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _between(old[start : len(old) - end], new[start : len(new) - end])
    told = [Stretch("same", "".join(old[:start])), *middle, Stretch("same", "".join(old[len(old) - end :]))]
    return tuple(one for one in told if one.text)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _between(old: list[str], new: list[str]) -> Iterator[Stretch]:
    if max(len(old), len(new)) > LONGEST:
        yield from (Stretch("gone", "".join(old)), Stretch("new", "".join(new)))
        return
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Stretch("same", "".join(old[a:b]))
        else:
            yield Stretch("gone", "".join(old[a:b]))
            yield Stretch("new", "".join(new[c:d]))
