"""What became of a rescue file, interview by interview: put back, already there, refused and why. No word of anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interviews.rescue_kinds import Damage
from interviews.sync import Refused, Taken


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A photo or a sound. ``received``: bytes that have come; ``reason``: why it is not complete, None when it is."""

    attachment: str
    received: int
    reason: str | None
    already: bool = False


@dataclass(slots=True)
class OneInterview:
    """What became of what was saved of one interview. ``closed``: why nothing at all of it may be taken here.

    ``drafts``: (field, mark) of what was being typed and is now in the journal.
    """

    stored: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    drafts: list[tuple[str, str]] = field(default_factory=list)
    new_drafts: int = 0
    files: list[TakenFile] = field(default_factory=list)
    closed: str | None = None

    def add(self, taken: Taken) -> None:
        """Count a batch that was stored."""
        stored = [one.id for one in taken.stored]
        self.stored += stored
        self.known += [one for one in taken.received if one not in set(stored)]
        self.refused += taken.refused
        self.refused += [Refused(one.operation.id, CONFLICT) for one in taken.conflicts]

    @property
    def back(self) -> int:
        """How much was put back."""
        new = [one for one in self.files if one.reason is None and not one.already]
        return len(self.stored) + self.new_drafts + len(new)

    @property
    def already(self) -> int:
        """How much was there before."""
        return len(self.known) + len(self.drafts) - self.new_drafts + sum(one.already for one in self.files)

    @property
    def reasons(self) -> dict[str, int]:
        """Why the rest was not taken, and how many times."""
        told = [one.reason for one in self.refused] + [one.reason for one in self.files if one.reason is not None]
        return _counted(told)


CONFLICT = "KParole a déjà autre chose sous ce numéro. Les deux sont gardés ; prévenez votre référent."


@dataclass(slots=True)
class Report:
    """What became of a whole file."""

    interviews: dict[str, OneInterview] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)

    def of(self, uid: str) -> OneInterview:
        """The part about this interview."""
        return self.interviews.setdefault(uid, OneInterview())

    @property
    def back(self) -> int:
        """How much was put back."""
        return sum(one.back for one in self.interviews.values())

    @property
    def already(self) -> int:
        """How much was there before."""
        return sum(one.already for one in self.interviews.values())

    @property
    def refused(self) -> int:
        """How much was not taken, damaged lines included."""
        return sum(sum(one.reasons.values()) for one in self.interviews.values()) + len(self.damages)

    @property
    def reasons(self) -> dict[str, int]:
        """Why something was not taken, and how many times, over all interviews."""
        total: dict[str, int] = defaultdict(int)
        for one in self.interviews.values():
            for reason, count in one.reasons.items():
                total[reason] += count
        return dict(total)

    @property
    def damaged_lines(self) -> dict[str, list[int]]:
        """The numbers of the lines that could not be read, by reason."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.damages:
            found[one.reason].append(one.line)
        return dict(found)


def as_json(report: Report) -> dict[str, Any]:
    """What a tablet is told: it lets go of what is listed as received, and of nothing else."""
    return {
        "remis": report.back,
        "deja": report.already,
        "refuses": report.refused,
        "entretiens": {uid: _one(told) for uid, told in report.interviews.items()},
        "abimes": [{"ligne": one.line, "raison": one.reason} for one in report.damages],
    }


def _one(told: OneInterview) -> Mapping[str, Any]:
    return {
        "recues": [*told.stored, *told.known],
        "refusees": [{"id": one.id, "raison": one.reason} for one in told.refused],
        "brouillons": [{"champ": name, "iv": mark} for name, mark in told.drafts],
        "pieces": [
            {"attachment": one.attachment, "recu": one.received, "complete": one.reason is None, "raison": one.reason}
            for one in told.files
        ],
    }


def _counted(reasons: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in reasons:
        found[one] += 1
    return dict(found)
