"""A thousand kills, on SQLite then PostgreSQL; ends by itself. ``make endurance``, or with a number of kills."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from kparole.config import read_settings
from tests.databases import running_postgres
from tests.endurance.kills import kill_many

TIMES = 1000
POSTGRESQL_TIMES = 100


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


def main() -> None:
    """Both series; the exit code says whether anything was wrong."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    wrong = series("SQLite", {}, times)
    with running_postgres() as postgres:
        wrong += series("PostgreSQL", {"KPAROLE_BASE": postgres.create()}, min(times, POSTGRESQL_TIMES))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
