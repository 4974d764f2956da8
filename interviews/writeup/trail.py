"""Which edit a window may take back or make again, from the edits it made. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trail:
    """The numbers of the edits that stand, and of those that took one back and may be taken back in turn; the latest last."""

    standing: tuple[int, ...]
    taken_back: tuple[int, ...]


def trail_of(steps: Iterable[tuple[int, int | None]]) -> Trail:
    """Follow the edits of one window in their order: (number, number of the edit it took back, if it did).

    An edit after an undo leaves nothing to make again. One that cannot be taken back, since others wrote there, is passed over.

    >>> trail_of([(1, None), (2, None), (3, 2), (4, 1), (5, 4)])
    Trail(standing=(5,), taken_back=(3,))
    >>> trail_of([(1, None), (2, None), (3, 1)])
    Trail(standing=(2,), taken_back=(3,))
    """
    standing: list[int] = []
    taken_back: list[int] = []
    for number, undoes in steps:
        if undoes is None:
            standing.append(number)
            taken_back.clear()
        elif undoes in standing:
            standing.remove(undoes)
            taken_back.append(number)
        elif undoes in taken_back:
            taken_back.remove(undoes)
            standing.append(number)
    return Trail(tuple(standing), tuple(taken_back))
