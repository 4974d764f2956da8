"""A word of a text and what is around it, for who asks whether it is a name typed without its capital."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.steps.mask_lexicon import fold, folded, words
from analysis.steps.mask_tokens import Ordinary, Token

DETERMINERS = words("casse", "determinants")
"""Before a name, hardly ever: « la rose », « une pierre »."""

_DOTTED = frozenset(["m", "mr", "mme", "mlle", "dr", "pr"])
_STOP = re.compile(r"[.,;:!?…«»()\n\r]")


@dataclass(frozen=True, slots=True)
class View:
    """A word and what is around it."""

    text: str
    seen: Sequence[Token]
    place: int
    ordinary: Ordinary
    known: frozenset[str]
    hasty: list[tuple[int, int]]
    raised: set[int]

    @property
    def word(self) -> str:
        """The word itself."""
        return self.seen[self.place].text

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.seen[self.place].start

    def at(self, step: int) -> str:
        """The word ``step`` places away, lower case; empty beyond punctuation."""
        first, last = sorted((self.place, self.place + step))
        if first < 0 or last >= len(self.seen):
            return ""
        between = self.text[self.seen[first].end : self.seen[last].start]
        dotted = between == ". " and self.seen[first].text.lower() in _DOTTED
        return "" if _STOP.search(between) and not dotted else self.seen[self.place + step].text.lower()

    def in_haste(self) -> bool:
        """Whether the line opens without a capital."""
        start = self.seen[self.place].start
        return any(first <= start < last for first, last in self.hasty)

    def listed(self, word: str | None = None) -> bool:
        """Whether this word, or another, is a known first name or place."""
        bare = fold(word if word is not None else self.word)
        return bare in self.known or bare in folded("prenoms", "surs") or bare in folded("lieux", "connus")

    def doubtful(self, word: str | None = None) -> bool:
        """Whether it is a first name that is also a word."""
        return fold(word if word is not None else self.word) in folded("prenoms", "ambigus")
