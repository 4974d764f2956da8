"""One server and one worker a data folder: locks that the system lets go of by itself when a process ends, however it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kparole.errors import UserError

TAKEN = (
    "KParole est déjà ouvert sur ces données. Fermez l'autre fenêtre, ou choisissez un autre dossier avec KPAROLE_HOME."
)


@contextmanager
def only_server(home: Path) -> Iterator[None]:
    """Hold the folder while serving. Raises UserError when another server holds it: two would run the same jobs twice."""
    with (home / "serveur.verrou").open("ab") as file:
        try:
            _take(file)
        except OSError as error:
            raise UserError(TAKEN) from error
        yield


@contextmanager
def only_worker(home: Path) -> Iterator[None]:
    """Hold the folder while running its jobs, once the worker before has let go: its server may have died a moment ago."""
    with (home / "ouvrier.verrou").open("ab") as file:
        while not _is_taken(file):
            time.sleep(0.2)
        yield


def _is_taken(file: IO[bytes]) -> bool:
    try:
        _take(file)
    except OSError:
        return False
    return True


def _take(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
