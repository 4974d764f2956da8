"""A text seen three ways (vector, words, ideas), and how alike two texts are when the three views are added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.steps.cues import count_ideas
from analysis.steps.stems import Token, tokens
from analysis.steps.vectors import Encoder, unit

Matrix = NDArray[np.float64]

# Chosen by cross-validation on our examples (tests/bench/classification.py).
SHARE = {"vectors": 2.0, "words": 1.0, "ideas": 1.0, "both": 1.0}
_VECTOR_WIDTH, _IDEA_WIDTH = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Views:
    """Three views of n texts: unit vectors (n, d), weighted word counts (n, v) and weighted ideas (n, k)."""

    vectors: Matrix
    words: Any  # scipy.sparse.csr_array
    ideas: Matrix

    def __len__(self) -> int:
        return int(self.vectors.shape[0])

    def rows(self, chosen: Sequence[int]) -> Views:
        """The views of some of the texts."""
        return Views(self.vectors[chosen], self.words[chosen], self.ideas[chosen])

    def above(self, other: Views) -> Views:
        """These texts, then the other's."""
        words = sparse.csr_array(sparse.vstack([self.words, other.words]))
        return Views(np.vstack([self.vectors, other.vectors]), words, np.vstack([self.ideas, other.ideas]))


@dataclass(frozen=True, slots=True)
class _Raw:
    """Texts before a space places them: vectors, terms in order, counts of ideas."""

    vectors: Matrix
    terms: list[list[str]]
    ideas: Matrix

    @classmethod
    def of(cls, texts: Sequence[str], encoder: Encoder) -> _Raw:
        words = [tokens(text) for text in texts]
        return cls(encoder.encode(texts).astype(np.float64), [_terms(found) for found in words], count_ideas(words))


@dataclass(frozen=True, slots=True)
class Space:
    """What is learnt from a body of texts to see any other text the same way: centre, vocabulary, rarities."""

    encoder: Encoder
    centre: Matrix
    rarity: Matrix  # one figure a word of the vocabulary
    vocabulary: dict[str, int]
    idea_rarity: Matrix
    idea_centre: Matrix

    @classmethod
    def build(cls, texts: Sequence[str], *, encoder: Encoder, frequent: int = 2) -> tuple[Space, Views]:
        """Learn the space from texts, and see them in it; a word or pair counts from ``frequent`` texts on.

        Raises:
            ValueError: there is no text at all.
        """
        if not texts:
            raise ValueError("A space needs at least one text.")
        raw = _Raw.of(texts, encoder)
        heard = Counter(term for found in raw.terms for term in set(found))
        kept = sorted(term for term, times in heard.items() if times >= frequent) or sorted(heard)
        times = np.array([heard[term] for term in kept], dtype=np.float64)
        idea_rarity = np.log(1.0 / ((raw.ideas > 0).mean(axis=0) + 1e-3)) + 0.3
        space = cls(
            encoder=encoder,
            centre=raw.vectors.mean(axis=0),
            rarity=np.log((1 + len(texts)) / (1 + times)) + 1,
            vocabulary={term: column for column, term in enumerate(kept)},
            idea_rarity=idea_rarity,
            idea_centre=unit(raw.ideas * idea_rarity).mean(axis=0),
        )
        return space, space._place(raw)

    def view(self, texts: Sequence[str]) -> Views:
        """The three views of each text; they do not depend on the other texts."""
        return self._place(_Raw.of(texts, self.encoder))

    def _place(self, raw: _Raw) -> Views:
        heard = np.abs(raw.vectors).sum(axis=1, keepdims=True) > 0
        return Views(
            vectors=unit((raw.vectors - self.centre) * heard),
            words=self._words(raw.terms),
            ideas=unit(raw.ideas * self.idea_rarity) - self.idea_centre,
        )

    def _words(self, texts: Sequence[Sequence[str]]) -> Any:
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for terms in texts:
            counts = Counter(term for term in terms if term in self.vocabulary)
            row = np.array([1 + np.log(times) for times in counts.values()])
            row = row * self.rarity[[self.vocabulary[term] for term in counts]] if counts else row
            data += list(row / max(float(np.linalg.norm(row)), 1e-9))
            columns += [self.vocabulary[term] for term in counts]
            ends.append(len(columns))
        return sparse.csr_array((data, columns, ends), shape=(len(texts), len(self.vocabulary)))


def _terms(words: Sequence[Token]) -> list[str]:
    """Stems and pairs of neighbouring stems; stop words kept, « plus peur » needs them."""
    stems = [token.stem for token in words]
    return stems + [f"{left} {right}" for left, right in pairwise(stems)]


def likeness(left: Views, right: Views, *, rough: bool = False) -> Matrix:
    """How alike each text of ``left`` is to each of ``right``, shape (left, right): a sum of kernels.

    The last one asks for a close vector and shared ideas at once. ``rough`` works in single precision, twice as fast:
    enough to learn from, where no decision hangs on the last figures.
    """
    kind = np.float32 if rough else np.float64
    close = _bell(left.vectors.astype(kind), right.vectors.astype(kind), _VECTOR_WIDTH)
    shared = np.asarray((left.words @ right.words.T).todense())
    together = _bell(left.ideas.astype(kind), right.ideas.astype(kind), _IDEA_WIDTH)
    shared *= SHARE["words"]
    shared += SHARE["vectors"] * close
    shared += SHARE["ideas"] * together
    close *= together
    shared += SHARE["both"] * close
    return shared


def _bell(left: NDArray[Any], right: NDArray[Any], width: float) -> NDArray[Any]:
    """exp(width × (product − 1)), in place: these tables are the largest of the whole analysis."""
    table = left @ right.T
    table -= 1
    table *= width
    return np.asarray(np.exp(table, out=table))
