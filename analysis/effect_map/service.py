"""Keeps what the team fills by hand; the only writer of its tables. Every gesture is kept, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from analysis.effect_map.by_hand import (
    DEEPEST,
    MOST,
    PLACES,
    Entry,
    Wish,
    as_kept,
    below,
    depth,
    height,
    joined,
    stamp,
    state_of,
)
from analysis.effect_map.errors import GONE, ChangedMeanwhile, GoneMeanwhile, HandError
from analysis.effect_map.known import as_seen, entries, with_uid
from analysis.effect_map.models import HandEntry, HandStep
from kparole.access import current
from kparole.db import db, now, take_turn

TURN = "effect map"
FULL = f"Il y a déjà {MOST} effets remplis à la main. Supprimez-en, ou regroupez-les."
NOWHERE = "L'endroit choisi n'est plus là. Choisissez-en un autre."
TOO_DEEP = f"Il y aurait plus de {DEEPEST} niveaux. Choisissez un endroit moins profond."
INSIDE = "Un effet ne peut pas être rangé sous lui-même."
CHANGED_BELOW = "Quelqu'un a changé cet effet, ou ce qui est dessous. Relisez, puis recommencez."
NOT_YOURS = "Ce qui vient d'un entretien est rempli par l'équipe qui a recueilli les paroles."
ASIDE = "Cet effet s'appuie sur un entretien mis de côté. Attendez qu'il revienne, ou supprimez l'effet."
SINCE = "Cela a changé depuis. Rien n'a été repris."
FILLED_BELOW = "Quelqu'un a rempli dessous depuis. Rien n'a été repris."


def add(wish: Wish) -> str:
    """Add an entry, the last of its siblings; gives the gesture. Raises HandError."""
    take_turn(TURN)
    there = entries()
    if len(there) >= MOST:
        raise HandError(FULL)
    _check(there, wish, levels=1)
    rank = 1 + max((entry.rank for entry in there if entry.wish.under == wish.under), default=0)
    return _write("add", [(uuid4().hex, None, as_kept(with_uid(wish), rank))])


def change(uid: str, wish: Wish, *, seen: int) -> str:
    """Rename, move or say better how it is known; ``seen`` is the revision that was on screen.

    What somebody else changed meanwhile stays. Raises ChangedMeanwhile when it is the same field, GoneMeanwhile, HandError.
    """
    take_turn(TURN)
    there = entries()
    entry = _entry(there, uid)
    _may_touch([entry], wish)
    if entry.aside:
        raise HandError(ASIDE)
    if entry.revision != seen:
        wish, apart = joined(as_seen(entry, seen), wish, entry.wish)
        if apart:
            raise ChangedMeanwhile(entry, apart)
    if wish == entry.wish:
        return ""
    inside = {uid, *(one.uid for one in below(there, uid))}
    if wish.under in inside:
        raise HandError(INSIDE)
    _check(there, wish, levels=height(there, uid))
    rank = entry.rank
    if wish.under != entry.wish.under:
        rank = 1 + max((one.rank for one in there if one.wish.under == wish.under), default=0)
    return _write("change", [(uid, state_of(entry), as_kept(with_uid(wish), rank))])


def shift(uid: str, *, up: bool) -> str:
    """Change places with the sibling before, or after; "" when there is none."""
    take_turn(TURN)
    there = entries()
    entry = _entry(there, uid)
    siblings = [one for one in below(there, entry.wish.under) if one.wish.under == entry.wish.under]
    place = next(n for n, one in enumerate(siblings) if one.uid == uid) + (-1 if up else 1)
    if not 0 <= place < len(siblings):
        return ""
    order = [one for one in siblings if one.uid != uid]
    order.insert(place, entry)
    moved = [(one, rank) for rank, one in enumerate(order, 1) if one.rank != rank]
    _may_touch([one for one, _ in moved])
    return _write("shift", [(one.uid, state_of(one), {**state_of(one), "rank": rank}) for one, rank in moved])


def delete(uid: str, *, seen: str) -> str:
    """Delete an entry and what is under it; ``seen``: their ``stamp`` on screen. Raises HandError when they changed since."""
    take_turn(TURN)
    there = entries()
    entry = _entry(there, uid)
    if stamp(there, uid) != seen:
        raise HandError(CHANGED_BELOW)
    gone = [entry, *below(there, uid)]
    _may_touch(gone)
    return _write("delete", [(one.uid, state_of(one), None) for one in gone])


def undo(gesture: str) -> str:
    """Take a gesture back, whoever made it; that is a gesture too, so it can be taken back. Raises HandError."""
    take_turn(TURN)
    steps = db.session.scalars(select(HandStep).where(HandStep.gesture == gesture).order_by(HandStep.id)).all()
    there = {entry.uid: entry for entry in entries()}
    if not steps or any(step.undone for step in steps):
        raise HandError(SINCE)
    _may_touch([there[step.entry] for step in steps if step.entry in there])
    if any(_state(there.get(step.entry)) != _bare(step.after) for step in steps):
        raise HandError(SINCE)
    leaving = {step.entry for step in steps if step.before is None}
    if any(entry.wish.under in leaving and entry.uid not in leaving for entry in there.values()):
        raise HandError(FILLED_BELOW)
    coming = {step.entry for step in steps if step.after is None}
    changes = [(step.entry, step.after, _placed(step.before, coming | set(there))) for step in steps]
    for step in steps:
        step.undone = True
    return _write("undo", changes)


def _check(there: Sequence[Entry], wish: Wish, *, levels: int) -> None:
    _may_touch([], wish)
    deep = depth(there, wish.under)
    if not deep:
        raise HandError(NOWHERE)
    if deep + levels - 1 > DEEPEST:
        raise HandError(TOO_DEEP)


def _may_touch(found: Sequence[Entry], wish: Wish | None = None) -> None:
    """Outside the team that collected the words, what was taken from them is neither read nor written."""
    wishes = [entry.wish for entry in found] + ([wish] if wish else [])
    if current().use_needed is not None and any(one.source == "entretien" for one in wishes):
        raise HandError(NOT_YOURS)


def _entry(there: Sequence[Entry], uid: str) -> Entry:
    found = next((entry for entry in there if entry.uid == uid), None)
    if found is None:
        raise GoneMeanwhile(GONE)
    return found


def _state(entry: Entry | None) -> dict[str, Any] | None:
    return None if entry is None else _bare(state_of(entry))


def _bare(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    """Without the rank: siblings that moved do not hold an undo back."""
    return None if kept is None else {name: value for name, value in kept.items() if name != "rank"}


def _placed(kept: dict[str, Any] | None, known: set[str]) -> dict[str, Any] | None:
    """Where it was; under a place when what it was under is gone."""
    if kept is None or kept["under"] in PLACES or kept["under"] in known:
        return kept
    raise HandError(NOWHERE)


def _write(what: str, changes: Sequence[tuple[str, dict[str, Any] | None, dict[str, Any] | None]]) -> str:
    """Write the entries and their steps, in one transaction; gives the gesture."""
    gesture, who, at = uuid4().hex, current().key, now()
    uids = [uid for uid, *_ in changes]
    rows = {row.uid: row for row in db.session.scalars(select(HandEntry).where(HandEntry.uid.in_(uids)))}
    numbers = (
        select(HandStep.entry, func.max(HandStep.revision)).where(HandStep.entry.in_(uids)).group_by(HandStep.entry)
    )
    last: dict[str, int] = {row[0]: row[1] for row in db.session.execute(numbers)}
    for uid, before, after in changes:
        revision, row = last.get(uid, 0) + 1, rows.get(uid)
        written = {**(after or {}), "revision": revision, "who": who, "at": at}
        if row is None and after is not None:
            db.session.add(HandEntry(uid=uid, **written))
        elif row is not None and after is None:
            db.session.delete(row)
        elif row is not None:
            for name, value in written.items():
                setattr(row, name, value)
        step = {"gesture": gesture, "entry": uid, "what": what, "before": before, "after": after}
        db.session.add(HandStep(**step, revision=revision, who=who, at=at))
    db.session.commit()
    return gesture
