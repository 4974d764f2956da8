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
from analysis.steps.stems import tokens
from analysis.steps.vectors import Encoder, unit

Matrix = NDArray[np.float64]

# Chosen by cross-validation on our examples (tests/bench/classification.py).
SHARE = {"vectors": 2.0, "words": 1.0, "ideas": 1.0}
_VECTOR_WIDTH, _IDEA_WIDTH = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Views:
    """Three views of n texts: unit vectors (n, d), weighted word counts (n, v) and weighted ideas (n, k)."""

    vectors: Matrix
    words: Any  # scipy.sparse.csr_array
    ideas: Matrix

    def __len__(self) -> int:
        return int(self.vectors.shape[0])


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
    def build(cls, texts: Sequence[str], *, encoder: Encoder, frequent: int = 2) -> Space:
        """Learn the space from texts; a word or pair of words counts from ``frequent`` texts on.

        Raises:
            ValueError: there is no text at all.
        """
        if not texts:
            raise ValueError("A space needs at least one text.")
        terms = [set(word_terms(text)) for text in texts]
        heard = Counter(term for found in terms for term in found)
        kept = sorted(term for term, times in heard.items() if times >= frequent) or sorted(heard)
        times = np.array([heard[term] for term in kept], dtype=np.float64)
        counts = count_ideas(texts)
        idea_rarity = np.log(1.0 / ((counts > 0).mean(axis=0) + 1e-3)) + 0.3
        return cls(
            encoder=encoder,
            centre=encoder.encode(texts).astype(np.float64).mean(axis=0),
            rarity=np.log((1 + len(texts)) / (1 + times)) + 1,
            vocabulary={term: column for column, term in enumerate(kept)},
            idea_rarity=idea_rarity,
            idea_centre=unit(counts * idea_rarity).mean(axis=0),
        )

    def view(self, texts: Sequence[str]) -> Views:
        """The three views of each text; they do not depend on the other texts."""
        vectors = self.encoder.encode(texts).astype(np.float64)
        heard = np.abs(vectors).sum(axis=1, keepdims=True) > 0
        return Views(
            vectors=unit((vectors - self.centre) * heard),
            words=self._words(texts),
            ideas=unit(count_ideas(texts) * self.idea_rarity) - self.idea_centre,
        )

    def _words(self, texts: Sequence[str]) -> Any:
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for text in texts:
            counts = Counter(term for term in word_terms(text) if term in self.vocabulary)
            row = np.array([1 + np.log(times) for times in counts.values()])
            row = row * self.rarity[[self.vocabulary[term] for term in counts]] if counts else row
            data += list(row / max(float(np.linalg.norm(row)), 1e-9))
            columns += [self.vocabulary[term] for term in counts]
            ends.append(len(columns))
        return sparse.csr_array((data, columns, ends), shape=(len(texts), len(self.vocabulary)))


def word_terms(text: str) -> list[str]:
    """Stems of a text and pairs of neighbouring stems, in order; stop words kept, « plus peur » needs them."""
    stems = [token.stem for token in tokens(text)]
    return stems + [f"{left} {right}" for left, right in pairwise(stems)]


def likeness(left: Views, right: Views) -> Matrix:
    """How alike each text of ``left`` is to each of ``right``, shape (left, right): a sum of three kernels."""
    close = np.exp(_VECTOR_WIDTH * (left.vectors @ right.vectors.T - 1))
    shared = np.asarray((left.words @ right.words.T).todense())
    together = np.exp(_IDEA_WIDTH * (left.ideas @ right.ideas.T - 1))
    return np.asarray(SHARE["vectors"] * close + SHARE["words"] * shared + SHARE["ideas"] * together)
