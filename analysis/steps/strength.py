"""How an effect is spoken of: it came, its contrary came, or it did not come; and how strong the evidence is.

Hand-written turns of spoken French (``turns.toml``: dropped « ne », « j'ai plus peur », « ça a rien changé ») and what
our examples taught are added up. A turn alone never decides: « j'ai plus envie » and « j'ai plus peur » look alike.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from analysis.steps.cues import flatten, phrase
from analysis.steps.examples import POLARITIES, Example
from analysis.steps.features import Matrix, Space, Views, likeness
from analysis.steps.learn import Fit, fit
from analysis.steps.stems import tokens
from analysis.steps.types import Polarity

_TURN_SHARE = 2.0
_NOISE = 1.5
_SHAPES = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """Says polarity and strength of a text, whatever the effect."""

    space: Space
    views: Views
    turns: Matrix
    polarity: Fit
    strength: Fit
    told: Matrix  # 1 where the example has a strength

    @classmethod
    def learn(cls, examples: Sequence[Example], *, space: Space) -> Manner:
        """Learn from the examples that tell a polarity; the others are left out.

        Raises:
            ValueError: no example tells a polarity.
        """
        kept = [example for example in examples if example.polarity is not None]
        if not kept:
            raise ValueError("No example tells a polarity.")
        texts = [example.text for example in kept]
        views, turns = space.view(texts), turns_of(texts)
        alike = _alike(views, turns, views, turns)
        told = np.array([1.0 if example.strength else 0.0 for example in kept])
        sides = np.array([[1.0 if example.polarity == side else 0.0 for side in POLARITIES] for example in kept])
        grades = np.array([[float(example.strength == grade) for grade in (1, 2, 3)] for example in kept])
        noise = np.full(len(kept), _NOISE)
        return cls(
            space=space,
            views=views,
            turns=turns,
            polarity=fit(alike, sides, noise=noise, mean=sides.mean(axis=0)),
            # An absent effect has no strength: its row is kept, almost without weight.
            strength=fit(alike, grades, noise=np.where(told > 0, noise, 1e4), mean=_rates(grades, told)),
            told=told,
        )

    def read(self, texts: Sequence[str], *, views: Views | None = None) -> list[tuple[Polarity, int | None]]:
        """Polarity and strength of each text; strength is None when the polarity is « absente »."""
        if not texts:
            return []
        seen = self.space.view(texts) if views is None else views
        alike = _alike(seen, turns_of(texts), self.views, self.turns)
        sides = np.round(self.polarity.scores(alike), 6)
        grades = np.round(self.strength.scores(alike), 6)
        return [_decide(side, grade) for side, grade in zip(sides, grades, strict=True)]


def decide_held_out(manner: Manner) -> list[tuple[Polarity, int | None]]:
    """What the manner would say of each example it learnt from, had it not learnt it (for the measures)."""
    pairs = zip(manner.polarity.held_out, manner.strength.held_out, strict=True)
    return [_decide(side, grade) for side, grade in pairs]


def turns_of(texts: Sequence[str]) -> Matrix:
    """Turns of speech and shape (length, figures, quotation…) of each text, shape (texts, turns), values about 0–1."""
    rows = np.zeros((len(texts), len(_turns()) + _SHAPES))
    for row, text in enumerate(texts):
        words = tokens(text)
        flat = flatten(words)[0]
        rows[row, : len(_turns())] = [1.0 if pattern.search(flat) else 0.0 for pattern in _turns()]
        rows[row, len(_turns()) :] = _shape(text, len(words))
    return rows


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
def _turns() -> tuple[re.Pattern[str], ...]:
    data = tomllib.loads(resources.files("analysis.steps").joinpath("turns.toml").read_text(encoding="utf-8"))
    return tuple(re.compile("|".join(phrase(words) for words in entries)) for entries in data["tours"].values())


def _alike(left: Views, left_turns: Matrix, right: Views, right_turns: Matrix) -> Matrix:
    return np.asarray(likeness(left, right) + _TURN_SHARE * left_turns @ right_turns.T)


def _rates(grades: Matrix, told: Matrix) -> Matrix:
    return np.asarray(grades.sum(axis=0) / max(float(told.sum()), 1.0))


def _decide(side: Matrix, grade: Matrix) -> tuple[Polarity, int | None]:
    polarity = POLARITIES[int(np.argmax(side))]
    return polarity, None if polarity == "absente" else int(np.argmax(grade)) + 1
