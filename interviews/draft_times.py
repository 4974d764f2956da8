"""How long each card stayed in hand, as the clocks of the devices tell it. Pure.

A clock may be wrong by years: only the time between two operations of one device counts, and a long silence is a pause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from interviews.operations import Operation

LONGEST_SILENCE = 20 * 60
"""Seconds without any operation beyond which nobody can tell whether the card was still spoken of."""
LEAVING = frozenset({"card.back", "end.mark"})


def seconds_by_card(journal: Iterable[Operation]) -> dict[str, int]:
    """Seconds by pick, for the cards that were in hand for a moment.

    A card is in hand from what is done with it until something is done that has nothing to do with it. When two
    devices followed the same interview, the longer of their times is believed.
    """
    by_device: dict[str, list[Operation]] = defaultdict(list)
    for one in journal:
        by_device[one.device].append(one)
    longest: dict[str, int] = {}
    for done in by_device.values():
        for pick, seconds in _of_one_device(sorted(done, key=lambda one: one.seq)).items():
            longest[pick] = max(seconds, longest.get(pick, 0))
    return longest


def span_of(journal: Iterable[Operation]) -> tuple[datetime, int] | None:
    """When the interview began by the clock of the device that opened it, and how many minutes until it was over, or until
    its last operation; None when no clock can be read."""
    ordered = sorted(journal, key=lambda one: one.seq)
    opener = next((one.device for one in ordered if one.kind == "interview.open"), None)
    own = [one for one in ordered if one.device == opener]
    times = [(moment(one.at), one.kind) for one in own]
    until = next((place for place, (_, kind) in enumerate(times, 1) if kind == "end.mark"), len(times))
    known = [at for at, _ in times[:until] if at is not None]
    if not known or known[-1] < known[0]:
        return None
    return known[0], round((known[-1] - known[0]).total_seconds() / 60)


def moment(at: str) -> datetime | None:
    """What a device's clock said, in UTC without zone; None for a year that no calendar here can hold."""
    try:
        return datetime.fromisoformat(at.removesuffix("Z")).replace(microsecond=0)
    except ValueError:
        return None


def _of_one_device(done: list[Operation]) -> dict[str, int]:
    seconds: dict[str, float] = defaultdict(float)
    hand: str | None = None
    before: datetime | None = None
    for one in done:
        at = moment(one.at)
        gap = (at - before).total_seconds() if at and before else 0.0
        if hand is not None and 0 < gap <= LONGEST_SILENCE:
            seconds[hand] += gap
        hand, before = _hand_after(one, hand), at or before
    return {pick: round(total) for pick, total in seconds.items() if round(total)}


def _hand_after(one: Operation, hand: str | None) -> str | None:
    """The pick in hand once this was done; a mark, a timer or an agreement changes nothing."""
    data = one.data or {}
    if one.kind == "card.take":
        return str(data["pick"]) if data else hand
    if one.kind in LEAVING or (one.kind == "step.enter" and data.get("step") not in {None, "carte"}):
        return None
    parts = (one.field or str(data.get("note") or "")).split(":")
    if parts[0] == "note":
        return parts[2] if len(parts) > 2 and parts[1] == "carte" else None
    return parts[1] if parts[0] == "title" and len(parts) > 1 else hand
