"""One server a data folder: a lock that the system lets go of by itself when the process ends, however it ends."""

from __future__ import annotations

import sys
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


def _take(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
