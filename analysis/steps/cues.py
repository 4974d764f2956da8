"""Ideas heard in a text: hand-written families of words (``cues.toml``), found with their places.

An idea is not an effect: the classifier learns from examples which effects each idea announces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from analysis.steps.stems import Token, fold


@lru_cache(maxsize=1)
def ideas() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every idea of ``cues.toml`` and its pattern over flat text (see ``flatten``)."""
    data = tomllib.loads(resources.files("analysis.steps").joinpath("cues.toml").read_text(encoding="utf-8"))
    return tuple(
        (f"{group}.{name}", re.compile("|".join(phrase(word) for word in words)))
        for group, entries in data.items()
        for name, words in entries.items()
    )


def flatten(words: Sequence[Token]) -> tuple[str, list[int]]:
    """The words' forms between single spaces, and where each one starts in that string."""
    starts, position = [], 1
    for word in words:
        starts.append(position)
        position += len(word.form) + 1
    return f" {' '.join(word.form for word in words)} ", starts


def count_ideas(texts: Sequence[Sequence[Token]]) -> NDArray[np.float64]:
    """How often each idea is heard in each text (its words), damped: log(1 + times), shape (texts, ideas)."""
    flats = [flatten(words)[0] for words in texts]
    counts = np.zeros((len(flats), len(ideas())))
    for column, (_, pattern) in enumerate(ideas()):
        for row, flat in enumerate(flats):
            if pattern.search(flat):
                counts[row, column] = len(pattern.findall(flat))
    return np.log1p(counts)


def idea_words(words: Sequence[Token]) -> list[tuple[int, int]]:
    """Pairs (index of the idea, index of a word that says it), stop words included when they are part of a phrase."""
    flat, starts = flatten(words)
    places = {start: index for index, start in enumerate(starts)}
    return [
        (column, places[inner])
        for column, (_, pattern) in enumerate(ideas())
        for found in pattern.finditer(flat)
        for inner in range(found.start() + 1, found.end())
        if inner in places
    ]


def phrase(words: str) -> str:
    """« peur* » → any word that starts so; « mis .. main » → one or two words between.

    >>> bool(re.search(phrase("mis .. main"), " il a mis la main "))
    True
    """
    body = re.escape(fold(words)).replace(r"\*", r"\w*").replace(r"\ \.\.\ ", r"(?: \w+){1,2} ").replace(r"\ ", " ")
    return f" {body}(?= )"
