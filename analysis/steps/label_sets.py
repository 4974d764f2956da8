"""What several readers say of the same passages: as sets of labels, how far two sets are, which passages they see otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

Labels = Mapping[str, int]
"""Effect → strength: 1 to 3 when the passage carries it, -1 when it says the contrary or that it did not come."""
Readings = Mapping[str, Mapping[str, Labels]]
"""Reader → passage → what she said of it; a passage that she did not read is not there."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far readers agree on one thing.

    Attributes:
        units: passages (or labels, for strengths) that two readers at least told something of.
        same: on how many of them all said the same.
        alpha: None when it is not defined: fewer than two units, or everybody always said the same one thing.
        low, high: 95 % interval over interviews, None when there are fewer than two or too few draws are defined.
    """

    units: int
    same: int
    alpha: float | None
    low: float | None = None
    high: float | None = None


def disagreements(readings: Readings) -> tuple[str, ...]:
    """The passages that readers do not label the same, those with most between them first."""
    far = {
        unit: max(distance(set(_labels(one)), set(_labels(two))) for one, two in combinations(said, 2))
        for unit, said in by_unit(readings).items()
    }
    return tuple(sorted((unit for unit in far if far[unit] > 0), key=lambda unit: (-far[unit], unit)))


def by_unit(readings: Readings) -> dict[str, list[Labels]]:
    """What was said of each passage that two readers at least read, readers in the order of their names."""
    found: dict[str, list[Labels]] = {}
    for reader in sorted(readings):
        for unit, labels in readings[reader].items():
            found.setdefault(unit, []).append(labels)
    return {unit: found[unit] for unit in sorted(found) if len(found[unit]) > 1}


def sign(strength: int) -> int:
    """1 when it is there, -1 when the contrary is said, 0 otherwise."""
    return (strength > 0) - (strength < 0)


def _labels(of: Labels) -> list[tuple[str, int]]:
    return [(effect, sign(strength)) for effect, strength in of.items()]


def distance(one: frozenset[Any] | set[Any], two: frozenset[Any] | set[Any]) -> float:
    """MASI: 1 - Jaccard × (1 same, 2/3 one within the other, 1/3 some in common, 0 nothing in common)."""
    if one == two:
        return 0.0
    common = one & two
    if not common:
        return 1.0
    return 1.0 - len(common) / len(one | two) * (2 / 3 if one <= two or two <= one else 1 / 3)
