"""The worker: a process of its own that runs long jobs, so that pages stay quick. It ends when its standard input closes."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from analysis.recit.tasks import WORKS as RECIT_WORKS
from analysis.tasks import WORKS as ANALYSIS_WORKS
from interviews.tasks import WORKS as INTERVIEW_WORKS
from kparole.app import create_app
from kparole.config import read_settings
from kparole.jobs import Work, make_queue, run, task_of, unfinished_ids

WORKS: dict[str, Work] = {**INTERVIEW_WORKS, **ANALYSIS_WORKS, **RECIT_WORKS}


def main() -> None:
    """Run jobs until the parent goes away; jobs cut short last time start again."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    home = Path(os.environ["KPAROLE_HOME"])
    settings = read_settings(home=home)
    app = create_app(settings)
    queue = make_queue(settings)

    def handle(job_id: int) -> None:
        with app.app_context():
            run(job_id, WORKS)

    task = task_of(queue, handle)
    with app.app_context():
        waiting = unfinished_ids()
    queue.storage.flush_all()
    for job_id in waiting:
        task(job_id)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    queue.create_consumer(workers=1, periodic=False, initial_delay=0.05, max_delay=0.4, check_worker_health=False).run()


def _end_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGINT)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
