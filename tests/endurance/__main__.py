"""A thousand kills of a writer and a hundred of the server, on SQLite then PostgreSQL; ends by itself.

``make endurance``, or with a number of kills.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from kparole.config import read_settings
from tests.databases import running_postgres
from tests.endurance.kills import kill_many
from tests.endurance.server_kills import kill_server

TIMES = 1000
POSTGRESQL_TIMES = SERVER_TIMES = 100


def series(name: str, environ: dict[str, str], times: int) -> int:
    """One series in a folder of its own; gives how many things were wrong."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        deaths = kill_many(read_settings(environ, home=Path(folder)), times=times)
        spent = time.monotonic() - start
    sys.stdout.write(f"{name} : {deaths.kills} arrêts brutaux, {len(deaths.told)} écritures accusées, {spent:.0f} s\n")
    sys.stdout.writelines(f"  ✗ {problem}\n" for problem in deaths.wrong)
    sys.stdout.flush()
    return len(deaths.wrong)


def server_series(name: str, environ: dict[str, str], times: int) -> int:
    """The server killed while a tablet sends; gives how many things were wrong."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        tablet = kill_server(read_settings(environ, home=Path(folder)), times=times)
        spent = time.monotonic() - start
    told = f"{len(tablet.acknowledged)} opérations accusées, {tablet.cut} envois coupés"
    sys.stdout.write(f"{name} : serveur arrêté {times} fois, {told}, {spent:.0f} s\n")
    sys.stdout.writelines(f"  ✗ {problem}\n" for problem in tablet.wrong)
    sys.stdout.flush()
    return len(tablet.wrong)


def main() -> None:
    """Both series; the exit code says whether anything was wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    wrong = series("SQLite", {}, times) + server_series("SQLite", {}, min(times, SERVER_TIMES))
    with running_postgres() as postgres:
        wrong += series("PostgreSQL", {"KPAROLE_BASE": postgres.create()}, min(times, POSTGRESQL_TIMES))
        wrong += server_series("PostgreSQL", {"KPAROLE_BASE": postgres.create()}, min(times, SERVER_TIMES))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
