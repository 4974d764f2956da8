"""Makes the words of a tablet's interview NULL after the fact: one field, or all of it. Ids and hashes stay, as tombstones."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import null, select, update

from interviews.attachment_service import forget_erased
from interviews.journal_models import Attachment, ConflictRow, Interview, OperationRow, Poured
from interviews.models import CompteRendu
from kparole.db import db

GONE = "withdrawn"
"""The state of an interview whose words were taken back: what a tablet still sends of it is received and not kept."""


def interview_of(row: CompteRendu) -> Interview | None:
    """The interview led with the tablet that this compte-rendu was made from."""
    wanted = select(Interview).join(Poured, Poured.interview_id == Interview.id)
    return db.session.scalar(wanted.where(Poured.compte_rendu_id == row.id))


def forget_fields(interview: Interview, operations: Iterable[str]) -> None:
    """Forget every text of the fields that these operations wrote (not committed)."""
    named = select(OperationRow.field).where(
        OperationRow.interview_id == interview.id, OperationRow.id.in_(sorted(operations))
    )
    fields = sorted(field for field in db.session.scalars(named) if field)
    if fields:
        _erase(interview, OperationRow.field.in_(fields), ConflictRow.sent["field"].as_string().in_(fields))


def forget_everything(interview: Interview) -> None:
    """Forget all that was written, said and photographed in this interview; what still comes of it is not kept. Commits."""
    _erase(interview, OperationRow.data.is_not(null()), ConflictRow.sent.is_not(null()))
    gone = update(Attachment).where(Attachment.interview_id == interview.id).values(state="erased")
    db.session.execute(gone, execution_options={"synchronize_session": False})
    interview.state = GONE
    db.session.commit()
    forget_erased(interview)


def _erase(interview: Interview, operations: object, conflicts: object) -> None:
    words = update(OperationRow).where(OperationRow.interview_id == interview.id, operations).values(data=null())  # type: ignore[arg-type]
    aside = update(ConflictRow).where(ConflictRow.interview_id == interview.id, conflicts).values(sent=null())  # type: ignore[arg-type]
    for statement in (words, aside):
        db.session.execute(statement, execution_options={"synchronize_session": False})
