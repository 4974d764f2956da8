"""What was received of the interviews led with the tablet, read for the pages that show them: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app
from sqlalchemy import func, select

from interviews.attachment_service import attachment_of
from interviews.draft_consents import notes_kept
from interviews.errors import NotHere
from interviews.fold import InterviewState, fold
from interviews.journal_models import Attachment, ConflictRow, Interview, OperationRow, Poured
from interviews.journal_service import reach
from interviews.models import CompteRendu
from interviews.operations import Operation
from interviews.plan_models import Appointment
from kparole.db import db
from kparole.files import stored

MOST_LISTED = 60
OUTLINE = ("interview.open", "person.set", "card.take", "card.back", "card.order", "end.mark", "consent.set")
"""What says which interview this is, without its words."""
TEXTS = ("note.write", "title.write", "note.off")
ABOUT_PIECES = ("consent.set", "attachment.add", "attachment.drop")


@dataclass(frozen=True, slots=True)
class Received:
    """One interview in the list. ``pieces``: how many photos and sounds by state; ``code``: its compte-rendu's."""

    interview: Interview
    state: InterviewState
    planned: Appointment | None = None
    to_settle: int = 0
    conflicts: int = 0
    pieces: Mapping[str, int] = field(default_factory=dict)
    code: str | None = None


def received_interviews(*, page: int = 1) -> list[Received]:
    """The interviews that whoever acts reaches, ``MOST_LISTED`` a page: without a compte-rendu first, then by date."""
    made = select(Poured.id).where(Poured.interview_id == Interview.id).exists()
    wanted = select(Interview).order_by(made, Interview.created_at.desc(), Interview.id.desc())
    rows = list(db.session.scalars(wanted.limit(MOST_LISTED).offset(MOST_LISTED * (page - 1))))
    ids = [row.id for row in rows]
    outlines, doubles = _operations(rows, OUTLINE), _written_twice(rows)
    conflicts, pieces, codes = _counted(ids), _pieces(ids), codes_of(ids)
    plans = appointments_of([row.uid for row in rows])
    return [
        Received(
            interview=row,
            state=fold(outlines[row.id]),
            planned=plans.get(row.uid),
            to_settle=doubles.get(row.id, 0),
            conflicts=conflicts.get(row.id, 0),
            pieces=pieces.get(row.id, {}),
            code=codes.get(row.id),
        )
        for row in rows
    ]


def count_received() -> int:
    """How many interviews came from tablets."""
    return db.session.scalar(select(func.count()).select_from(Interview)) or 0


def codes_of(ids: Collection[int]) -> dict[int, str]:
    """The code of the compte-rendu made from each interview, for those that have one."""
    made = select(Poured.interview_id, CompteRendu.code).join(CompteRendu, Poured.compte_rendu_id == CompteRendu.id)
    return {row[0]: row[1] for row in db.session.execute(made.where(Poured.interview_id.in_(ids)))}


def appointments_of(uids: Collection[str]) -> dict[str, Appointment]:
    """The appointments these interviews were planned as, by id of interview."""
    return {one.uid: one for one in db.session.scalars(select(Appointment).where(Appointment.uid.in_(uids)))}


def conflicts_of(interview: Interview) -> list[ConflictRow]:
    """What contradicted the journal of this interview and was kept aside, in the order it came."""
    wanted = select(ConflictRow).where(ConflictRow.interview_id == interview.id).order_by(ConflictRow.id)
    return list(db.session.scalars(wanted))


def attachments_of(interview: Interview) -> list[Attachment]:
    """The photos and sounds that the journal announced and nobody erased, in the order they were made."""
    wanted = select(Attachment).where(Attachment.interview_id == interview.id, Attachment.state != "erased")
    return list(db.session.scalars(wanted.order_by(Attachment.id)))


def may_be_shown(state: InterviewState, row: Attachment) -> bool:
    """False for what was dropped, for a voice that may not be kept, and for everything of who wants nothing kept."""
    said = state.consents.get("audio")
    heard = row.kind != "audio" or (said is not None and said.state == "given")
    return row.uid in state.attachments and heard and notes_kept(state)


def piece_bytes(uid: str, attachment: str) -> tuple[Attachment, bytes]:
    """A photo or a sound that has come whole, and its bytes. Raises NotHere for any other, StoreError when it is damaged."""
    interview = reach(uid)
    row = attachment_of(interview, attachment)
    state = fold(_operations([interview], ABOUT_PIECES)[interview.id])
    if row.state != "complete" or row.stored is None or not may_be_shown(state, row):
        raise NotHere(attachment)
    try:
        return row, stored(current_app.config["KPAROLE"].home, row.stored)
    except FileNotFoundError as error:
        raise NotHere(attachment) from error


def _operations(rows: Sequence[Interview], kinds: Sequence[str]) -> dict[int, list[Operation]]:
    """The operations of these kinds, by interview, and what erases them."""
    uids = {row.id: row.uid for row in rows}
    one = OperationRow
    columns = (one.interview_id, one.id, one.device, one.seq, one.at, one.kind, one.field, one.base, one.data, one.hash)
    wanted = select(*columns).where(one.interview_id.in_(uids), one.kind.in_(kinds))
    found: dict[int, list[Operation]] = defaultdict(list)
    for row in db.session.execute(wanted):  # the fold has an order of its own
        number, *rest = row
        found[number].append(Operation(rest[0], uids[number], *rest[1:]))
    return found


def _written_twice(rows: Sequence[Interview]) -> dict[int, int]:
    """How many texts somebody must choose between; only what two devices wrote to is read."""
    ours, row = [one.id for one in rows], OperationRow
    devices = func.count(func.distinct(row.device))
    shared = select(row.interview_id).where(row.interview_id.in_(ours), row.kind.in_(TEXTS))
    several = set(db.session.scalars(shared.group_by(row.interview_id).having(devices > 1)))
    texts = _operations([one for one in rows if one.id in several], TEXTS)
    return {number: len(fold(written).to_settle) for number, written in texts.items()}


def _counted(ids: Collection[int]) -> dict[int, int]:
    counted = select(ConflictRow.interview_id, func.count()).where(ConflictRow.interview_id.in_(ids))
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(ConflictRow.interview_id))}


def _pieces(ids: Collection[int]) -> dict[int, dict[str, int]]:
    counted = select(Attachment.interview_id, Attachment.state, func.count()).where(Attachment.interview_id.in_(ids))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for number, state, times in db.session.execute(counted.group_by(Attachment.interview_id, Attachment.state)):
        found[number][state] = times
    return found
