"""A thousand kills of a writer and a hundred of the server, on SQLite then PostgreSQL; then the tablet. Ends by itself.

``make endurance``; with a number of kills, the first two only. The tablet: two thousand bad networks, the server then the
browser killed, thirty interviews made without a network.
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
from tests.endurance.tablet_series import (
    POSTGRESQL_SCENARIOS,
    bad_networks,
    dead_browsers,
    dead_servers,
    far_from_the_network,
    tablet_series,
)

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
        if len(sys.argv) == 1:
            base = {"KPAROLE_BASE": postgres.create()}
            wrong += tablet_series(base, lambda settings: bad_networks(settings, scenarios=POSTGRESQL_SCENARIOS))
    if len(sys.argv) == 1:
        wrong += tablet_series({}, bad_networks, dead_servers, dead_browsers, far_from_the_network)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
