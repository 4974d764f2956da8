"""The real worker, in a process of its own: killed in the middle of a job, followed by another, fed by a real Redis."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from interviews.models import CompteRendu, ImportedFile
from interviews.service import leave_file, open_import
from kparole import jobs
from kparole.config import Settings, child_environ, read_settings
from kparole.db import db
from kparole.job_table import UNDER_WAY, Job
from kparole.jobs import make_queue, task_of
from kparole.ouvrier import look
from tests.conftest import ROOT, opened
from tests.databases import Postgres
from tests.interviews.word_making import ENOUGH, typed

MANY = 20
PATIENCE = 60.0


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on these settings, ended as its server does: by closing its input."""
    command = [sys.executable, "-m", "kparole.ouvrier"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=child_environ(settings), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.communicate(timeout=PATIENCE)


def wait_until(true: Callable[[], Any]) -> Any:
    """What this gives once it gives something; fails after a minute."""
    pause, end = threading.Event(), time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end, "it did not happen"
        pause.wait(0.03)
    return found


def complaints(said: bytes) -> list[str]:
    """The lines of a log that tell of something wrong."""
    return [line for line in said.decode().splitlines() if json.loads(line)["level"] not in {"debug", "info"}]


def ask_import(app: Flask, files: int) -> str:
    """Ask for the reading of so many files and give the public id of the job."""
    with app.app_context():
        word_import = open_import(consent=None, kpa_id=None)
        for number in range(files):
            leave_file(word_import, name=f"{number}.docx", content=typed(*ENOUGH, f"Je suis venue {number} fois."))
        return jobs.ask("import", {"import": word_import.uid}, corpus=word_import.uid).uid


def state(app: Flask, uid: str) -> SimpleNamespace:
    """Where a job stands."""
    with app.app_context(), db.engine.connect() as connection:
        return SimpleNamespace(**connection.execute(select(Job.__table__).where(Job.uid == uid)).mappings().one())


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a real Redis, on a socket of its own."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.fail("redis-server is not there: apt-get install redis-server (tests/tools.sh does)", pytrace=False)
    socket = tmp_path / "s"
    quiet = ["--port", "0", "--save", "", "--appendonly", "no", "--dir", str(tmp_path), "--daemonize", "no"]
    with subprocess.Popen([program, "--unixsocket", str(socket), *quiet], stdout=subprocess.DEVNULL) as server:
        wait_until(socket.exists)
        yield f"unix://{socket}"
        server.terminate()


def check_resumed(app: Flask, uid: str) -> None:
    """The job is done, each file of it once, and the second worker had nothing to complain of."""
    job = state(app, uid)
    assert (job.state, job.attempts, job.step, job.done, job.total) == ("done", 2, "Terminé", MANY, MANY)
    assert job.message is None
    with app.app_context():
        assert set(db.session.scalars(select(ImportedFile.state))) == {"taken"}
        assert db.session.scalar(select(func.count()).select_from(CompteRendu)) == MANY


def run_through(app: Flask, settings: Settings, listening: Callable[[], Any]) -> None:
    """Ask for a job that the first worker is killed at, and that the second one, which waits for its turn, takes over."""
    with worker(settings) as first:
        wait_until(listening)
        uid = ask_import(app, MANY)
        wait_until(lambda: state(app, uid).done > 1)
        with worker(settings) as second:
            first.send_signal(signal.SIGKILL)
            first.wait(PATIENCE)
            assert (state(app, uid).state, state(app, uid).attempts) == ("running", 1)
            wait_until(lambda: state(app, uid).state not in UNDER_WAY)
            assert complaints(second.communicate(timeout=PATIENCE)[1]) == []
    assert (first.returncode, second.returncode) == (-signal.SIGKILL, 0)
    check_resumed(app, uid)


def test_a_job_whose_worker_is_killed_is_done_once_by_the_next_one(app: Flask, settings: Settings) -> None:
    app.extensions["kparole.enqueue"] = task_of(make_queue(settings))
    run_through(app, settings, settings.queue_file.exists)


def test_the_same_with_postgresql_and_a_real_redis(postgres: Postgres, redis: str, tmp_path: Path) -> None:
    from redis import Redis

    address = postgres.create()
    settings = read_settings({"KPAROLE_BASE": address, "KPAROLE_FILE": redis}, home=tmp_path / "maison")
    with opened(settings) as app, Redis.from_url(redis) as client:
        app.extensions["kparole.enqueue"] = task_of(make_queue(settings))
        run_through(app, settings, lambda: client.info("commandstats").get("cmdstat_brpop"))
        # Once by who asked, once by the second worker, once for the names to look for afterwards.
        assert client.info("commandstats")["cmdstat_lpush"]["calls"] == 3
    assert not settings.queue_file.exists()
    postgres.drop(address)


def test_a_redis_that_is_away_keeps_nobody_from_asking(tmp_path: Path) -> None:
    settings = read_settings({"KPAROLE_FILE": f"unix://{tmp_path}/rien"}, home=tmp_path / "maison")
    with opened(settings) as app:
        app.extensions["kparole.enqueue"] = task_of(make_queue(settings))
        assert state(app, ask_import(app, 1)).state == "queued"


@pytest.mark.parametrize(("waiting", "given"), [(0, [1]), (1, [])])
def test_jobs_that_the_queue_lost_are_found_again(app: Flask, waiting: int, given: list[int]) -> None:
    ask_import(app, 1)
    found: list[int] = []
    queue: Any = SimpleNamespace(pending_count=lambda: waiting)
    look(app, queue, found.append)
    assert found == given


def test_a_look_that_fails_is_not_the_end_of_looking(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def away() -> int:
        raise ConnectionError("Kader-le-canari")

    queue: Any = SimpleNamespace(pending_count=away)
    look(app, queue, print)
    assert "ConnectionError" in caplog.text
    assert "canari" not in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_worker_started_in_the_background_ends_with_its_server_too(settings: Settings) -> None:
    """A shell tells its background jobs not to hear Ctrl+C, which is also how the worker ends itself."""
    process = subprocess.Popen(
        ["sh", "-c", "trap '' INT; exec \"$0\" -m kparole.ouvrier", sys.executable],
        cwd=ROOT, env=child_environ(settings), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.wait(timeout=PATIENCE) == 0
    finally:
        process.kill()
