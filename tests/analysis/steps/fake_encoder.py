"""An encoder for tests: each word points in a fixed direction drawn from its own letters. No model, no file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from analysis.steps.stems import tokens
from analysis.steps.vectors import Rows, unit


class FakeEncoder:
    """Sums of word directions, 32-d; counts how many texts it was asked to encode."""

    name = "fake-1"

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Rows:
        self.asked += len(texts)
        rows = [np.sum([_direction(token.stem) for token in tokens(text)] or [np.zeros(32)], axis=0) for text in texts]
        return np.asarray(np.round(unit(np.array(rows).reshape(len(texts), 32)), 4), dtype=np.float32)


def _direction(stem: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4])
    return np.random.default_rng(seed).standard_normal(32)
