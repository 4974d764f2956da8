"""Work longer than a second: the Job table, how work is asked for, and how it tells where it is.

The queue carries ids only. The worker (kparole.ouvrier) runs in a process of its own so that pages stay quick.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import current_app
from huey import Huey, RedisHuey, SqliteHuey
from sqlalchemy import JSON, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kparole.config import Settings
from kparole.db import Base, db, now
from kparole.errors import Cancelled, UserError

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Le travail s'est arrêté sur une erreur que nous n'avions pas prévue. Rien n'est perdu : relancez-le. "
    "Si cela recommence, envoyez à votre référent le numéro du travail."
)

Progress = Callable[[str, int, int], None]
"""``progress(step, done, total)``: the step in French, how far; raises Cancelled when the person asked to stop."""

Work = Callable[["Job", Progress], str | None]
"""What a kind of job does; returns the address to go to when it is done."""


class Job(Base):
    """A long piece of work: queued → running → done | failed | cancelled."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    click: Mapped[str] = mapped_column(unique=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(default="queued")
    step: Mapped[str] = mapped_column(default="En attente")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    cancel: Mapped[bool] = mapped_column(default=False)
    message: Mapped[str | None] = mapped_column(default=None)
    goes_to: Mapped[str | None] = mapped_column(default=None)
    created_at: Mapped[datetime] = mapped_column(default=now)
    heartbeat: Mapped[datetime] = mapped_column(default=now)

    @property
    def over(self) -> bool:
        """True once nothing more will happen."""
        return self.state in {"done", "failed", "cancelled"}


def make_queue(settings: Settings) -> Huey:
    """The queue for these settings, with its one task. Redis by address, else a SQLite file."""
    queue: Huey
    if settings.queue_url:
        queue = RedisHuey("kparole", url=settings.queue_url, results=False)
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


def ask(kind: str, arguments: dict[str, Any], *, click: str | None = None) -> Job:
    """Queue a job and return it; the same ``click`` key asks only once (a double tap gives the first job back)."""
    session = db.session
    key = click or uuid4().hex
    known = session.scalar(select(Job).where(Job.click == key))
    if known is not None:
        return known
    job = Job(uid=uuid4().hex, kind=kind, click=key, arguments=arguments)
    session.add(job)
    session.commit()
    current_app.extensions["kparole.enqueue"](job.id)
    return job


def running(kind: str) -> Job | None:
    """The job of this kind that is queued or running, if any."""
    wanted = select(Job).where(Job.kind == kind, Job.state.in_(("queued", "running"))).order_by(Job.id.desc())
    return db.session.scalar(wanted.limit(1))


def job_by_uid(uid: str) -> Job | None:
    """The job with this public id."""
    return db.session.scalar(select(Job).where(Job.uid == uid))


def ask_to_stop(job: Job) -> None:
    """Ask a job to stop at its next step; a job still queued never starts."""
    job.cancel = True
    if job.state == "queued":
        job.state = "cancelled"
        job.step = "Arrêté avant de commencer"
    db.session.commit()


def unfinished_ids() -> list[int]:
    """Jobs to put back in the queue when the worker starts, oldest first."""
    session = db.session
    session.execute(update(Job).where(Job.state == "running").values(state="queued", step="Reprise"))
    ids = list(session.scalars(select(Job.id).where(Job.state == "queued").order_by(Job.id)))
    session.commit()
    return ids


def run(job_id: int, works: dict[str, Work]) -> None:
    """Run one job to its end and write down how it went. Whoever was already run is left alone."""
    with Session(db.engine) as own:
        claimed = own.execute(
            update(Job).where(Job.id == job_id, Job.state == "queued").values(state="running", heartbeat=now())
        )
        own.commit()
        if claimed.rowcount != 1:  # type: ignore[attr-defined]
            return
        job = own.get_one(Job, job_id)
        own.expunge(job)
    try:
        goes_to = works[job.kind](job, _progress(job_id))
        db.session.rollback()  # a work commits what it keeps; a reading left open would lock out the line below
        _finish(job_id, state="done", step="Terminé", goes_to=goes_to)
    except Cancelled:
        db.session.rollback()
        _finish(job_id, state="cancelled", step="Arrêté", message="Le travail a été arrêté. Rien n'a été changé.")
    except UserError as error:
        db.session.rollback()
        _finish(job_id, state="failed", step="Arrêté", message=str(error))
    except Exception as error:
        # The last line before the person: the page must say what happened. The log keeps the place, never words.
        db.session.rollback()
        log.error("job %s (%s) failed: %s at %s", job_id, job.kind, type(error).__name__, _place(error))
        _finish(job_id, state="failed", step="Arrêté", message=UNEXPECTED)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"


def _progress(job_id: int) -> Progress:
    def tell(step: str, done: int, total: int) -> None:
        db.session.rollback()  # SQLite has one writer: a work that tells while it still reads would wait for itself
        with Session(db.engine) as own:
            own.execute(update(Job).where(Job.id == job_id).values(step=step, done=done, total=total, heartbeat=now()))
            own.commit()
            if own.scalar(select(Job.cancel).where(Job.id == job_id)):
                raise Cancelled

    return tell


def _finish(job_id: int, **values: str | None) -> None:
    with Session(db.engine) as own:
        full = {"done": Job.total} if values["state"] == "done" else {}
        own.execute(update(Job).where(Job.id == job_id).values(heartbeat=now(), **full, **values))
        own.commit()
