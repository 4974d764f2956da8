"""Words of a text as the search for names sees them, and what tells an ordinary word from a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.steps.mask_lexicon import words

if TYPE_CHECKING:
    from spacy.language import Language

_TOKEN = re.compile(r"(?:[NM]['’](?=[A-ZÀ-ÞŒ]))?[^\W\d_]+(?:(?<=c)['’]h[^\W\d_]*)?(?:-(?:[dl]['’])?[^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0\u202f]|['’]")
_ARTICLES = frozenset(["le", "la", "les", "l", "du", "de", "des", "d", "au", "aux", "un", "une"])
_RARE = 60_000  # a word of this rank or beyond is one that few people use
_RATIO = 3  # a word this much more frequent with a capital than without is a name

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text; ``initial``: its capital may be due to its place (start of sentence, line or quote)."""

    start: int
    end: int
    text: str
    initial: bool

    @property
    def capital(self) -> bool:
        """It starts with a capital and is not an acronym or a single letter."""
        return self.text[0].isupper() and not self.text.isupper() and len(self.text) > 1


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model saw: character offsets and its label (PER, LOC, ORG, MISC)."""

    start: int
    end: int
    label: str


class Ordinary:
    """Tells ordinary French words from names by the order of the model's vectors, which is that of frequency.

    Without vectors (a blank pipeline), a word is ordinary when it often opens sentences or is seen without a capital.
    """

    def __init__(self, nlp: Language, texts: Iterable[str]) -> None:
        self._ranks = _ranks(nlp)
        self._hash = nlp.vocab.strings
        self._seen = {token.group() for text in texts for token in _TOKEN.finditer(text) if token.group().islower()}

    def __call__(self, word: str) -> bool:
        """Whether this capitalised word is an ordinary word at heart; a compound is when its parts are."""
        if word in words("garder", "debuts"):
            return True
        lower = word.lower()
        without, capital = self._rank(lower), self._rank(word)
        if without is not None:
            return capital is None or without < _RATIO * capital
        if capital is None and "-" in word:
            return all(self(part[:1].upper() + part[1:]) for part in word.split("-") if part)
        return capital is None and lower in self._seen

    def common(self, lower: str, *, below: int | None = None) -> bool:
        """Whether French at large writes this word without a capital; never known without vectors.

        ``below``: only if it is among the words used most, that many of them.
        """
        without, capital = self._rank(lower), self._rank(lower[:1].upper() + lower[1:])
        often = without is not None and (below is None or without < below)
        return often and without is not None and (capital is None or without < _RATIO * capital)

    def likely(self, lower: str) -> bool:
        """Whether a rare word is seen with a capital more than without: enough in a note typed in haste."""
        without, capital = self._rank(lower), self._rank(lower[:1].upper() + lower[1:])
        rare = without is not None and capital is not None and _RARE < without > capital
        return rare or self.proper(lower)

    def proper(self, lower: str) -> bool:
        """Whether French at large writes this word with a capital."""
        without, capital = self._rank(lower), self._rank(lower[:1].upper() + lower[1:])
        return capital is not None and (without is None or without >= _RATIO * capital)

    def unknown(self, lower: str) -> bool:
        """Whether French at large does not know this word; never known without vectors."""
        return bool(self._ranks) and self._rank(lower) is None and self._rank(lower[:1].upper() + lower[1:]) is None

    def _rank(self, word: str) -> int | None:
        return self._ranks.get(self._hash[word]) if self._ranks else None


@cache
def _ranks(nlp: Language) -> dict[int, int]:
    return {int(key): rank for rank, key in enumerate(nlp.vocab.vectors.keys())}


def tokens(text: str, raised: frozenset[int] = frozenset()) -> list[Token]:
    """The words of a text with their offsets; « l' » and what it precedes are two words.

    ``raised``: where a capital was given back, which therefore owes nothing to its place.
    """
    return [
        Token(*found.span(), found.group(), found.start() not in raised and _initial(text, found.start()))
        for found in _TOKEN.finditer(text)
    ]


def _initial(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    bare = before.rstrip(" \u00a0\u202f\t")
    if not bare:
        return len(before) == start or before == bare
    if bare[-1] in "'’" and len(bare) > 1 and bare[-2].isalpha():
        return False  # elision: « d'Orvannes »
    return bare[-1] in "\r\n.!?…«»“”\"'’([•*–—/" or bare.endswith(("\n-", "\n -")) or bare == "-"


def key_of(text: str) -> Key:
    """How a name is remembered: its words, casefolded, without a leading article."""
    found = tuple(token.group().casefold() for token in _TOKEN.finditer(text))
    while len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return found


def adjacent(text: str, first: Token, second: Token) -> bool:
    """Whether only a space or an apostrophe stands between two words."""
    return _GAP.fullmatch(text, first.end, second.start) is not None


def label_at(token: Token, entities: Sequence[Entity]) -> str:
    """The model's label over this token, empty when it saw nothing there."""
    return next((e.label for e in entities if e.start < token.end and token.start < e.end), "")
