"""What an interview is now: the fold of its journal. Pure; the same operations give the same state, whatever their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from interviews.erasure import erased_ids
from interviews.journal_order import heads, ordered
from interviews.operation_kinds import allowed_after_end
from interviews.operations import Operation

PROTECTING = ("withdrawn", "refused", "given")
"""Of answers that two devices wrote down side by side, the one that protects the person most is believed."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a field: the operation that wrote it, on which device."""

    operation: str
    device: str
    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A card taken. ``returned``: put back on the table since."""

    pick: str
    card: str
    title: str | None
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a note and what it is, from 0 to 0 for the whole; ``on``: the version its places were counted in."""

    note: str
    start: int
    end: int
    mark: str
    on: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said about one use, and how; ``history``: all that was said of it, (state, how), the oldest first."""

    state: str
    how: str
    history: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """A step of the interview, as a device entered it. ``at`` is what its clock said, perhaps wrongly."""

    step: str
    device: str
    seq: int
    at: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo or a sound that goes with the interview."""

    attachment: str
    kind: str
    sha256: str
    bytes: int
    type: str
    card: str | None


@dataclass(slots=True)
class InterviewState:
    """An interview as its journal tells it.

    ``opened``: the data of its opening, None when it has not arrived. ``read``, ``skipped``, ``later``: cards in the order
    of the first time. ``picks``: cards taken, in the order of the table, those put back at their place too. ``texts``: the
    standing versions by field; two or more are to be shown to a person. ``after_end``: ids of what was written once the
    interview was over and does not count; ``erased``: ids of what was forgotten.
    """

    opened: Mapping[str, Any] | None = None
    person: dict[str, Any] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    picks: dict[str, Picked] = field(default_factory=dict)
    texts: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    consents: dict[str, Said] = field(default_factory=dict)
    steps: list[Entered] = field(default_factory=list)
    timer: int | None = None
    attachments: dict[str, Attached] = field(default_factory=dict)
    ended: bool = False
    after_end: frozenset[str] = frozenset()
    erased: frozenset[str] = frozenset()

    @property
    def trial(self) -> bool:
        """True for an interview made to practise, that enters no corpus."""
        return bool(self.opened and self.opened["trial"])

    @property
    def to_settle(self) -> list[str]:
        """The fields of which two texts or more stand, that somebody must choose between."""
        return [name for name, versions in self.texts.items() if len({one.text for one in versions}) > 1]

    def text(self, name: str) -> str:
        """All the standing texts of a field, each once; "" when nothing was written there."""
        return "\n\n".join(dict.fromkeys(one.text for one in self.texts.get(name, ())))


def fold(journal: Iterable[Operation]) -> InterviewState:
    """The state that these operations tell, in any order, with any copies. Nothing at all is an interview not opened."""
    alone = ordered(journal)
    late = late_ids(alone)
    gone = erased_ids(alone)
    counted = [one for one in alone if one.id not in late]
    state = InterviewState(after_end=late, erased=gone)
    for one in counted:
        told = _TOLD.get(one.kind)
        if told is not None and one.data is not None and one.id not in gone:
            told(state, one, one.data)
    _write_texts(state, counted)
    _keep_marks(state)
    _keep_consents(state, [one for one in counted if one.kind == "consent.set" and one.id not in gone])
    return state


def late_ids(journal: Iterable[Operation]) -> frozenset[str]:
    """The ids of what a device wrote after its own end mark and that may not be written then.

    Another device may not have known of the end: what it wrote stays.
    """
    alone = list(journal)
    ends: dict[str, int] = {}
    for one in alone:
        if one.kind == "end.mark":
            ends[one.device] = min(one.seq, ends.get(one.device, one.seq))
    return frozenset(one.id for one in alone if one.seq > ends.get(one.device, one.seq) and not may_follow_end(one))


def may_follow_end(one: Operation) -> bool:
    """True for what may still be written once the interview is over."""
    note = one.data.get("note") if one.data else None
    return allowed_after_end(one.kind, one.field, note)


def _open(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    state.opened = state.opened or dict(data)


def _person(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    state.person.update(data)


def _first(name: str) -> Callable[[InterviewState, Operation, Mapping[str, Any]], None]:
    def add(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
        cards = getattr(state, name)
        if data["card"] not in cards:
            cards.append(data["card"])

    return add


def _take(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    known = state.picks.get(data["pick"])  # taken again: it keeps the place of the first time
    title = data.get("title") or (known.title if known else None)
    state.picks[data["pick"]] = Picked(data["pick"], data["card"], title)


def _back(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    known = state.picks.get(data["pick"])
    if known is not None:
        state.picks[known.pick] = Picked(known.pick, known.card, known.title, returned=True)


def _order(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    wanted = [pick for pick in dict.fromkeys(data["picks"]) if pick in state.picks]
    state.picks = {pick: state.picks[pick] for pick in dict.fromkeys([*wanted, *state.picks])}


def _mark(state: InterviewState, one: Operation, data: Mapping[str, Any]) -> None:
    made = Mark(data["note"], data["start"], data["end"], data["mark"], one.base)
    if data.get(
        "off"
    ):  # a mark taken away goes with its like: at the same place, or everywhere when it was on the whole
        state.marks = [mark for mark in state.marks if not _takes_away(made, mark)]
    else:
        state.marks.append(made)


def _takes_away(off: Mark, mark: Mark) -> bool:
    whole = (off.start, off.end) == (0, 0)
    same = whole or (off.start, off.end) == (mark.start, mark.end)
    return same and (off.note, off.mark) == (mark.note, mark.mark)


def _step(state: InterviewState, one: Operation, data: Mapping[str, Any]) -> None:
    state.steps.append(Entered(data["step"], one.device, one.seq, one.at))


def _timer(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    state.timer = data["seconds"]


def _end(state: InterviewState, _one: Operation, _data: Mapping[str, Any]) -> None:
    state.ended = True


def _attach(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    keys = ("attachment", "kind", "sha256", "bytes", "type", "card")
    given: dict[str, Any] = {key: data.get(key) for key in keys}
    state.attachments.setdefault(data["attachment"], Attached(**given))


def _drop(state: InterviewState, _one: Operation, data: Mapping[str, Any]) -> None:
    state.attachments.pop(data["attachment"], None)


_TOLD: dict[str, Callable[[InterviewState, Operation, Mapping[str, Any]], None]] = {
    "interview.open": _open,
    "person.set": _person,
    "card.read": _first("read"),
    "card.skip": _first("skipped"),
    "card.later": _first("later"),
    "card.take": _take,
    "card.back": _back,
    "card.order": _order,
    "note.mark": _mark,
    "step.enter": _step,
    "timer.set": _timer,
    "end.mark": _end,
    "attachment.add": _attach,
    "attachment.drop": _drop,
}


def _write_texts(state: InterviewState, counted: list[Operation]) -> None:
    """The standing versions of each field; one that was forgotten still says that what it replaced is past."""
    by_field = defaultdict(list)
    for one in counted:
        if one.kind in {"note.write", "title.write", "note.off"} and one.field is not None:
            by_field[one.field].append(one)
    for name, writes in by_field.items():
        versions = tuple(
            Version(one.id, one.device, one.data["text"])
            for one in heads(writes)
            if one.data is not None and "text" in one.data and one.id not in state.erased
        )
        if versions:
            state.texts[name] = versions
    for name, versions in state.texts.items():
        pick = name.removeprefix("title:")
        if pick in state.picks:
            known = state.picks[pick]
            state.picks[pick] = Picked(pick, known.card, versions[-1].text, known.returned)


def _keep_marks(state: InterviewState) -> None:
    """Marks of a note that was forgotten say where something was said: they go with it."""
    state.marks = [one for one in state.marks if one.note in state.texts and one.on not in state.erased]


def _keep_consents(state: InterviewState, said: list[Operation]) -> None:
    by_use = defaultdict(list)
    for one in said:
        if one.data is not None:
            by_use[one.data["use"]].append(one)
    for use, answers in by_use.items():
        told = [one.data for one in answers if one.data is not None]
        standing = [one.data for one in heads(answers) if one.data is not None]
        last = min(standing, key=lambda data: PROTECTING.index(data["state"]))
        history = tuple((data["state"], data["how"]) for data in told)
        state.consents[use] = Said(last["state"], last["how"], history)
