"""The worker: a process of its own that runs long jobs, so that pages stay quick. It ends when its standard input closes."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from huey import Huey

from analysis.name_search import WORKS as NAMES_WORKS
from analysis.recit.tasks import WORKS as RECIT_WORKS
from analysis.tasks import WORKS as ANALYSIS_WORKS
from interviews.tasks import WORKS as INTERVIEW_WORKS
from kparole import logs
from kparole.app import create_app
from kparole.config import read_settings
from kparole.jobs import Work, make_queue, queued_ids, run, task_of, unfinished_ids
from kparole.lock import only_worker
from kparole.private import FOR_OWNER

log = logging.getLogger(__name__)

WORKS: dict[str, Work] = {**INTERVIEW_WORKS, **ANALYSIS_WORKS, **RECIT_WORKS, **NAMES_WORKS}
LOOK_EVERY = 3.0
"""Seconds between two looks at the table, for the jobs whose id never came through the queue."""


def main() -> None:
    """Run jobs until the parent goes away; jobs cut short last time start again."""
    os.umask(FOR_OWNER)  # the process is ours: what it makes is closed to others, whatever the folder
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are told not to hear it
    logs.install()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    settings = read_settings(home=Path(os.environ["KPAROLE_HOME"]))
    app, queue = create_app(settings), make_queue(settings)

    def handle(job_id: int) -> None:
        with app.app_context():
            run(job_id, WORKS)

    task = task_of(queue, handle)
    with only_worker(settings.home):
        _empty(queue)  # first: what is asked from here on is in the queue, what was asked before is in the table
        with app.app_context():
            for job_id in unfinished_ids():
                task(job_id)
        threading.Thread(target=_keep_looking, args=(app, queue, task), daemon=True).start()
        options = {"workers": 1, "periodic": False, "initial_delay": 0.05, "max_delay": 0.4}
        queue.create_consumer(**options, check_worker_health=False).run()


def _empty(queue: Huey) -> None:
    """Forget the ids of last time, as soon as the queue answers: Redis may start after us."""
    pause = threading.Event()
    while True:
        try:
            queue.storage.flush_all()
            return
        except Exception as error:
            log.error("the queue does not answer: %s", type(error).__name__)
            pause.wait(LOOK_EVERY)


def _keep_looking(app: Flask, queue: Huey, task: Callable[[int], object]) -> None:
    pause = threading.Event()
    while not pause.wait(LOOK_EVERY):
        look(app, queue, task)


def look(app: Flask, queue: Huey, task: Callable[[int], object]) -> None:
    """Put the jobs that nobody began in the queue when it is empty: one that was full or away may have lost them."""
    try:
        if queue.pending_count() == 0:
            with app.app_context():
                for job_id in queued_ids():
                    task(job_id)
    except Exception as error:  # a busy base, a queue that is away: the next look will do
        log.warning("could not look for forgotten jobs: %s", type(error).__name__)


def _end_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGINT)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
