"""Reading a sending of Word files as a long job."""

from __future__ import annotations

from flask import current_app

from cards.library import known_deck
from interviews.models import ImportedFile, WordImport
from interviews.reading import SourceFile, read_files, same_spelling
from interviews.replacing.looking import look_for_names
from interviews.service import import_by_uid, take_file, words_heard
from interviews.word_out.handing import WORKS as ALL_IN_WORD
from kparole.db import db
from kparole.errors import UserError
from kparole.files import StoreError, stored
from kparole.jobs import Job, Progress, Work
from network.models import Kpa
from network.service import known_names

GONE = "Cet envoi n'existe plus. Recommencez l'import."


def take_import(job: Job, progress: Progress) -> str:
    """Read every file that waits and write what can be; goes to the report."""
    word_import = import_by_uid(job.arguments["import"])
    if word_import is None:
        raise UserError(GONE)
    take_waiting(word_import, progress)
    look_for_names()
    return f"/entretiens/imports/{word_import.uid}"


def take_waiting(word_import: WordImport, progress: Progress) -> None:
    """Read the files of an import that wait; a file already told about is not read again."""
    waiting = [entry for entry in word_import.files if entry.state == "waiting"]
    deck = known_deck()
    chosen = db.session.get(Kpa, word_import.kpa_id) if word_import.kpa_id else None
    kpa, known = (chosen.name if chosen else None), known_names()[0]
    sources = [_source(entry) for entry in waiting]
    db.session.rollback()  # reading holds no lock
    read = read_files(
        sources,
        deck=deck,
        known_kpas=known,
        kpa=kpa,
        progress=lambda done, all_: progress("Je lis les fichiers", done, all_),
    )
    read = same_spelling(read)
    heard = words_heard(read)
    for done, (entry, result) in enumerate(zip(waiting, read, strict=True)):
        progress("Je range les comptes-rendus", done, len(waiting))
        take_file(word_import, entry, result, deck=deck, heard=heard)


def _source(entry: ImportedFile) -> SourceFile:
    try:
        content = stored(current_app.config["KPAROLE"].home, entry.stored or "")
    except (StoreError, FileNotFoundError):
        content = b""  # refused like any damaged file; the others are read
    return SourceFile(entry.name, content, (entry.folder,) if entry.folder else ())


WORKS: dict[str, Work] = {"import": take_import, **ALL_IN_WORD}
