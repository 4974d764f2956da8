"""The one order of a journal, whatever the order it came in, however wrong the clocks, with however many copies.

An operation comes after those its device made before it (``seq``) and after the one it builds on (``base``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from interviews.operations import Operation


def ordered(journal: Iterable[Operation]) -> list[Operation]:
    """The operations once each, in an order that depends on the set of them alone.

    By rank: one more than the highest rank of what comes before it (Lamport, 1978); then by device, ``seq`` and id. Bases
    that turn in a circle, which no honest device makes, are left aside.
    """
    alone = _alone(journal)
    rank = _ranks(alone)
    return sorted(alone.values(), key=lambda one: (rank[one.id], *_place(one)))


def heads(writes: Sequence[Operation]) -> list[Operation]:
    """Among the ordered writes of one field, those that nobody has seen and replaced: one, or several made side by side.

    A write replaces its base, and what its own device wrote before. [] when there is none.
    """
    position = {one.id: number for number, one in enumerate(writes)}
    replaced: set[str] = set()
    last: dict[str, str] = {}
    for number, one in enumerate(writes):
        if one.base is not None and position.get(one.base, number) < number:
            replaced.add(one.base)
        if one.device in last:
            replaced.add(last[one.device])
        last[one.device] = one.id
    return [one for one in writes if one.id not in replaced]


def _alone(journal: Iterable[Operation]) -> dict[str, Operation]:
    """Each id once; of two contents under one id, which the server never lets in, always the same."""
    found: dict[str, Operation] = {}
    for one in journal:
        known = found.get(one.id)
        if known is None or (one.data is None, one.hash) < (known.data is None, known.hash):
            found[one.id] = one
    return found


def _ranks(alone: dict[str, Operation]) -> dict[str, int]:
    before = _before(alone)
    waiting = {one: len(earlier) for one, earlier in before.items()}
    after = defaultdict(list)
    for one, earlier in before.items():
        for other in earlier:
            after[other].append(one)
    rank: dict[str, int] = {}
    free = [one for one, number in waiting.items() if number == 0]
    # What is left when nothing is free turns in a circle: it is opened at its first operation, the same every time.
    left = iter(sorted(alone.values(), key=lambda one: (one.seq, *_place(one))))
    while len(rank) < len(alone):
        current = free.pop() if free else next(one.id for one in left if one.id not in rank)
        if current in rank:
            continue
        rank[current] = 1 + max((rank.get(other, 0) for other in before[current]), default=0)
        for other in after[current]:
            waiting[other] -= 1
            if waiting[other] == 0:
                free.append(other)
    return rank


def _before(alone: dict[str, Operation]) -> dict[str, set[str]]:
    """What each operation directly comes after, among those that are there."""
    before: dict[str, set[str]] = {one: set() for one in alone}
    for earlier, later in pairwise(sorted(alone.values(), key=_place)):
        if earlier.device == later.device:
            before[later.id].add(earlier.id)
    for one in alone.values():
        if one.base in alone and one.base != one.id:
            before[one.id].add(one.base)
    return before


def _place(one: Operation) -> tuple[str, int, str]:
    return one.device, one.seq, one.id
