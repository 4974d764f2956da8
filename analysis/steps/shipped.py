"""What ships with the package: our labelled examples, and their vectors so that learning does not start from zero."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import numpy as np

from analysis.steps.examples import Example, parse_examples
from analysis.steps.vectors import CachedEncoder, Encoder


@lru_cache(maxsize=1)
def shipped_examples() -> tuple[Example, ...]:
    """The examples of ``analysis/examples.csv``, written for the taxonomy of ``analysis/taxonomy.toml``."""
    return parse_examples(resources.files("analysis").joinpath("examples.csv").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def shipped_needs() -> tuple[Example, ...]:
    """The examples of ``analysis/needs_examples.csv``, written for the grid of needs, ``analysis/needs.toml``."""
    return parse_examples(resources.files("analysis").joinpath("needs_examples.csv").read_text(encoding="utf-8"))


def with_shipped_vectors(encoder: Encoder) -> CachedEncoder:
    """The encoder with a cache that already holds the vectors shipped for it, if any."""
    cached = encoder if isinstance(encoder, CachedEncoder) else CachedEncoder(encoder)
    file = resources.files("analysis").joinpath("learnt", f"{encoder.name}.npz")
    if file.is_file():
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            keys = [key.tobytes().hex() for key in stored["keys"]]
            cached.learn_rows(keys, np.asarray(stored["rows"] / np.float32(1e4), dtype=np.float32))
    return cached
