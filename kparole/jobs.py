"""Work longer than a second: the Job table, how work is asked for, and how it tells where it is.

The table is the truth and the queue only wakes the worker: it carries ids, and an id too many or too few does no harm.
The worker (kparole.ouvrier) runs in a process of its own so that pages stay quick.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import current_app
from huey import Huey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError
from sqlalchemy import CursorResult, Select, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from kparole.access import SYSTEM, acting_as
from kparole.config import Settings
from kparole.db import db, now
from kparole.errors import Cancelled, SettingError, UserError
from kparole.job_table import UNDER_WAY, WHOLE
from kparole.job_table import Job as Job
from kparole.job_table import Progress as Progress
from kparole.job_table import Work as Work
from kparole.logs import place_of
from kparole.troubles import BUSY, trouble_of

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
RETRY_SECONDS, RETRIES = 2.0, 150

NO_REDIS = "Pour une file Redis, il manque un morceau de KParole. Installez-le : pip install 'kparole[redis]'"
STOPPED = "Le travail a été arrêté. Ce qu'il avait déjà rangé est gardé."
UNEXPECTED = (
    "Le travail s'est arrêté sur une erreur que nous n'avions pas prévue. Rien n'est perdu : relancez-le. "
    "Si cela recommence, envoyez à votre référent le numéro du travail."
)
CUT_SHORT = (
    f"Le travail a été coupé {MOST_ATTEMPTS} fois avant la fin. Rien n'est perdu. Fermez d'autres programmes pour lui "
    "laisser de la mémoire, puis relancez-le."
)


def make_queue(settings: Settings) -> Huey:
    """The queue for these settings. Redis by address, else a SQLite file. Raises SettingError when Redis has no driver."""
    queue: Huey
    if settings.queue_url:
        try:
            queue = RedisHuey("kparole", url=settings.queue_url, results=False)
        except ConfigurationError as error:
            raise SettingError(NO_REDIS) from error
    else:
        queue = SqliteHuey("kparole", filename=str(settings.queue_file), results=False)
    return queue


def task_of(queue: Huey, handler: Callable[[int], None] | None = None) -> Callable[[int], Any]:
    """The queue's one task, ``run_job(job_id)``. Only the worker gives a handler; the pages only put ids in."""

    def run_job(job_id: int) -> None:
        if handler is not None:
            handler(job_id)

    task: Callable[[int], Any] = queue.task(name="run_job")(run_job)
    return task


def ask(
    kind: str,
    arguments: dict[str, Any],
    *,
    click: str | None = None,
    owner: str | None = None,
    kpa_id: int | None = None,
    corpus: str = WHOLE,
) -> Job:
    """Queue a job and return it. Commits, with whatever the transaction already holds for it.

    An earlier job is given back instead when the same owner asked with the same ``click`` key (a double tap), or when a
    job of this kind is under way on this ``corpus``; what the transaction held for the new one is then thrown away. Work
    that may be asked for many times side by side brings a corpus of its own (an import: its uid).
    """
    session, key = db.session, _click_key(owner, click)
    with acting_as(SYSTEM):  # whoever asked first
        for _ in range(MOST_ATTEMPTS):
            first = session.scalar(_same_click(key)) or session.scalar(_under_way(kind, corpus))
            if first is not None:
                session.rollback()
                session.refresh(first)
                break
            job = Job(
                uid=uuid4().hex, kind=kind, click=key, arguments=arguments, owner=owner, kpa_id=kpa_id, corpus=corpus
            )
            if _is_first(session, job):
                session.commit()
                session.refresh(job)
                _wake_worker(job.id)
                return job
        else:
            raise UserError(str(BUSY))
    if first.state == "queued":
        _wake_worker(first.id)
    return first


def _is_first(session: Session, job: Job) -> bool:
    """Add the job; False when another one came in since we looked. The database decides: a look beforehand races."""
    session.flush()  # what the caller holds is not what is tried here
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:
        return False
    return True


def _same_click(key: str) -> Select[Job]:
    return select(Job).where(Job.click == key)


def _under_way(kind: str, corpus: str) -> Select[Job]:
    return select(Job).where(Job.kind == kind, Job.corpus == corpus, Job.state.in_(UNDER_WAY))


def _click_key(owner: str | None, click: str | None) -> str:
    """What the unique column keeps: one's click is nobody else's, and its length is not for the browser to choose."""
    return hashlib.sha256(f"{owner or ''} {click}".encode("utf-8", "replace")).hexdigest() if click else uuid4().hex


def _wake_worker(job_id: int) -> None:
    """Put the id in the queue. The job is safe in its table whatever happens: the worker looks there too."""
    try:
        current_app.extensions["kparole.enqueue"](job_id)
    except Exception as error:
        log.warning("the queue did not take job %s: %s at %s", job_id, type(error).__name__, place_of(error))


def running(kind: str) -> Job | None:
    """The job of this kind that is queued or running, if any."""
    wanted = select(Job).where(Job.kind == kind, Job.state.in_(UNDER_WAY)).order_by(Job.id.desc())
    return db.session.scalar(wanted.limit(1))


def job_by_uid(uid: str) -> Job | None:
    """The job with this public id."""
    return db.session.scalar(select(Job).where(Job.uid == uid))


def ask_to_stop(job: Job) -> None:
    """Ask a job to stop at its next step; a job still queued never starts."""
    session, this = db.session, Job.id == job.id
    session.execute(update(Job).where(this).values(cancel=True))
    # Asked of the database: the worker may be taking the job at this very moment.
    never = {"state": "cancelled", "step": "Arrêté avant de commencer"}
    session.execute(update(Job).where(this, Job.state == "queued").values(**never))
    session.commit()


def queued_ids() -> list[int]:
    """Jobs that nobody has begun, oldest first."""
    with Session(db.engine) as own:
        return list(own.scalars(select(Job.id).where(Job.state == "queued").order_by(Job.id)))


def unfinished_ids() -> list[int]:
    """Jobs to put back in the queue when the worker starts, oldest first; those it died on too often end here."""
    cut = Job.state == "running"
    with Session(db.engine) as own:
        too_often = {"state": "failed", "step": "Arrêté", "message": CUT_SHORT}
        own.execute(update(Job).where(cut, Job.attempts >= MOST_ATTEMPTS).values(**too_often))
        own.execute(update(Job).where(cut, Job.cancel).values(state="cancelled", step="Arrêté", message=STOPPED))
        own.execute(update(Job).where(cut).values(state="queued", step="Reprise"))
        own.commit()
    return queued_ids()


def run(job_id: int, works: dict[str, Work]) -> None:
    """Run one job to its end and write down how it went. Whoever was already run is left alone."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        goes_to = works[job.kind](job, _progress(job))
        db.session.rollback()  # a work commits what it keeps; a reading left open would lock out the line below
        _finish(job, state="done", step="Terminé", goes_to=goes_to)
    except Cancelled:
        db.session.rollback()
        _finish(job, state="cancelled", step="Arrêté", message=STOPPED)
    except UserError as error:
        db.session.rollback()
        _finish(job, state="failed", step="Arrêté", message=str(error))
    except Exception as error:
        # The last line before the person: the page must say what happened. The log keeps the place, never words.
        db.session.rollback()
        log.error("job %s (%s) failed: %s at %s", job.id, job.kind, type(error).__name__, place_of(error))
        _finish(job, state="failed", step="Arrêté", message=str(trouble_of(error) or UNEXPECTED))


def _claim(job_id: int) -> Job | None:
    """Take a queued job; None when another worker has it, or when it was stopped."""
    taken = {"state": "running", "heartbeat": now(), "attempts": Job.attempts + 1}
    with Session(db.engine) as own:
        answer = own.execute(update(Job).where(Job.id == job_id, Job.state == "queued").values(**taken))
        own.commit()
        if _rows(answer) != 1:
            return None
        job = own.get_one(Job, job_id)
        own.expunge(job)
        return job


def _progress(job: Job) -> Progress:
    def tell(step: str, done: int, total: int) -> None:
        db.session.rollback()  # SQLite has one writer: a work that tells while it still reads would wait for itself
        told = {"step": step, "done": done, "total": total, "heartbeat": now()}
        with Session(db.engine) as own:
            ours = _rows(own.execute(_of_this_attempt(job).values(**told))) == 1
            own.commit()
            if not ours or own.scalar(select(Job.cancel).where(Job.id == job.id)):
                raise Cancelled

    return tell


def _finish(job: Job, **values: str | None) -> None:
    """Write how the job went, as soon as the disk lets us: nobody should wait for ever for a job that is over."""
    full = {"done": Job.total} if values["state"] == "done" else {}
    for left in reversed(range(RETRIES)):
        try:
            with Session(db.engine) as own:
                own.execute(_of_this_attempt(job).values(heartbeat=now(), **full, **values))
                own.commit()
                return
        except DBAPIError as error:
            if not left or trouble_of(error) is None:
                raise
            time.sleep(RETRY_SECONDS)


def _of_this_attempt(job: Job) -> Any:
    """The job's row, unless it was given to another worker since."""
    return update(Job).where(Job.id == job.id, Job.attempts == job.attempts)


def _rows(answer: Any) -> int:
    return answer.rowcount if isinstance(answer, CursorResult) else 0
