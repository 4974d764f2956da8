"""A real server with its doors as a person's own machine has them, for a real browser; made to be killed and born again.

Run as ``python -m tests.endurance.tablet_server HOME BASE``. It says its port and the launch key; then each line read on
the standard input makes a child that serves until it is killed. The session opened with one child is good for the next.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waitress.server import create_server

from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.launch import LAUNCH
from kparole.store import open_app
from network.service import set_network, the_network
from tests.endurance.kills import ROOT
from tests.endurance.writer import say

THREADS = 4


def main() -> None:
    """A child a line; say which one it is, and when it is dead."""
    home, base = Path(sys.argv[1]), sys.argv[2]
    app = open_app(read_settings({"KPAROLE_BASE": base, "KPAROLE_DEBIT": "100000"}, home=home))
    with app.app_context():
        if the_network() is None:
            set_network(name="Le réseau", deck="kpa", owner="Sylvie", kpas=[])
            db.session.commit()
    app.test_client().get("/entretien/reglages.json")  # makes the key of the rescue files, once for all children
    with app.app_context():
        db.engine.dispose()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a few requests that wait are no trouble
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    say(port=listener.getsockname()[1], key=app.extensions[LAUNCH].key)
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            create_server(app, sockets=[listener], threads=THREADS).run()
        say(child=child)
        say(dead=os.waitpid(child, 0)[1])


class House:
    """The server seen from outside. ``port``: where it listens, whoever serves; ``key``: opens it once."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        told = self._line()
        self.port, self.key = int(told["port"]), str(told["key"])
        self.child: int | None = None

    def serve(self) -> None:
        """Give birth to a child that serves."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self.child = int(self._line()["child"])

    def kill(self) -> None:
        """Kill the child as a power cut does."""
        if self.child is not None:
            os.kill(self.child, signal.SIGKILL)
            assert self._line()["dead"] == signal.SIGKILL, "the server died of something else"
            self.child = None

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found


@contextmanager
def running_house(settings: Settings) -> Iterator[House]:
    """A server on these data, serving; ended with its parent at the end of the block."""
    command = [sys.executable, "-m", "tests.endurance.tablet_server", str(settings.home), settings.database_url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        house = House(process)
        house.serve()
        try:
            yield house
        finally:
            house.kill()
            assert process.stdin is not None
            process.stdin.close()


if __name__ == "__main__":
    main()
