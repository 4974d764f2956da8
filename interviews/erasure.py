"""What must be forgotten: the one exception to « nothing is overwritten ». Pure; the service makes the payloads NULL.

Two ways: « erase » names one operation; « note.off » (off the record) takes away a whole note. A write holds the whole
text of its note, so one made beside a « note.off », by a device that did not know of it, goes too; what is written in
full knowledge of it stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from interviews.journal_order import ordered
from interviews.operations import Operation

KEPT = frozenset({"interview.open", "end.mark", "note.off", "erase"})
"""These carry no words, and without them what was taken away would come back."""
TAKING_AWAY = frozenset({"note.off", "erase"})


def erased_ids(journal: Iterable[Operation]) -> frozenset[str]:
    """The ids of the operations of this journal whose data must be forgotten, those already forgotten included.

    What is in the answer for a journal is in it for a longer one too: an operation whose base has not arrived is not
    decided upon before.
    """
    alone = ordered(journal)
    named = {str(one.data["target"]) for one in alone if one.kind == "erase" and one.data}
    found = {one.id for one in alone if one.kind not in KEPT and (one.data is None or one.id in named)}
    by_id = {one.id: one for one in alone}
    by_field = defaultdict(list)
    for one in alone:
        by_field[one.field].append(one)
    for off in alone:
        if off.kind == "note.off" and off.data:
            found |= _off_the_record(off, by_field[off.data["note"]], by_id)
    return frozenset(found)


def _off_the_record(off: Operation, field: Sequence[Operation], by_id: Mapping[str, Operation]) -> set[str]:
    """The writes of this field that were not made after ``off``, as far as can be told."""
    after: dict[str, bool | None] = {off.id: True}
    for one in field:
        _decide(one, off, by_id, after)
    return {one.id for one in field if one.kind not in KEPT and after[one.id] is False}


def _decide(one: Operation, off: Operation, by_id: Mapping[str, Operation], after: dict[str, bool | None]) -> None:
    """Write whether this one, and those it builds on, came after ``off``; None as long as that cannot be known."""
    chain: list[Operation] = []
    current: Operation | None = one
    answer: bool | None = False
    while current is not None:
        if current.id in after:
            answer = after[current.id]
            break
        chain.append(current)
        after[current.id] = False  # a circle of bases ends here
        if current.device == off.device:
            answer = current.seq > off.seq
            break
        if current.base is not None and current.base not in by_id:
            answer = None
            break
        current = by_id.get(current.base) if current.base else None
    for link in chain:
        after[link.id] = answer
