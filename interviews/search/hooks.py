"""Keeps the index true: whatever is written, changed or erased through the ORM is searched as it is once committed.

Triggers of the database already took away what changed (migration 0012); here it is written anew. Importing this is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from interviews.models import CompteRendu, MaskRow, NoteRow
from interviews.search.index import missing, sweep, write

PENDING = "kparole_search"
SEARCHED = ("text", "exact", "part")
WORDS = (CompteRendu, NoteRow, MaskRow)


@dataclass(slots=True)
class Pending:
    """What a session changed since its last commit. ``swept``: False when words were taken away; ``at_once``: many rows
    were changed by one statement, that did not say which.
    """

    notes: set[int] = field(default_factory=set)
    swept: bool = True
    at_once: bool = False


def _pending(target: object) -> Pending:
    session = object_session(target)
    assert session is not None, "whatever is flushed is in a session"
    return _of(session)


def _of(session: Session) -> Pending:
    found: Pending = session.info.setdefault(PENDING, Pending())
    return found


@event.listens_for(NoteRow, "after_insert")
def _note_written(_mapper: Mapper[NoteRow], _connection: Connection, note: NoteRow) -> None:
    _pending(note).notes.add(note.id)


@event.listens_for(NoteRow, "after_update")
def _note_changed(_mapper: Mapper[NoteRow], _connection: Connection, note: NoteRow) -> None:
    attributes = inspect(note).attrs
    if any(attributes[name].history.has_changes() for name in SEARCHED):
        pending = _pending(note)
        pending.notes.add(note.id)
        pending.swept = False


@event.listens_for(NoteRow, "after_delete")
def _note_erased(_mapper: Mapper[NoteRow], _connection: Connection, note: NoteRow) -> None:
    _pending(note).swept = False


@event.listens_for(MaskRow, "after_insert")
@event.listens_for(MaskRow, "after_update")
@event.listens_for(MaskRow, "after_delete")
def _mask_decided(_mapper: Mapper[MaskRow], _connection: Connection, mask: MaskRow) -> None:
    pending = _pending(mask)
    pending.notes.add(mask.note_id)
    pending.swept = False


@event.listens_for(Session, "do_orm_execute")
def _changed_at_once(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper is not None and mapper.class_ in WORDS:
        pending = _of(state.session)
        pending.swept, pending.at_once = False, True


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    session.flush()
    pending = session.info.pop(PENDING, None)
    if pending is None:
        return
    connection = session.connection()
    write(connection, pending.notes.union(missing(connection)) if pending.at_once else pending.notes)
    if not pending.swept:
        sweep(connection)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(PENDING, None)
