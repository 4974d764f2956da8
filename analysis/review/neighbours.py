"""The examples whose words are nearest to a passage, so that a proposal can be understood. Words only: no model is loaded."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from analysis.coding.decisions import EFFECTS
from analysis.engine import EXAMPLES
from analysis.needs_reading import EXAMPLES as NEEDS_EXAMPLES
from analysis.review.schemes import Grid
from analysis.steps.stems import tokens
from analysis.steps.taxonomy import Effect

MOST = 4


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An example, what careful people said of it, and the words it shares with the passage."""

    text: str
    effects: tuple[Effect, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Examples found by their words. ``places``: stem → (example, weight in it); ``rarity``: stem → weight."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    places: dict[str, list[tuple[int, float]]]
    rarity: dict[str, float]


def neighbours(text: str, grid: Grid) -> tuple[Neighbour, ...]:
    """The examples nearest to this text, nearest first; () when they share no word with it."""
    shelf = _shelf(grid.scheme)
    own = {token.stem: token.word for token in tokens(text) if not token.empty}
    scores: dict[int, float] = defaultdict(float)
    for stem in own:
        for row, weight in shelf.places.get(stem, ()):
            scores[row] += weight * shelf.rarity[stem]
    best = sorted(scores, key=lambda row: (-round(scores[row], 9), row))[:MOST]
    return tuple(_neighbour(shelf.rows[row], own, grid) for row in best)


def _neighbour(row: tuple[str, tuple[str, ...]], own: dict[str, str], grid: Grid) -> Neighbour:
    text, names = row
    shared = dict.fromkeys(token.word for token in tokens(text) if not token.empty and token.stem in own)
    return Neighbour(text, tuple(e for name in names if (e := grid.taxonomy.effect(name)) is not None), tuple(shared))


@lru_cache(maxsize=2)
def _shelf(scheme: str) -> _Shelf:
    rows = _examples(scheme)
    stems = [Counter(token.stem for token in tokens(text) if not token.empty) for text, _ in rows]
    common = Counter(stem for own in stems for stem in own)
    rarity = {stem: math.log(1 + len(rows) / times) for stem, times in common.items()}
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for row, own in enumerate(stems):
        size = math.sqrt(sum(rarity[stem] ** 2 for stem in own)) or 1.0
        for stem in own:
            places[stem].append((row, rarity[stem] / size))
    return _Shelf(rows, dict(places), rarity)


def _examples(scheme: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    file = EXAMPLES if scheme == EFFECTS else NEEDS_EXAMPLES
    if not file.is_file():
        return ()
    with file.open(encoding="utf-8", newline="") as opened:
        return tuple((row["texte"], _names(row["effet"])) for row in csv.DictReader(opened))


def _names(cell: str | None) -> tuple[str, ...]:
    return tuple(name for name in (cell or "").split("|") if name)
