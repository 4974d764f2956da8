"""Writes a compte-rendu up: one edit at a time, each with its way back, nothing lost when two people write. The only writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code
from interviews.writeup.back import way_back
from interviews.writeup.edits import apply
from interviews.writeup.errors import EditError, TextConflict
from interviews.writeup.meanwhile import as_rivals, beside, check_base
from interviews.writeup.models import Revision, Version
from interviews.writeup.parts import Edit
from interviews.writeup.rows import put_sheet, sheet_of
from interviews.writeup.sheet import Sheet, as_json, from_json
from interviews.writeup.trail import Trail, trail_of
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db, now, take_turn

REST = timedelta(minutes=30)
"""After so long without an edit, or when somebody else begins, what stands is kept as a version first."""
NOTHING_TO_UNDO = "Il n'y a rien à annuler."
NOTHING_TO_REDO = "Il n'y a rien à rétablir."
NOT_THERE = "Cette version n'est plus là."


@dataclass(frozen=True, slots=True)
class Done:
    """What stands after an edit. ``kept``: the id of the paragraph where a text written at the same time was put, if any."""

    sheet: Sheet
    revision: int
    undo: bool
    redo: bool
    kept: str | None = None


def opened(code: str, *, session: str) -> Done:
    """What stands now. Raises LookupError when there is no such compte-rendu within reach."""
    return _done(_row(code), session)


def stands(row: CompteRendu, *, session: str) -> Done:
    """What stands in a row just read."""
    return _done(row, session)


def make(code: str, edit: Edit, *, base: int, session: str) -> Done:
    """Make one edit. ``base``: the revision the person was looking at. Commits. Raises EditError, nothing written then.

    A text written in a paragraph that somebody else wrote in since ``base`` takes nobody's place: it is put beside, marked
    as its rival, and ``Done.kept`` names it.
    """
    row = _hold(code)
    sheet, kept = sheet_of(row), None
    try:
        check_base(row, sheet, edit, base=base, session=session)
    except TextConflict:
        kept = uuid4().hex
        edit = beside(sheet, edit, kept)
    after = apply(sheet, edit)
    if kept is not None:
        after = as_rivals(after, str(edit["after"]), kept)
    if after != sheet:
        _write(row, sheet, after, edit, session=session)
    db.session.commit()
    return _done(row, session, kept=kept)


def undo(code: str, *, session: str) -> Done:
    """Take back the last edit of this window that still stands. Raises EditError when there is none.

    What others wrote over since cannot be taken back, and is passed over; when there is nothing else, EditError says so.
    """
    row = _hold(code)
    return _taken_back(row, _trail(row, session).standing, session, why_not=NOTHING_TO_UNDO)


def redo(code: str, *, session: str) -> Done:
    """Make again the edit that the last undo of this window took back. Raises EditError as ``undo`` does."""
    row = _hold(code)
    return _taken_back(row, _trail(row, session).taken_back, session, why_not=NOTHING_TO_REDO)


def keep(code: str, *, why: str) -> Version:
    """Keep what stands as a version. Commits."""
    row = _hold(code)
    kept = _kept(row, why)
    db.session.commit()
    return kept


def versions(code: str) -> tuple[Version, ...]:
    """The versions kept, the newest first."""
    row = _row(code)
    wanted = select(Version).filter_by(compte_rendu_id=row.id).order_by(Version.id.desc())
    return tuple(db.session.scalars(wanted))


def version(code: str, number: int) -> Sheet:
    """The sheet of a version by its id. Raises EditError when it is not there, or was erased."""
    found = db.session.scalar(select(Version).filter_by(compte_rendu_id=_row(code).id, id=number))
    if found is None or found.sheet is None:
        raise EditError(NOT_THERE)
    return from_json(found.sheet)


def restore(code: str, number: int, *, session: str) -> Done:
    """Put a version back; what stood is kept as a version before. Commits."""
    sheet = version(code, number)
    row = _hold(code)
    _kept(row, "Avant un retour en arrière")
    before = sheet_of(row)
    edit = {"do": "restore", "sheet": as_json(sheet)}
    _write(row, before, apply(before, edit), edit, session=session)
    db.session.commit()
    return _done(row, session)


def replace_sheet(row: CompteRendu, sheet: Sheet, *, why: str) -> None:
    """Put another sheet in the place of what stands, that is kept as a version before (not committed): a Word file came back."""
    _kept(row, why)
    before = sheet_of(row)
    edit = {"do": "restore", "sheet": as_json(sheet)}
    _write(row, before, apply(before, edit), edit, session="fichier")


def forget(row: CompteRendu) -> None:
    """Erase the words that edits and versions still hold (not committed); that they were made stays known."""
    for one in db.session.scalars(select(Revision).filter_by(compte_rendu_id=row.id)):
        one.edit = one.back = None
    for kept in db.session.scalars(select(Version).filter_by(compte_rendu_id=row.id)):
        kept.sheet = None


def _row(code: str) -> CompteRendu:
    row = compte_rendu_by_code(code)
    if row is None:
        raise LookupError(code)
    return row


def _hold(code: str) -> CompteRendu:
    """The compte-rendu, held until the commit."""
    row = _row(code)
    take_turn(f"compte-rendu {row.id}")
    db.session.expire_all()
    return _row(code)


def _write(
    row: CompteRendu, before: Sheet, after: Sheet, edit: Edit, *, session: str, undoes: int | None = None
) -> None:
    last = db.session.scalars(
        select(Revision).filter_by(compte_rendu_id=row.id).order_by(Revision.number.desc()).limit(1)
    ).first()
    if last is None or last.session != session or now() - last.at > REST:
        _kept(row, "Avant de reprendre l'écriture" if last else "Comme il est arrivé")
    with acting_as(SYSTEM):  # the same words may be in another KPA
        put_sheet(row, after)
    row.revision += 1
    db.session.add(
        Revision(
            compte_rendu_id=row.id,
            number=row.revision,
            who=current().key,
            session=session,
            edit=dict(edit),
            back=way_back(before, after),
            undoes=undoes,
        )
    )
    db.session.flush()


def _taken_back(row: CompteRendu, numbers: Sequence[int], session: str, *, why_not: str) -> Done:
    """Take back the last of these that can be: what others wrote over since is passed over."""
    before, first = sheet_of(row), None
    for number in reversed(numbers):
        step = db.session.scalars(select(Revision).filter_by(compte_rendu_id=row.id, number=number)).one()
        if step.back is None:
            break
        try:
            after = apply(before, step.back)
        except EditError as error:
            first = first or error
            continue
        _write(row, before, after, dict(step.back), session=session, undoes=step.number)
        db.session.commit()
        return _done(row, session)
    raise first or EditError(why_not)


def _kept(row: CompteRendu, why: str) -> Version:
    kept = Version(
        compte_rendu_id=row.id, revision=row.revision, who=current().key, why=why, sheet=as_json(sheet_of(row))
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def _trail(row: CompteRendu, session: str) -> Trail:
    wanted = select(Revision.number, Revision.undoes).filter_by(compte_rendu_id=row.id, session=session)
    return trail_of([(one.number, one.undoes) for one in db.session.execute(wanted.order_by(Revision.number))])


def _done(row: CompteRendu, session: str, *, kept: str | None = None) -> Done:
    trail = _trail(row, session)
    return Done(sheet_of(row), row.revision, bool(trail.standing), bool(trail.taken_back), kept)
