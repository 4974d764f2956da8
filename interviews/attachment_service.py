"""Takes the bytes of photos and sounds, piece by piece; one is complete only when the server has computed its hash itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from interviews import pieces
from interviews.errors import NotHere, PieceRefused, Unfinished
from interviews.journal_models import Attachment, Interview
from interviews.models import ImportedFile
from interviews.operations import Operation
from kparole.access import SYSTEM, acting_as
from kparole.db import db, take_turn
from kparole.files import forget, store
from kparole.uploads.door import Upload, receive
from kparole.uploads.errors import UploadRefused
from kparole.uploads.kinds import GIF, PICTURES, SOUNDS

ACCEPTED = {"photo": PICTURES - {GIF}, "audio": SOUNDS}
GONE = "Cette pièce a été effacée : elle n'est plus attendue."
DIFFERENT = (
    "Cette pièce n'est pas celle que le journal de l'entretien annonce. Renvoyez-la depuis la tablette qui l'a faite."
)
BROKEN_PIECE = "Ce morceau est arrivé abîmé. Renvoyez-le."
TOO_LONG = "Cette pièce est plus longue qu'annoncé. Renvoyez-la depuis le début."
NOT_TAKEN = "Cette pièce n'est ni une photo ni un son que KParole sait garder. Gardez-la sur la tablette."
_FILES = "fichiers"


def announce(interview: Interview, one: Operation) -> None:
    """Expect the bytes that this operation tells of (not committed); an id that is expected already stays as it is."""
    data = one.data or {}
    wanted = select(Attachment).where(Attachment.interview_id == interview.id, Attachment.uid == data["attachment"])
    if db.session.scalar(wanted) is not None:
        return
    fields = {key: data[key] for key in ("kind", "sha256", "bytes", "type")}
    db.session.add(Attachment(uid=data["attachment"], interview_id=interview.id, operation=one.id, **fields))
    db.session.flush()


def attachment_of(interview: Interview, uid: str) -> Attachment:
    """The photo or sound that the journal announced. Raises NotHere when it did not (yet)."""
    wanted = select(Attachment).where(Attachment.interview_id == interview.id, Attachment.uid == uid)
    found = db.session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NotHere(uid)
    return found


def received(interview: Interview, row: Attachment) -> int:
    """How many bytes of it have come."""
    return row.bytes if row.state == "complete" else pieces.length(_file(interview, row))


def take_piece(interview: Interview, row: Attachment, *, offset: int, piece: bytes, sha256: str) -> int:
    """Put a piece at its place and give where the next one goes. Raises PieceRefused, Unfinished when a hole would be left."""
    _check_wanted(row)
    if hashlib.sha256(piece).hexdigest() != sha256:
        raise PieceRefused(BROKEN_PIECE)
    if offset + len(piece) > row.bytes:
        raise PieceRefused(TOO_LONG)
    file, number, whole = _file(interview, row), row.id, row.bytes
    db.session.rollback()  # nobody waits for this disk
    with pieces.lock_of(file):
        if _is_complete(number):
            return whole
        size = pieces.add_piece(file, offset, piece)
    if offset > size:
        raise Unfinished(size)
    return size


def finish(interview: Interview, row: Attachment, told: Mapping[str, Any]) -> None:
    """Complete a photo or a sound whose bytes have all come. Commits.

    Raises Unfinished when bytes are missing or the hash is another (then from 0), PieceRefused when it is not what was
    announced or not a photo or a sound that KParole takes.
    """
    _check_wanted(row)
    if (told["sha256"], told["bytes"]) != (row.sha256, row.bytes):
        raise PieceRefused(DIFFERENT)
    file, number, kind, expected = _file(interview, row), row.id, row.kind, (row.bytes, row.sha256)
    db.session.rollback()  # the picture is made anew without holding the others up
    with pieces.lock_of(file):
        if not _is_complete(number):  # another request may have ended the same work meanwhile
            _check(file, *expected)
            _keep(number, _let_in(file, kind, number))
        pieces.remove(file)


def forget_erased(interview: Interview) -> None:
    """Delete the bytes of what was erased. Commits."""
    wanted = select(Attachment).where(Attachment.interview_id == interview.id, Attachment.state == "erased")
    rows = db.session.scalars(wanted).all()
    files = [_file(interview, row) for row in rows]
    for row in rows:
        if row.stored is not None:
            name, row.stored = row.stored, None
            take_turn(_FILES)
            db.session.flush()
            if not _needed(name):
                forget(_home(), name)
    db.session.commit()
    for file in files:  # only now: whoever adds a piece holds this lock and asks the database
        with pieces.lock_of(file):
            pieces.remove(file)


def _needed(name: str) -> bool:
    """True when something else was kept under the same name: the same bytes are kept once."""
    with acting_as(SYSTEM):
        others = (select(table.id).where(table.stored == name).limit(1) for table in (Attachment, ImportedFile))
        return any(db.session.scalar(other) is not None for other in others)


def _check(file: Path, size: int, sha256: str) -> None:
    come = pieces.length(file)
    if come < size:
        raise Unfinished(come)
    if come > size or pieces.digest(file) != sha256:
        pieces.remove(file)
        raise Unfinished(0)


def _check_wanted(row: Attachment) -> None:
    if row.state in {"erased", "refused"}:
        raise PieceRefused(GONE if row.state == "erased" else NOT_TAKEN)


def _is_complete(number: int) -> bool:
    """Asked again by who holds the lock of its file. Raises PieceRefused when it was erased meanwhile."""
    state = db.session.scalar(select(Attachment.state).where(Attachment.id == number))
    db.session.rollback()
    if state not in {"waiting", "complete"}:
        raise PieceRefused(GONE if state == "erased" else NOT_TAKEN)
    return state == "complete"


def _let_in(file: Path, kind: str, number: int) -> Upload:
    """Through the one door: told by its bytes, and a picture made anew from its points alone."""
    try:
        with file.open("rb") as stream:
            return receive(stream, name="", accept=ACCEPTED[kind], spool=file.parent)
    except UploadRefused as error:
        pieces.remove(file)
        waiting = (Attachment.id == number) & (Attachment.state == "waiting")
        db.session.execute(update(Attachment).where(waiting).values(state="refused"))
        db.session.commit()
        raise PieceRefused(str(error)) from error


def _keep(number: int, upload: Upload) -> None:
    take_turn(_FILES)
    row = db.session.scalar(select(Attachment).where(Attachment.id == number).execution_options(populate_existing=True))
    if row is None or row.state == "erased":  # while the picture was made anew
        if isinstance(upload.body, Path):
            upload.body.unlink(missing_ok=True)
        db.session.rollback()
        raise PieceRefused(GONE)
    row.stored = store(_home(), upload.body)
    row.state, row.type = "complete", upload.kind.mime
    db.session.commit()


def _file(interview: Interview, row: Attachment) -> Path:
    return pieces.piece_file(_home(), interview.uid, row.uid)


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home
