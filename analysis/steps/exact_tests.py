"""Exact tests for small tables, and what to do when many are made at once. Pure Python, no library.

Fisher's exact test (two-sided: tables no more likely than this one, Fisher, 1935) and the same within strata (the
permutation distribution of a sum of hypergeometric counts, as in Mehta, Patel and Gray, 1985); Holm's correction (1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

LEVEL = 0.05
CLOSE = 1 + 1e-7
"""Two tables as likely as each other up to rounding are one as likely as the other."""
Verdict = Literal["piste", "fragile", "rien", "trop-peu"]


@dataclass(frozen=True, slots=True)
class Pair:
    """How many of a group speak of something, and how many of the others."""

    people: int
    base: int
    others: int
    others_base: int


def fisher(pair: Pair) -> float:
    """The chance of a gap at least as rare as this one if both groups were alike; 1.0 when a group is empty.

    >>> round(fisher(Pair(3, 4, 1, 4)), 4)
    0.4857
    """
    return fisher_within([pair])


def fisher_within(strata: Sequence[Pair]) -> float:
    """The same, comparing people only with those of their own stratum; 1.0 when no stratum has both groups.

    >>> fisher_within([Pair(2, 2, 0, 2), Pair(0, 0, 3, 9)]) == fisher(Pair(2, 2, 0, 2))
    True
    """
    total, start, seen = [1.0], 0, 0
    for pair in strata:
        chances, first = _hypergeometric(pair)
        total = _summed(total, chances)
        start, seen = start + first, seen + pair.people
    here = total[seen - start] * CLOSE
    return min(1.0, sum(chance for chance in total if chance <= here))


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """The same chances, each corrected for how many were looked at; order kept, never more than 1.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    found, highest = [0.0] * len(chances), 0.0
    for step, place in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - step) * chances[place]))
        found[place] = highest
    return tuple(found)


def verdict(pair: Pair, *, chance: float, corrected: float, least: int = 5) -> Verdict:
    """What may be said of a gap: a lead, a frail one, nothing, or too few people (a group under ``least``)."""
    if pair.base < least or pair.others_base < least:
        return "trop-peu"
    if corrected < LEVEL:
        return "piste"
    return "fragile" if chance < LEVEL else "rien"


def _hypergeometric(pair: Pair) -> tuple[list[float], int]:
    """The chance of each count the group could have, margins kept, and the first of these counts."""
    whole, said = pair.base + pair.others_base, pair.people + pair.others
    first, last = max(0, said - pair.others_base), min(said, pair.base)
    mode = min(max((said + 1) * (pair.base + 1) // (whole + 2), first), last)
    chances = [0.0] * (last - first + 1)
    chances[mode - first] = 1.0  # from the likeliest count outwards: no number overflows, whatever the size
    for count in range(mode, last):
        ratio = (pair.base - count) * (said - count) / ((count + 1) * (pair.others_base - said + count + 1))
        chances[count + 1 - first] = chances[count - first] * ratio
    for count in range(mode, first, -1):
        ratio = count * (pair.others_base - said + count) / ((pair.base - count + 1) * (said - count + 1))
        chances[count - 1 - first] = chances[count - first] * ratio
    total = sum(chances)
    return [chance / total for chance in chances], first


def _summed(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The chances of a sum of two independent counts."""
    found = [0.0] * (len(one) + len(other) - 1)
    for place, chance in enumerate(one):
        for step, more in enumerate(other):
            found[place + step] += chance * more
    return found
