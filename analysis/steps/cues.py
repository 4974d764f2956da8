"""Ideas heard in a text: hand-written families of words (``cues.toml``), found with their places.

An idea is not an effect: the classifier learns from examples which effects each idea announces.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from analysis.steps.stems import Token, fold

Phrase = tuple[str, ...]

_PIECE = re.compile(r"\.\.|\w+\*?")
_GAP = ".."


class Finder:
    """Finds families of phrases in words, in one pass whatever their number.

    A phrase is words in a row: « peur* » is any word that starts so, « mis .. main » allows one or two words between;
    accents and case do not count.

    >>> from analysis.steps.stems import tokens
    >>> Finder({"peur": ["peur*"], "aide": ["coup .. main"]}).find(tokens("Peureuse, un coup de main"))
    [(0, 0, 1), (1, 2, 5)]
    """

    def __init__(self, families: Mapping[str, Sequence[str]]) -> None:
        self.names = tuple(families)
        self._whole: defaultdict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        self._starts: defaultdict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        for number, phrases in enumerate(families.values()):
            for pieces in dict.fromkeys(tuple(_PIECE.findall(fold(phrase))) for phrase in phrases):
                first = pieces[0]
                index = self._starts if first.endswith("*") else self._whole
                index[first.rstrip("*")].append((number, pieces[1:]))

    def find(self, words: Sequence[Token]) -> list[tuple[int, int, int]]:
        """(family, first word, word after the last), at most one a family and first word: the longest."""
        forms = [word.form for word in words]
        following = [*forms[1:], ""]
        longest: dict[tuple[int, int], int] = {}
        for place, form in enumerate(forms):
            candidates = list(self._whole.get(form, ()))
            for length in range(1, len(form) + 1):
                candidates += self._starts.get(form[:length], ())
            after = following[place]
            for number, rest in candidates:
                if rest and rest[0] != after and rest[0][-1] not in "*.":
                    continue  # most phrases fail on their second word: no need to look further
                end = _match(rest, forms, place + 1) if rest else place + 1
                if end > longest.get((number, place), -1) and end > 0:
                    longest[number, place] = end
        return [(number, place, end) for (number, place), end in sorted(longest.items())]

    def count(self, texts: Sequence[Sequence[Token]]) -> NDArray[np.float64]:
        """How often each family is heard in each text, shape (texts, families)."""
        counts = np.zeros((len(texts), len(self.names)))
        for row, words in enumerate(texts):
            for number, _, _ in self.find(words):
                counts[row, number] += 1
        return counts


def read_phrases(name: str) -> Finder:
    """The families of a data file of this package: every list of phrases, named ``table.key``."""
    data = tomllib.loads(resources.files("analysis.steps").joinpath(name).read_text(encoding="utf-8"))
    return Finder({f"{table}.{key}": phrases for table, entries in data.items() for key, phrases in entries.items()})


@lru_cache(maxsize=1)
def ideas() -> Finder:
    """Every idea of ``cues.toml``."""
    return read_phrases("cues.toml")


def count_ideas(texts: Sequence[Sequence[Token]]) -> NDArray[np.float64]:
    """How often each idea is heard in each text (its words), damped: log(1 + times), shape (texts, ideas)."""
    return np.log1p(ideas().count(texts))


def idea_words(words: Sequence[Token]) -> list[tuple[int, int]]:
    """Pairs (index of the idea, index of a word that says it), stop words included when they are part of a phrase."""
    return [(idea, index) for idea, first, last in ideas().find(words) for index in range(first, last)]


def _match(pieces: Phrase, forms: Sequence[str], place: int) -> int:
    """Where the pieces end when they stand at ``place``, -1 when they do not."""
    if not pieces:
        return place
    if pieces[0] == _GAP:
        return max(_match(pieces[1:], forms, place + skipped) for skipped in (1, 2))
    if place >= len(forms):
        return -1
    said = forms[place].startswith(pieces[0][:-1]) if pieces[0].endswith("*") else forms[place] == pieces[0]
    return _match(pieces[1:], forms, place + 1) if said else -1
