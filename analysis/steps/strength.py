"""How an effect is spoken of: it came, its contrary came, or it did not come; and how strong the evidence is.

Hand-written turns of spoken French (``turns.toml``: dropped « ne », « j'ai plus peur », « ça a rien changé ») and what
our examples taught are added up. A turn alone never decides: « j'ai plus envie » and « j'ai plus peur » look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.steps.cues import Finder, read_phrases
from analysis.steps.examples import POLARITIES, Example
from analysis.steps.features import Matrix, Space, Views, likeness
from analysis.steps.learn import Fit, fit
from analysis.steps.stems import tokens
from analysis.steps.types import Polarity

_TURN_SHARE = 1.0
_NOISE = 1.5
_SHAPES = 6
# Added before choosing, so that the rarer answers are found too (best macro-F1 on held-out scores).
_SIDE_LIFT = np.array([0.0, 0.12, 0.08])
_GRADE_LIFT = np.array([0.25, 0.0, 0.15])


@dataclass(frozen=True, slots=True)
class Manner:
    """Says polarity and strength of a text, whatever the effect.

    ``views`` are those of all the examples it was given, ``rows`` those that it learnt from.
    """

    space: Space
    views: Views
    rows: list[int]
    turns: Matrix
    learnt: Fit  # one column a polarity, then one a strength

    @classmethod
    def learn(cls, examples: Sequence[Example], *, space: Space, views: Views, alike: Matrix) -> Manner:
        """Learn from the examples that tell a polarity; the others are left out.

        Args:
            examples: labelled texts.
            space: where they are seen.
            views: their views.
            alike: (n, n) ``likeness(views, views)``.

        Raises:
            ValueError: no example tells a polarity.
        """
        rows, turns = _told(examples)
        if not rows:
            raise ValueError("No example tells a polarity.")
        kept = [examples[row] for row in rows]
        targets = np.hstack([_sides(kept), _grades(kept)])
        learnt = fit(
            alike[np.ix_(rows, rows)] + _TURN_SHARE * turns @ turns.T,
            targets,
            noise=np.full(len(kept), _NOISE),
            mean=targets.mean(axis=0),
            hold_out=False,
        )
        return cls(space=space, views=views, rows=rows, turns=turns, learnt=learnt)

    @classmethod
    def of(cls, examples: Sequence[Example], *, space: Space, views: Views, learnt: Fit) -> Manner:
        """What ``learn`` gave for these examples, put together again."""
        rows, turns = _told(examples)
        return cls(space=space, views=views, rows=rows, turns=turns, learnt=learnt)

    def read(self, texts: Sequence[str], *, alike: Matrix | None = None) -> list[tuple[Polarity, int | None]]:
        """Polarity and strength of each text; strength is None when the polarity is « absente ».

        ``alike`` (texts, examples) is the likeness to the examples, when it is already at hand.
        """
        if not texts:
            return []
        close = likeness(self.space.view(texts), self.views) if alike is None else alike
        scores = self.learnt.scores(close[:, self.rows] + _TURN_SHARE * turns_of(texts) @ self.turns.T)
        return [_decide(row) for row in np.round(scores, 6)]


def _told(examples: Sequence[Example]) -> tuple[list[int], Matrix]:
    """The rows of the examples that tell a polarity, and their turns."""
    rows = [row for row, example in enumerate(examples) if example.polarity is not None]
    return rows, turns_of([examples[row].text for row in rows]) if rows else np.zeros((0, 0))


def turns_of(texts: Sequence[str]) -> Matrix:
    """Turns of speech and shape (length, figures, quotation…) of each text, shape (texts, turns), values about 0–1."""
    words = [tokens(text) for text in texts]
    shapes = [_shape(text, len(found)) for text, found in zip(texts, words, strict=True)]
    return np.hstack([_turns().count(words) > 0, np.array(shapes).reshape(len(texts), _SHAPES)]).astype(np.float64)


def _shape(text: str, length: int) -> tuple[float, ...]:
    return (
        min(length, 60) / 60,
        float(length < 7),
        float(length < 12),
        float(any(char.isdigit() for char in text)),
        float("?" in text),
        float("«" in text or '"' in text),
    )


@lru_cache(maxsize=1)
def _turns() -> Finder:
    return read_phrases("turns.toml")


def _sides(examples: Sequence[Example]) -> Matrix:
    return np.array([[float(example.polarity == side) for side in POLARITIES] for example in examples])


def _grades(examples: Sequence[Example]) -> Matrix:
    """One column a strength; an absent effect has none: its row stands at the usual rates, so as to teach nothing."""
    rows = np.array([[float(example.strength == grade) for grade in (1, 2, 3)] for example in examples])
    told = rows.sum(axis=1) > 0
    rows[~told] = rows[told].mean(axis=0) if told.any() else 1 / 3
    return rows


def _decide(scores: Matrix) -> tuple[Polarity, int | None]:
    polarity = POLARITIES[int(np.argmax(scores[: len(POLARITIES)] + _SIDE_LIFT))]
    return polarity, None if polarity == "absente" else int(np.argmax(scores[len(POLARITIES) :] + _GRADE_LIFT)) + 1
