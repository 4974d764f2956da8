"""Erases words wherever this package knows they are: edits, versions, the tablet's journal, the Word file they came in.

What others keep of them (the analysis, the search) they forget themselves: the application lists them under ``FORGETTERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from interviews.journal_forgetting import forget_fields, interview_of
from interviews.journal_models import Attachment
from interviews.models import CompteRendu, ImportedFile
from interviews.writeup import service as writeup
from kparole.access import SYSTEM, acting_as
from kparole.db import db, take_turn
from kparole.files import forget as forget_file
from kparole.job_table import Job

FORGETTERS = "kparole.forget"
"""Where the application lists what else is to be forgotten: functions of the compte-rendu, that do not commit."""
Forgetter = Callable[[CompteRendu], None]
ERASED_FILE = "fichier effacé"


def forget_words_of(row: CompteRendu, *, operation: str | None) -> None:
    """Forget what was said in a passage that was just taken out (not committed). ``operation``: what wrote it on a tablet.

    How the compte-rendu was written up is forgotten with it: a passage that was cut or joined is in other passages there.
    What stands now is kept as a version.
    """
    row.problems = []  # they quote what was in the file
    writeup.forget(row)
    interview = interview_of(row)
    if interview is not None and operation is not None:
        forget_fields(interview, operation.split())
    forget_originals(row)
    tell_forgetters(row)
    db.session.flush()


def tell_forgetters(row: CompteRendu) -> None:
    """Have the rest of the application forget what it holds of the words that went (not committed)."""
    for forgetter in current_app.extensions.get(FORGETTERS, ()):
        forgetter(row)


def forget_originals(row: CompteRendu) -> None:
    """Delete the Word files this compte-rendu came in, and what was said of them (not committed)."""
    with acting_as(SYSTEM):  # the same file may have come twice, once elsewhere
        entries = list(db.session.scalars(select(ImportedFile).where(ImportedFile.compte_rendu_id == row.id)))
        names = {one.stored for one in entries if one.stored}
        for one in entries:
            one.name, one.folder, one.stored, one.message, one.problems = ERASED_FILE, None, None, None, []
        db.session.flush()
        forget_files(names)


def forget_recits() -> None:
    """Delete the récits kept here: each may quote what was taken back, and can be written again (not committed)."""
    with acting_as(SYSTEM):
        written = db.session.scalars(select(Job).where(Job.kind == "recit", Job.state == "done"))
        names = set()
        for job in written:
            names |= {str(job.arguments["stored"])} if job.arguments.get("stored") else set()
            job.arguments = {}
        db.session.flush()
        forget_files(names)


def forget_files(names: Iterable[str]) -> None:
    """Delete these kept files, but those that something else needs: the same bytes are kept once."""
    take_turn("fichiers")
    for name in names:
        others = (select(table.id).where(table.stored == name).limit(1) for table in (Attachment, ImportedFile))
        if all(db.session.scalar(other) is None for other in others):
            forget_file(_home(), name)


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home
