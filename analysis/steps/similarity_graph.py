"""Words said in the same passages, tied: the tree of the strongest ties, and the groups it holds together.

The tree is the maximum spanning tree (Kruskal, 1956) of how often two words are together; the groups are found by
putting together, two by two, what raises modularity most (Clauset, Newman and Moore, 2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ties = NDArray[np.float64]
_TURNS = 300


@dataclass(frozen=True, slots=True)
class Tie:
    """Two words (by place) and in how many passages they are together."""

    one: int
    other: int
    times: int


def spanning_tree(ties: Ties) -> tuple[Tie, ...]:
    """The ties that hold all that can be held with the most passages and no loop, strongest first.

    ``ties`` (n, n): in how many passages two words are together, symmetric. Words never together are in trees apart.
    """
    size = len(ties)
    pairs = sorted((-int(ties[a, b]), a, b) for a in range(size) for b in range(a + 1, size) if ties[a, b] > 0)
    root = list(range(size))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    kept = []
    for times, a, b in pairs:
        if find(a) != find(b):
            root[find(a)] = find(b)
            kept.append(Tie(a, b, -times))
    return tuple(kept)


def communities(ties: Ties) -> tuple[int, ...]:
    """The group of each word, 0 for the largest one; words alone are groups of one."""
    size, total = len(ties), float(ties.sum())
    groups = [[place] for place in range(size)]
    if total == 0:
        return tuple(range(size))
    share = ties / total
    while len(groups) > 1:
        inside = np.array([[share[np.ix_(a, b)].sum() for b in groups] for a in groups])
        weight = inside.sum(axis=1)
        gain = np.round(2 * (inside - np.outer(weight, weight)), 12)
        gain[np.tril_indices(len(groups))] = -np.inf
        best = int(np.argmax(gain))
        if gain.flat[best] <= 0:
            break
        left, right = divmod(best, len(groups))
        groups[left] = sorted(groups[left] + groups[right])
        del groups[right]
    ranked = sorted(groups, key=lambda group: (-len(group), group[0]))
    found = {place: number for number, group in enumerate(ranked) for place in group}
    return tuple(found[place] for place in range(size))


def laid_out(size: int, tree: Sequence[Tie]) -> Ties:
    """Where to draw each word, (n, 2) within 0–1: words near in the tree are near on the sheet.

    Distances in the tree are brought to the plane by stress majorisation (Gansner, Koren and North, 2005).
    """
    apart = np.full((size, size), np.inf)
    np.fill_diagonal(apart, 0.0)
    for tie in tree:
        apart[tie.one, tie.other] = apart[tie.other, tie.one] = 1.0
    for middle in range(size):  # Floyd and Warshall: a hundred words at most
        apart = np.minimum(apart, apart[:, middle : middle + 1] + apart[middle])
    far = apart[np.isfinite(apart)].max(initial=1.0)
    apart = np.where(np.isfinite(apart), apart, far + 1.5)
    turn = np.arange(size) * 2.399963  # the golden angle: nobody starts on somebody else
    place = np.column_stack([np.cos(turn), np.sin(turn)]) * np.sqrt(np.arange(size) + 1)[:, None]
    weight = np.divide(1.0, apart**2, out=np.zeros_like(apart), where=apart > 0)
    pull = np.linalg.pinv(np.diag(weight.sum(axis=1)) - weight)
    for _ in range(_TURNS if size > 1 else 0):
        gap = place[:, None, :] - place[None, :, :]
        length = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-9)
        ratio = weight * apart / length
        place = pull @ (ratio.sum(axis=1)[:, None] * place - ratio @ place)
    low, span = place.min(axis=0, initial=np.inf), np.ptp(place, axis=0) if size else np.ones(2)
    return np.asarray(np.round((place - low) / np.where(span > 1e-9, span, 1.0), 4))
