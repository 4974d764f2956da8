"""Reads what is filled by hand, and the gestures that made it. Writes nothing."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from analysis.effect_map.by_hand import Entry, Wish, wish_kept
from analysis.effect_map.models import HandEntry, HandStep
from interviews.kept import kept
from interviews.models import CompteRendu
from kparole.db import db


def entries() -> tuple[Entry, ...]:
    """Everything that is filled by hand. The interview of a proof is given by its code; "" once it is put aside."""
    rows = db.session.scalars(select(HandEntry)).all()
    uids = {row.interview for row in rows if row.interview}
    codes = select(CompteRendu.uid, CompteRendu.code).where(CompteRendu.uid.in_(sorted(uids)), kept())
    known = {row.uid: row.code for row in db.session.execute(codes)} if uids else {}
    return tuple(
        Entry(
            row.uid,
            Wish(row.under, row.label, row.source, row.proof, known.get(row.interview, "")),
            row.rank,
            row.revision,
            row.who,
            row.at,
            told_in=row.interview,
        )
        for row in rows
    )


def gestures(*, limit: int = 12) -> list[list[HandStep]]:
    """The last gestures with their steps, newest first."""
    last = select(HandStep.gesture).group_by(HandStep.gesture).order_by(func.max(HandStep.id).desc()).limit(limit)
    names = list(db.session.scalars(last))
    steps = db.session.scalars(select(HandStep).where(HandStep.gesture.in_(names)).order_by(HandStep.id)).all()
    return [[step for step in steps if step.gesture == name] for name in names]


def as_seen(entry: Entry, revision: int) -> Wish:
    """The entry as it was when it was shown; a revision nobody knows counts as empty, so that every field is compared."""
    wanted = select(HandStep).where(HandStep.entry == entry.uid, HandStep.revision == revision)
    step = db.session.scalar(wanted.limit(1))
    if step is None or step.after is None:
        return Wish("", "", "")
    return _told(wish_kept(step.after))


def with_uid(wish: Wish) -> Wish:
    """With the uid of the interview in place of its code, which may change."""
    if not wish.interview:
        return wish
    uid = db.session.scalar(select(CompteRendu.uid).where(CompteRendu.code == wish.interview))
    return replace(wish, interview=uid or "")


def _told(wish: Wish) -> Wish:
    if not wish.interview:
        return wish
    code = db.session.scalar(select(CompteRendu.code).where(CompteRendu.uid == wish.interview))
    return replace(wish, interview=code or "")
