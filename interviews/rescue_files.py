"""Photos and sounds of a rescue file, on their way in: each piece through ``attachment_service``, as from a tablet."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from interviews import pieces
from interviews.attachment_service import GONE, attachment_of, finish, take_piece
from interviews.errors import NotHere, PieceRefused, Unfinished
from interviews.journal_models import Attachment, Interview
from interviews.journal_service import journal_of, reach, store_batch
from interviews.rescue_kinds import SavedFile, SavedPiece
from interviews.rescue_made import of_file
from interviews.rescue_report import Report, TakenFile

STEP = 512 * 1024
NOWHERE = "Cette pièce va avec un entretien qui n'a pas pu être remis."
HOLE = "Il manque des morceaux de cette pièce dans ce fichier. Gardez-le, ou refaites la copie."
TOO_MANY = "Ce fichier a trop d'enregistrements coupés : celui-ci attend dans le fichier. Gardez-le."
MOST_CUT = 100
"""Recordings without an end: each holds a file open until it is whole."""
NO_LINE = "Une pièce est là sans ce qui l'annonce : elle n'a pas été prise."


class Files:
    """Takes pieces in the order of the file. Use it in a ``with``: what it puts aside on the disk goes with it."""

    def __init__(self, report: Report, home: Path) -> None:
        self._report = report
        self._home = home
        self._known: dict[str, SavedFile] = {}
        self._refused: dict[str, str] = {}
        self._received: dict[str, int] = {}
        self._before: set[str] = set()
        self._cut: dict[str, BinaryIO] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def begin(self, file: SavedFile) -> None:
        """Announce what follows."""
        if file.attachment in self._known:
            return
        self._known[file.attachment] = file
        if file.whole:
            self._try(file, lambda: self._announce(file, file.told["sha256"], file.told["bytes"]))
        elif len(self._cut) >= MOST_CUT:
            self._refused[file.attachment] = TOO_MANY
        else:
            self._cut[file.attachment] = self._stack.enter_context(self._room())

    def add(self, piece: SavedPiece) -> bool:
        """Take one piece; False when nothing announced it."""
        file = self._known.get(piece.attachment)
        if file is None or file.interview != piece.interview:
            return False
        if file.whole:
            self._try(file, lambda: self._put(file, piece.offset, piece.content))
        elif piece.attachment in self._cut:
            self._cut[piece.attachment].write(piece.content)  # one after the other, whatever is missing between
        return True

    def finish(self) -> None:
        """Complete all of them, and write in the report what became of each."""
        for file in self._known.values():
            if file.whole:
                told = {"sha256": file.told["sha256"], "bytes": file.told["bytes"]}
            else:
                told = self._try(file, lambda one=file: self._pour(one)) or {}
            if told:
                self._try(file, lambda one=file, end=told: finish(*self._rows(one), end))
            self._report.of(file.interview).files.append(self._told(file))

    def _told(self, file: SavedFile) -> TakenFile:
        reason = self._refused.get(file.attachment)
        already = reason == GONE or (reason is None and file.attachment in self._before)
        return TakenFile(
            file.attachment, self._received.get(file.attachment, 0), None if reason == GONE else reason, already
        )

    def _try(self, file: SavedFile, work: Any) -> Any:
        """Do this unless this file was refused before; what stops it is kept as its reason."""
        if file.attachment in self._refused and self._refused[file.attachment] != HOLE:
            return None
        try:
            done = work()
        except NotHere:
            self._refused[file.attachment] = self._report.of(file.interview).closed or NOWHERE
        except PieceRefused as error:
            self._refused[file.attachment] = str(error)
        except Unfinished as error:
            self._received[file.attachment] = error.received
            self._refused[file.attachment] = HOLE
        else:
            self._refused.pop(file.attachment, None)
            return done
        return None

    def _rows(self, file: SavedFile) -> tuple[Interview, Attachment]:
        interview = reach(file.interview)
        return interview, attachment_of(interview, file.attachment)

    def _announce(self, file: SavedFile, sha256: str, size: int) -> None:
        try:
            _, row = self._rows(file)
        except NotHere:
            if was_taken_away(reach(file.interview), file):
                raise PieceRefused(GONE) from None
            taken = store_batch(file.interview, [of_file(file, sha256, size)])
            if taken.refused or taken.conflicts:
                raise PieceRefused(" ".join(one.reason for one in taken.refused) or NO_LINE) from None
        else:
            if row.state == "complete":
                self._before.add(file.attachment)

    def _put(self, file: SavedFile, offset: int, content: bytes) -> None:
        interview, row = self._rows(file)
        digest = hashlib.sha256(content).hexdigest()
        self._received[file.attachment] = take_piece(interview, row, offset=offset, piece=content, sha256=digest)

    def _pour(self, file: SavedFile) -> dict[str, Any]:
        """A recording that was cut short: its hash is only known now."""
        room = self._cut[file.attachment]
        size = room.tell()
        room.seek(0)
        digest = hashlib.file_digest(room, "sha256").hexdigest()  # type: ignore[arg-type]
        self._announce(file, digest, size)
        room.seek(0)
        offset = 0
        while content := room.read(STEP):
            self._put(file, offset, content)
            offset += len(content)
        return {"sha256": digest, "bytes": size}

    def _room(self) -> Any:
        folder = self._home / pieces.FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return tempfile.TemporaryFile(dir=folder)


def was_taken_away(interview: Interview, file: SavedFile) -> bool:
    """True when this photo or sound, that nothing announces, was announced once and erased since.

    An announcement that was erased no longer says of what: as soon as there is one, only a recording that was never
    announced, because a crash cut it short, is taken.
    """
    journal = journal_of(interview)
    dropped = {one.data["attachment"] for one in journal if one.kind == "attachment.drop" and one.data}
    erased = any(one.kind == "attachment.add" and one.data is None for one in journal)
    return file.attachment in dropped or (file.whole and erased)
