"""Puts a rescue file back: operations through ``store_batch``, photos and sounds through ``attachment_service``.

It may be given as often as one likes: what is there already stays as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import select

from interviews.errors import NoKpaError, NotHere
from interviews.journal_models import Interview, OperationRow
from interviews.journal_service import check_reach, reach, store_batch
from interviews.operations import clean_text
from interviews.rescue import read_rescue
from interviews.rescue_files import NO_LINE, Files
from interviews.rescue_kinds import Damage, Saved, SavedDraft, SavedFile, SavedOperation, SavedPiece
from interviews.rescue_made import of_draft
from interviews.rescue_report import OneInterview, Report
from interviews.sync import Refused
from kparole.access import current
from kparole.db import db

MOST = 500
HEAVIEST = 4_000_000
OTHER_KPA = "Cet entretien est celui d'une autre KPA. Demandez à cette KPA, ou à la coordination, de le remettre."
NO_BEGINNING = (
    "Le début de cet entretien manque : on ne sait pas à quelle KPA il est. Demandez à la coordination de le remettre."
)


def put_back(source: BinaryIO, key: rsa.RSAPrivateKey, home: Path) -> Report:
    """Take everything of this file that whoever acts may put here. Commits as it goes. Raises NotARescueFile."""
    report = Report()
    with Files(report, home) as files:
        taking = _Taking(report, files)
        for found in read_rescue(source, key):
            taking.take(found)
        taking.flush_all()
        files.finish()
    return report


class _Taking:
    """Gathers operations, and writes them before what depends on them."""

    def __init__(self, report: Report, files: Files) -> None:
        self._report = report
        self._files = files
        self._waiting: dict[str, list[object]] = {}
        self._weight = 0
        self._line_of_pieces: set[str] = set()

    def take(self, found: Saved) -> None:
        """What to do with one thing of the file."""
        if isinstance(found, Damage):
            self._report.damages.append(found)
        elif isinstance(found, SavedOperation):
            self._gather(found)
        else:
            self.flush_all()
            if isinstance(found, SavedDraft):
                self._draft(found)
            elif isinstance(found, SavedFile):
                self._files.begin(found)
            else:
                self._piece(found)

    def flush_all(self) -> None:
        """Write all that was gathered."""
        for uid in list(self._waiting):
            self._flush(uid)
        self._weight = 0

    def _gather(self, found: SavedOperation) -> None:
        waiting = self._waiting.setdefault(found.interview, [])
        waiting.append(found.operation)
        self._weight += found.weight
        if len(waiting) >= MOST or self._weight >= HEAVIEST:
            self.flush_all()

    def _flush(self, uid: str) -> None:
        batch = self._waiting.pop(uid)
        told = self._report.of(uid)
        try:
            rest = self._opened(uid, batch, told)
            if told.closed is None and rest:
                told.add(store_batch(uid, rest))
                return
        except NotHere:
            told.closed, rest = OTHER_KPA, batch
        except NoKpaError as error:
            told.closed, rest = str(error), batch
        if told.closed is not None:
            told.refused += [Refused(_id_of(one), told.closed) for one in rest]

    def _opened(self, uid: str, batch: list[object], told: OneInterview) -> list[object]:
        """Store the opening of an interview that is not here yet, and give the rest of the batch.

        A file that was found must not bring into one KPA the words of another: without an opening that this person may
        bring, nothing of the interview is taken.
        """
        check_reach(uid)
        if told.closed is not None or _is_here(uid):
            return batch
        openings = [one for one in batch if _kind_of(one) == "interview.open"]
        rest = [one for one in batch if _kind_of(one) != "interview.open"]
        if openings:
            taken = store_batch(uid, openings)
            told.add(taken)
            if not taken.received:
                told.closed = " ".join(one.reason for one in taken.refused) or NO_BEGINNING
        elif not current().scope.whole:
            told.closed = NO_BEGINNING
        return rest

    def _draft(self, draft: SavedDraft) -> None:
        told = self._report.of(draft.interview)
        try:
            interview = reach(draft.interview)
        except NotHere:
            told.refused.append(Refused(None, told.closed or OTHER_KPA))
            return
        last = _last_on(interview, draft.field)
        made = of_draft(draft, last.id if last else None)
        if last is not None and last.at >= made["at"]:
            made["base"] = None  # the tablet has gone on since: these words must not replace those
            if str((last.data or {}).get("text", "")).startswith(clean_text(draft.text)):
                told.drafts.append((draft.field, draft.mark))
                return
        if not _is_stored(interview, made["id"]):
            taken = store_batch(draft.interview, [made])
            told.refused += taken.refused
            told.new_drafts += len(taken.stored)
            if not taken.received:
                return
        told.drafts.append((draft.field, draft.mark))

    def _piece(self, piece: SavedPiece) -> None:
        if not self._files.add(piece) and piece.attachment not in self._line_of_pieces:
            self._line_of_pieces.add(piece.attachment)
            self._report.of(piece.interview).refused.append(Refused(None, NO_LINE))


def _is_here(uid: str) -> bool:
    try:
        reach(uid)
    except NotHere:
        return False
    return True


def _last_on(interview: Interview, name: str) -> OperationRow | None:
    ours = select(OperationRow).where(OperationRow.interview_id == interview.id, OperationRow.field == name)
    return db.session.scalar(ours.order_by(OperationRow.n.desc()).limit(1))


def _is_stored(interview: Interview, operation: str) -> bool:
    ours = select(OperationRow.n).where(OperationRow.interview_id == interview.id, OperationRow.id == operation)
    return db.session.scalar(ours) is not None


def _kind_of(raw: Any) -> object:
    return raw.get("kind") if isinstance(raw, dict) else None


def _id_of(raw: Any) -> str | None:
    found = raw.get("id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else None
