"""Hides the counts that could point at someone, and enough others that nobody can find them again by subtraction.

A table by public also gives its total (the people who speak of the effect), so a single hidden cell is worth nothing.
Primary and complementary suppression with an audit of what a reader can deduce: Hundepool et al., "Statistical
Disclosure Control", 2012, chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.steps.cross import SMALL_CELL
from analysis.steps.types import Crossing


@dataclass(frozen=True, slots=True)
class Cell:
    """A count that adds up to a known total; ``most`` is the largest it could be."""

    key: str
    count: int
    most: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """Keys that are not to be printed: ``small`` ones are said to be under 5, ``beside`` protect them."""

    small: frozenset[str]
    beside: frozenset[str]

    def __contains__(self, key: str) -> bool:
        return key in self.small or key in self.beside


def hide(cells: Sequence[Cell], *, already: Iterable[str] = ()) -> Hidden:
    """Which cells of one total to hide; ``already`` are hidden for another reason. Zeros are shown.

    >>> sorted(hide([Cell("femme", 15, 18), Cell("homme", 2, 12)]).beside)
    ['femme']
    """
    given = frozenset(already)
    small = frozenset(cell.key for cell in cells if 0 < cell.count < SMALL_CELL and cell.key not in given)
    beside = set(given)
    while not _safe(cells, small, beside):
        left = [cell for cell in cells if cell.key not in small and cell.key not in beside]
        if not left:
            break
        beside.add(min(left, key=lambda cell: (cell.count == 0, cell.count, cell.key)).key)
    return Hidden(small, frozenset(beside))


def hidden_publics(sizes: Mapping[str, int]) -> Hidden:
    """Which publics are too few to be shown at all, with those that would give them away."""
    total = sum(sizes.values())
    return hide([Cell(key, size, total) for key, size in sizes.items()])


def hidden_by_effect(crossings: Sequence[Crossing]) -> dict[str, Hidden]:
    """For one variable: effect id → public values whose count is hidden."""
    sizes = {crossing.value: crossing.base for crossing in crossings}
    publics = hidden_publics(sizes)
    found: dict[str, Hidden] = {}
    for effect in dict.fromkeys(crossing.effect for crossing in crossings):
        cells = [Cell(c.value, c.people, c.base) for c in crossings if c.effect == effect]
        hidden = hide(cells, already=[*publics.small, *publics.beside])
        found[effect] = Hidden(hidden.small | publics.small, hidden.beside - publics.small)
    return found


def _safe(cells: Sequence[Cell], small: frozenset[str], beside: set[str]) -> bool:
    """True when a reader who knows the total, and what « moins de 5 » means, cannot find any hidden count."""
    bounds = {
        cell.key: (1, SMALL_CELL - 1) if cell.key in small else (0, cell.most)
        for cell in cells
        if cell.key in small or cell.key in beside
    }
    total = sum(cell.count for cell in cells if cell.key in bounds)
    for key in small:
        others = [bound for other, bound in bounds.items() if other != key]
        low = max(1, total - sum(high for _, high in others))
        high = min(SMALL_CELL - 1, total - sum(low for low, _ in others))
        if low >= high:
            return False
    return True
