"""Which words are in which passages: the table that every count of words starts from. Empty words are left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.steps.stems import tokens

Counts = NDArray[np.float64]
LEAST_TIMES = 3
MOST_WORDS = 1500
_SHORTEST = 3  # letters


@dataclass(frozen=True, slots=True)
class LexicalTable:
    """``rows``: scipy.sparse.csr_array (units, words), 1 where the word is; ``words``: as most often written, by column."""

    rows: Any
    words: tuple[str, ...]

    def of(self, units: Sequence[int] | NDArray[np.int64]) -> Counts:
        """In how many of these units each word is, shape (words,)."""
        return np.asarray(self.rows[np.asarray(units, dtype=np.int64)].sum(axis=0), dtype=np.float64).ravel()


def lexical_table(texts: Sequence[str], *, least: int = LEAST_TIMES, most: int = MOST_WORDS) -> LexicalTable:
    """The table of these texts: words that are in ``least`` texts at least, the ``most`` frequent ones, sorted by stem."""
    from scipy import sparse

    heard: Counter[str] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: list[list[str]] = []
    for text in texts:
        kept = [token for token in tokens(text) if not token.empty and len(token.form) >= _SHORTEST]
        for token in kept:
            written[token.stem][token.word] += 1
        found.append(sorted({token.stem for token in kept}))
        heard.update(found[-1])
    often = sorted((stem for stem in heard if heard[stem] >= least), key=lambda stem: (-heard[stem], stem))[:most]
    stems = sorted(often)
    column = {stem: place for place, stem in enumerate(stems)}
    columns = [[column[stem] for stem in row if stem in column] for row in found]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([place for row in columns for place in row], dtype=np.int64)
    rows = sparse.csr_array((np.ones(len(flat)), flat, ends), shape=(len(texts), len(stems)))
    words = tuple(min(written[stem], key=lambda word: (-written[stem][word], word)) for stem in stems)
    return LexicalTable(rows, words)
