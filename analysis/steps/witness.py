"""The words of a text that pushed towards an effect, from the three views, so that a proposal can be understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.steps.cues import idea_words
from analysis.steps.features import SHARE, Matrix, Space, Views
from analysis.steps.stems import Token, tokens
from analysis.steps.types import Word
from analysis.steps.vectors import word_rows

MOST_WORDS = 6
_LEAST = 0.15  # of the heaviest word's weight


@dataclass(frozen=True, slots=True)
class Witness:
    """How much each term, each idea and each direction of the vectors pushes towards each effect (a linear reading)."""

    space: Space
    terms: Matrix  # (vocabulary, effects)
    ideas: Matrix  # (ideas, effects)
    directions: Matrix  # (d, effects)

    @classmethod
    def of(cls, space: Space, views: Views, dual: Matrix) -> Witness:
        """Read the weights off what was learnt: ``dual`` (n, effects) over ``views`` (n texts)."""
        return cls(
            space=space,
            terms=SHARE["words"] * np.asarray(views.words.T @ dual) * space.rarity[:, None],
            ideas=SHARE["ideas"] * (views.ideas.T @ dual) * space.idea_rarity[:, None],
            directions=SHARE["vectors"] * (views.vectors.T @ dual),
        )

    def words(self, text: str, effects: Sequence[int]) -> dict[int, tuple[Word, ...]]:
        """For each effect (by column), at most ``MOST_WORDS`` words by falling weight; stop words never.

        Weights are shares of the heaviest word's (0–1).
        """
        found = tokens(text)
        kept = [index for index, token in enumerate(found) if not token.empty]
        if not kept:
            return {}
        pushes = self._pushes(found)
        return {effect: _heaviest(text, found, kept, pushes[:, effect]) for effect in effects}

    def _pushes(self, found: Sequence[Token]) -> Matrix:
        """What each word of a text brings to each effect, shape (words, effects)."""
        pushes = np.zeros((len(found), self.terms.shape[1]))
        for index, token in enumerate(found):
            if (column := self.space.vocabulary.get(token.stem)) is not None:
                pushes[index] += self.terms[column]
        for index, (left, right) in enumerate(pairwise(found)):
            if (column := self.space.vocabulary.get(f"{left.stem} {right.stem}")) is not None:
                pushes[index : index + 2] += self.terms[column] / 2
        for idea, index in idea_words(found):
            pushes[index] += self.ideas[idea]
        rows = word_rows(self.space.encoder, [token.word for token in found])
        if rows is not None:
            pushes += rows.astype(np.float64) @ self.directions
        return pushes


def _heaviest(text: str, found: Sequence[Token], kept: Sequence[int], push: Matrix) -> tuple[Word, ...]:
    best = max(float(push[index]) for index in kept)
    if best <= 0:
        return ()
    order = sorted(kept, key=lambda index: (-round(float(push[index]), 6), index))
    return tuple(
        _word(text, found[index], round(float(push[index]) / best, 3))
        for index in order[:MOST_WORDS]
        if push[index] >= _LEAST * best
    )


def _word(text: str, token: Token, weight: float) -> Word:
    return Word(token.start, token.end, text[token.start : token.end], weight)
