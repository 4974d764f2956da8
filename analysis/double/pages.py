"""What the pages of the double reading show, as dataclasses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from analysis.coding.decisions import Decision, Told
from analysis.coding.form import CHOICES, value_of
from analysis.coding.models import CodingRound, CodingTask
from analysis.double.units import Unit
from analysis.double.wording import Said, said
from analysis.steps.label_sets import Agreement
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.voices import Piece

MEANING = {value: meaning for value, _sign, meaning in CHOICES}


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """One reader of a round: how many passages she has said something of."""

    key: str
    name: str
    read: int
    total: int
    done: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A double reading: who reads, how far, and once all is read how far they agree."""

    row: CodingRound
    codes: tuple[str, ...]
    readers: tuple[ReaderLine, ...]
    turns: bool
    together: Said | None
    strength: Said | None
    effects: tuple[tuple[Effect, Said], ...]
    machine: tuple[tuple[str, Said, Said], ...]
    left: int
    differing: int
    first: int | None

    @property
    def over(self) -> bool:
        """True when everybody has finished."""
        return self.row.result is not None

    @property
    def mine(self) -> ReaderLine | None:
        """Whoever acts, when she reads in it."""
        return next((one for one in self.readers if one.mine), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage as a reader sees it; ``closed``: why she may not."""

    unit: Unit
    title: str
    card: str | None
    before: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    after: tuple[Piece, ...]
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What somebody says of a passage, in words; ``none``: nothing of the grid."""

    name: str
    labels: tuple[tuple[Effect, str], ...]
    why: str = ""
    at: datetime | None = None


def round_page(
    row: CodingRound,
    tasks: Sequence[tuple[CodingTask, str]],
    read: Mapping[str, Mapping[int, Decision]],
    units: Sequence[Unit],
    *,
    me: str,
    turns: bool,
    taxonomy: Taxonomy,
    differing: Sequence[int],
    left: int,
) -> RoundPage:
    """Put together what the page of a round shows."""
    kept = row.result or {}
    between = kept.get("entre", {})
    names = {task.coder: task.coder_name for task, _ in tasks}
    return RoundPage(
        row=row,
        codes=tuple(sorted({code for _, code in tasks})),
        readers=tuple(_reader(key, name, tasks, read, units, me) for key, name in names.items()),
        turns=turns,
        together=said(Agreement(**between["ensemble"])) if between else None,
        strength=said(Agreement(**between["force"])) if between else None,
        effects=tuple(
            (effect, said(Agreement(**between["effets"][effect.id])))
            for effect in taxonomy.effects
            if between and effect.id in between["effets"]
        ),
        machine=tuple(
            (names[key], said(Agreement(**one["ensemble"])), said(Agreement(**one["force"])))
            for key, one in kept.get("machine", {}).items()
            if key in names and one["ensemble"]["units"]
        ),
        left=left,
        differing=len(differing),
        first=differing[0] if differing else None,
    )


def said_of(name: str, labels: Sequence[Told], taxonomy: Taxonomy, *, why: str = "") -> SaidOf:
    """What somebody says of a passage."""
    told = tuple(
        (effect, MEANING[value_of(one)]) for one in labels if (effect := taxonomy.effect(one.effect)) is not None
    )
    return SaidOf(name, told, why)


def _reader(
    key: str,
    name: str,
    tasks: Sequence[tuple[CodingTask, str]],
    read: Mapping[str, Mapping[int, Decision]],
    units: Sequence[Unit],
    me: str,
) -> ReaderLine:
    codes = {code for task, code in tasks if task.coder == key}
    done = all(task.done_at is not None for task, _ in tasks if task.coder == key)
    total = sum(unit.code in codes for unit in units)
    return ReaderLine(key, name, len(read.get(key, {})), total, done, key == me)
