"""The worker lives as long as the server, even when the system kills it in the middle of a job."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from kparole.cli.serve import RESTARTS, keep_running

Worker = subprocess.Popen[bytes]


class Closing(threading.Event):
    """Lets the keeper look ``turns`` times, then closes."""

    def __init__(self, turns: int) -> None:
        super().__init__()
        self._turns = turns

    def wait(self, timeout: float | None = None) -> bool:
        self._turns -= 1
        return self._turns < 0


def waiting() -> Worker:
    return subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)


def dead() -> Worker:
    worker = waiting()
    worker.kill()
    worker.communicate()
    return worker


@pytest.mark.parametrize(("deaths", "started"), [(0, 1), (1, 2), (99, RESTARTS + 1)])
def test_a_worker_that_died_starts_again_a_few_times(deaths: int, started: int) -> None:
    made: list[Worker] = []

    def start() -> Worker:
        made.append(dead() if len(made) < deaths else waiting())
        return made[-1]

    keep_running(start, Closing(20))
    assert len(made) == started
    assert all(worker.poll() is not None for worker in made)
