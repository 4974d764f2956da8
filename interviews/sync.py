"""What becomes of a batch: what is new, what is there already, what contradicts, what cannot be taken. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from interviews.fold import may_follow_end
from interviews.operation_kinds import Cards
from interviews.operations import REPLACED, Operation, read_operation

OVER = "L'entretien était terminé : seuls les accords, les notes à chaud et le bilan de l'échange s'écrivent encore."


@dataclass(frozen=True, slots=True)
class Ground:
    """What a batch is checked against. ``ends``: the ``seq`` of the end mark, by device."""

    interview: str
    cards: Cards
    ends: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """An operation that came under the id of another; ``known``: the hash of the one that stays."""

    operation: Operation
    known: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be taken; ``id`` None when it has none. ``reason``: French, every complaint."""

    id: str | None
    reason: str


@dataclass(slots=True)
class Taken:
    """``stored``: to write, in this order; ``known``: ids already there; ``replaced``: ids whose texts were mended, and why."""

    stored: list[Operation] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    replaced: list[Refused] = field(default_factory=list)

    @property
    def received(self) -> list[str]:
        """The ids the device may let go of, each once."""
        return list(dict.fromkeys([*self.known, *(one.id for one in self.stored)]))


def take(batch: Iterable[object], known: Mapping[str, str], ground: Ground) -> Taken:
    """Sort the entries of a batch, in any order, with any copies. ``known``: hashes by id of what is stored already."""
    taken = Taken()
    hashes = dict(known)
    readings = [read_operation(raw, interview=ground.interview, cards=ground.cards) for raw in batch]
    ends = _ends(ground, (one.operation for one in readings if one.operation is not None))
    for reading in readings:
        one = reading.operation
        if one is None:
            taken.refused.append(Refused(reading.id, " ".join(reading.complaints)))
        elif one.id in hashes:
            if hashes[one.id] == one.hash:
                taken.known.append(one.id)
            else:
                taken.conflicts.append(Conflict(one, hashes[one.id]))
        elif one.seq > ends.get(one.device, one.seq) and not may_follow_end(one):
            taken.refused.append(Refused(one.id, OVER))
        else:
            hashes[one.id] = one.hash
            taken.stored.append(one)
            if reading.replaced:
                taken.replaced.append(Refused(one.id, REPLACED))
    return taken


def _ends(ground: Ground, batch: Iterable[Operation]) -> dict[str, int]:
    """Where each device ended the interview, by what is stored and by this batch."""
    ends = dict(ground.ends)
    for one in batch:
        if one.kind == "end.mark":
            ends[one.device] = min(one.seq, ends.get(one.device, one.seq))
    return ends
