"""All the comptes-rendus in one archive: written by a long job, handed once to who asked, then erased from here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from interviews.models import CompteRendu
from interviews.service import whole_corpus
from interviews.word_out.archive import archived, written
from interviews.word_out.errors import NotExported
from interviews.word_out.export import choice_of
from kparole import jobs
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db
from kparole.files import StoreError, forget, store, stored
from kparole.jobs import Job, Progress, Work

KIND = "comptes-rendus"
NONE_MAY_GO = "Aucun de ces comptes-rendus ne peut sortir ainsi. La page dit pourquoi, un par un."


def ask_for_all(*, masked: bool) -> Job:
    """Have all that is within reach written; the archive asked before and never taken is erased. Commits.

    Raises NotExported when none of them may go.
    """
    choice = choice_of(whole_corpus(), masked=masked)
    if not choice.codes:
        raise NotExported(NONE_MAY_GO)
    owner = current().key
    for job in _holding(owner):
        _erase(job)
    arguments = {"codes": [*choice.codes, *(code for code, _ in choice.left)], "masked": masked}
    return jobs.ask(KIND, arguments, owner=owner, kpa_id=current().kpa_id, corpus=owner)


def write_all(job: Job, progress: Progress) -> str:
    """The job: agreements and names are looked at again at the moment of writing."""
    wanted, masked = set(job.arguments["codes"]), bool(job.arguments["masked"])
    rows = [row for row in whole_corpus() if row.code in wanted]
    choice = choice_of(rows, masked=masked)
    going = [row for row in rows if row.code in choice.codes]
    files = written(going, masked=masked, on=date.today(), home=_home())
    content = archived(
        files, choice, total=len(going), tell=lambda done, all_: progress("J'écris les comptes-rendus", done, all_)
    )
    db.session.expire_all()
    mine = db.session.get(Job, job.id)
    assert mine is not None, "the job that is running is in its table"
    mine.arguments = {"masked": masked, "stored": store(_home(), content + job.uid.encode()), "extra": len(job.uid)}
    db.session.commit()
    return f"/entretiens/word/?pret={job.uid}"


def ready(uid: str) -> Job | None:
    """The job of this id when its archive waits for the one who asked."""
    job = jobs.job_by_uid(uid)
    fine = job is not None and job.kind == KIND and job.state == "done" and job.owner == current().key
    return job if fine and job is not None and job.arguments.get("stored") else None


def hand_over(job: Job) -> bytes:
    """The archive, that is erased from here. Commits. Raises FileNotFoundError when it is no longer there."""
    try:
        content = stored(_home(), job.arguments["stored"])
    except StoreError as error:
        raise FileNotFoundError from error
    extra = int(job.arguments["extra"])
    _erase(job)
    db.session.commit()
    return content[:-extra]


def forget_archives(_row: CompteRendu) -> None:
    """Words went: no archive that may hold them waits here any longer (not committed)."""
    with acting_as(SYSTEM):
        for job in _holding():
            _erase(job)


def _holding(owner: str | None = None) -> list[Job]:
    """The jobs that still hold an archive: those of one person, or of everybody."""
    wanted = select(Job).where(Job.kind == KIND, Job.state == "done")
    found = db.session.scalars(wanted if owner is None else wanted.where(Job.owner == owner))
    return [job for job in found if job.arguments.get("stored")]


def _erase(job: Job) -> None:
    forget(_home(), str(job.arguments["stored"]))
    job.arguments = {"masked": bool(job.arguments.get("masked"))}


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home


WORKS: dict[str, Work] = {KIND: write_all}
