"""A real server that tablets send to; made to be killed.

Run as ``python -m tests.endurance.server HOME BASE``. It loads KParole once and says its port; then each line read on the
standard input makes a child that serves until it is killed. Connections made between two children wait for the next one.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from flask import Flask
from waitress.server import create_server

from kparole.access import LOCAL
from kparole.config import read_settings
from kparole.db import db
from kparole.store import open_app
from tests.endurance.writer import say


def made_ready(home: Path, base: str) -> Flask:
    """An application that has answered once; no connection is left open. The doors have tests of their own."""
    app = open_app(read_settings({"KPAROLE_BASE": base, "KPAROLE_DEBIT": "100000"}, home=home))
    app.config["WTF_CSRF_ENABLED"] = False
    app.extensions["kparole.identify"] = lambda: LOCAL
    app.test_client().get("/api/jeton")
    with app.app_context():
        db.engine.dispose()
    return app


def main() -> None:
    """A child a line; say which one it is, and when it is dead."""
    app = made_ready(Path(sys.argv[1]), sys.argv[2])
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)
    say(port=listener.getsockname()[1])
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            create_server(app, sockets=[listener], threads=4).run()
        say(child=child)
        say(dead=os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
