"""Keeps what people decide of passages, gives it back where the words are now; the only writer of these tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, not_, or_, select

from analysis.coding.decisions import EFFECTS, Decision, Place, Scheme, Told, last_of_each, told_from
from analysis.coding.errors import CodingError
from analysis.coding.models import Coding, ReadingMark
from analysis.coding.places import found_again
from interviews.kept import kept
from interviews.models import CompteRendu, NoteRow
from kparole.access import current
from kparole.db import by_letter, db, now

READ, SAW = "lu", "vu"
MOST_LABELS = 8
CHANGED = "Ce passage a été réécrit entre-temps. Rechargez la page : votre choix n'a pas été gardé, le passage est là."
TOO_MANY = f"Un passage porte au plus {MOST_LABELS} effets. Coupez-le, ou gardez les plus nets."


def decide(
    row: CompteRendu,
    place: Place,
    labels: Sequence[Told],
    *,
    scheme: Scheme = EFFECTS,
    machine: Sequence[Told] | None = None,
    saw: bool = False,
    round_id: int | None = None,
    agreed: bool = False,
    why: str | None = None,
) -> Coding:
    """Keep what the person who acts says of a passage, and commit.

    Args:
        row: the compte-rendu the passage is in.
        place: where; the words there are copied.
        labels: what she says; empty = none of all that.
        scheme: effects or needs.
        machine: what the machine proposed, None when nothing was.
        saw: whether those proposals were on her screen.
        round_id: the double coding she decides in, blind.
        agreed: the end of a discussion: it stands for everybody.
        why: what was decided on, in words.

    Raises:
        CodingError: the passage is no longer there, or holds too many labels.
    """
    text = next((note.text for note in row.notes if note.uid == place.note), "")[place.start : place.end]
    if not text.strip():
        raise CodingError(CHANGED)
    if len(labels) > MOST_LABELS:
        raise CodingError(TOO_MANY)
    who = current()
    said = [one.as_json() for one in labels]
    if (last := _last_said(row, place, scheme, round_id)) and (last.text, last.labels, last.agreed) == (
        text,
        said,
        agreed,
    ):
        return last  # the same words came twice: the answer to the first was lost on its way
    coding = Coding(
        compte_rendu_id=row.id, note=place.note, start=place.start, end=place.end, text=text, scheme=scheme,
        coder=who.key, coder_name=who.name, round_id=round_id, agreed=agreed, saw=saw,
        labels=said, why=why,
        machine=None if machine is None else [one.as_json() for one in machine],
    )  # fmt: skip
    db.session.add(coding)
    db.session.commit()
    return coding


def undo(
    *, scheme: Scheme = EFFECTS, round_id: int | None = None, code: str | None = None, number: int | None = None
) -> Coding | None:
    """Take back the last decision of the person who acts (in one interview when ``code``), and commit; None without any.

    ``number``: this very decision, so that asking twice takes back one.
    """
    wanted = select(Coding).where(
        Coding.coder == current().key,
        Coding.scheme == scheme,
        Coding.undone_at.is_(None),
        Coding.round_id.is_(None) if round_id is None else Coding.round_id == round_id,
    )
    if code is not None:
        wanted = wanted.join(CompteRendu).where(CompteRendu.code == code)
    if number is not None:
        wanted = wanted.where(Coding.id == number)
    last = db.session.scalar(wanted.order_by(Coding.id.desc()).limit(1))
    if last is not None:
        last.undone_at = now()
        db.session.commit()
    return last


def decisions(
    *, scheme: Scheme = EFFECTS, codes: Collection[str] | None = None, round_id: int | None = None
) -> tuple[Decision, ...]:
    """What each person says last of each passage, where its words are now; a passage whose words are gone is left out.

    ``round_id``: only this round; without it, everything. Four questions to the database, whatever the number.
    """
    wanted = (
        select(Coding, CompteRendu.code)
        .join(CompteRendu, CompteRendu.id == Coding.compte_rendu_id)
        .where(Coding.scheme == scheme, Coding.undone_at.is_(None), kept())
        .order_by(Coding.id)
    )
    if codes is not None:
        wanted = wanted.where(CompteRendu.code.in_(sorted(codes)))
    if round_id is not None:
        wanted = wanted.where(Coding.round_id == round_id)
    rows = db.session.execute(wanted).all()
    texts = _texts({coding.compte_rendu_id for coding, _ in rows})
    found = (_decision(coding, code, texts.get(coding.compte_rendu_id, {})) for coding, code in rows)
    return last_of_each(one for one in found if one is not None)


def stamp() -> str:
    """Changes whenever a decision comes or is undone."""
    last, count, undone = db.session.execute(
        select(func.max(Coding.id), func.count(Coding.id), func.count(Coding.undone_at))
    ).one()
    return f"{last or 0}.{count}.{undone}"


def changed_since(moment: datetime) -> int:
    """How many decisions came since, or were taken back since."""
    came = and_(Coding.at >= moment, Coding.undone_at.is_(None))
    gone = and_(Coding.at < moment, Coding.undone_at >= moment)
    blind = and_(Coding.round_id.is_not(None), Coding.agreed.is_(False))
    return db.session.scalar(select(func.count(Coding.id)).where(or_(came, gone), not_(blind))) or 0


def mark(row: CompteRendu, what: str) -> None:
    """Write down, once, that the person who acts read this interview by hand, or saw its proposals; commits."""
    mark_all([row.id], what)


def mark_all(ids: Collection[int], what: str) -> None:
    """The same for several interviews, told by the ids of their comptes-rendus."""
    who = current()
    known = select(ReadingMark.compte_rendu_id).where(ReadingMark.coder == who.key, ReadingMark.what == what)
    for row_id in sorted(set(ids) - set(db.session.scalars(known))):
        db.session.add(ReadingMark(compte_rendu_id=row_id, coder=who.key, coder_name=who.name, what=what))
    db.session.commit()


def marks(what: str) -> dict[str, tuple[ReadingMark, ...]]:
    """Who read, or saw, each interview, by code; only those somebody did."""
    wanted = (
        select(ReadingMark, CompteRendu.code)
        .join(CompteRendu, CompteRendu.id == ReadingMark.compte_rendu_id)
        .where(ReadingMark.what == what, kept())
        .order_by(by_letter(CompteRendu.code), ReadingMark.id)
    )
    found: dict[str, tuple[ReadingMark, ...]] = {}
    for one, code in db.session.execute(wanted):
        found[code] = (*found.get(code, ()), one)
    return found


def forget_gone(row: CompteRendu) -> None:
    """Delete the decisions about words that this compte-rendu no longer holds (not committed)."""
    said = "\n".join(note.text for note in row.notes)
    for coding in db.session.scalars(select(Coding).where(Coding.compte_rendu_id == row.id)):
        if coding.text not in said:
            db.session.delete(coding)
    db.session.flush()


def _last_said(row: CompteRendu, place: Place, scheme: Scheme, round_id: int | None) -> Coding | None:
    """What the person who acts said last of this very place."""
    wanted = select(Coding).where(
        Coding.compte_rendu_id == row.id, Coding.coder == current().key, Coding.scheme == scheme,
        Coding.note == place.note, Coding.start == place.start, Coding.end == place.end, Coding.undone_at.is_(None),
        Coding.round_id.is_(None) if round_id is None else Coding.round_id == round_id,
    )  # fmt: skip
    return db.session.scalar(wanted.order_by(Coding.id.desc()).limit(1))


def _texts(ids: Collection[int]) -> dict[int, dict[str, str]]:
    """The paragraphs of these comptes-rendus: uid → text, by id of compte-rendu."""
    wanted = select(NoteRow.compte_rendu_id, NoteRow.uid, NoteRow.text).order_by(NoteRow.position)
    if len(ids) <= 500:
        wanted = wanted.where(NoteRow.compte_rendu_id.in_(sorted(ids)))
    found: dict[int, dict[str, str]] = {}
    for row_id, uid, text in db.session.execute(wanted):
        found.setdefault(row_id, {})[uid] = text
    return found


def _decision(coding: Coding, code: str, texts: dict[str, str]) -> Decision | None:
    spot = found_again(texts, note=coding.note, start=coding.start, end=coding.end, text=coding.text)
    if spot is None:
        return None
    machine: Sequence[dict[str, Any]] | None = coding.machine
    return Decision(
        coding.id,
        Place(code, *spot),
        coding.text,
        coding.coder,
        coding.coder_name,
        told_from(coding.labels),
        coding.saw,
        coding.agreed,
        coding.round_id,
        None if machine is None else told_from(machine),
    )
