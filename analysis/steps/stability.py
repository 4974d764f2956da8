"""How much themes owe to chance: the same texts grouped again with some left out, and what comes back (Hennig, 2007)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Labels = Sequence[int | None]
Grouping = Callable[[Sequence[int]], Labels]
"""Takes places of texts, groups these texts alone, gives the theme of each."""

DRAWS = 5
_KEPT = 0.8
SOLID, FAIR = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Stability:
    """``agreement``: mean adjusted Rand index of the groupings, 1 = the same, 0 = chance. ``themes``: for each theme, the
    mean of its best overlap (Jaccard) in the other groupings, 0–1.
    """

    agreement: float
    themes: dict[int, float]


def stability(labels: Labels, group: Grouping, *, draws: int = DRAWS, seed: int = 0) -> Stability:
    """Group again ``draws`` times four fifths of the texts, drawn without putting back.

    Texts that stand alone (None) count as a theme of their own for the agreement, and for no theme's overlap.
    """
    generator, total = np.random.default_rng(seed), len(labels)
    agreements: list[float] = []
    overlaps: dict[int, list[float]] = {label: [] for label in labels if label is not None}
    for _ in range(draws):
        kept = np.sort(generator.choice(total, max(1, round(_KEPT * total)), replace=False)).tolist()
        before, after = [labels[place] for place in kept], group(kept)
        agreements.append(agreement(before, after))
        for label, overlap in _overlaps(before, after).items():
            overlaps[label].append(overlap)
    themes = {label: round(float(np.mean(found)), 3) if found else 0.0 for label, found in overlaps.items()}
    return Stability(round(float(np.mean(agreements)), 3) if agreements else 0.0, themes)


def agreement(one: Labels, other: Labels) -> float:
    """The adjusted Rand index (Hubert and Arabie, 1985) of two groupings of the same texts.

    >>> agreement([0, 0, 1, 1], [5, 5, 2, 2]), agreement([0, 0, 1, 1], [0, 1, 0, 1])
    (1.0, -0.5)
    """
    pairs = [
        sum(n * (n - 1) / 2 for n in Counter(found).values()) for found in (zip(one, other, strict=True), one, other)
    ]
    both, left, right = pairs
    every = len(one) * (len(one) - 1) / 2
    expected = left * right / every if every else 0.0
    most = (left + right) / 2
    return 1.0 if most == expected else round((both - expected) / (most - expected), 9)


def _overlaps(before: Labels, after: Labels) -> dict[int, float]:
    sizes, others = Counter(before), Counter(after)
    best: dict[int, float] = {label: 0.0 for label in sizes if label is not None}
    for (left, right), both in Counter(zip(before, after, strict=True)).items():
        if left is not None and right is not None:
            best[left] = max(best[left], both / (sizes[left] + others[right] - both))
    return best
