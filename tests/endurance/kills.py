"""Kills a writing program at random moments and looks at what is left: nothing acknowledged missing, nothing by halves."""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, text

from kparole.config import Settings
from kparole.db import engine_options, prepare_engine
from tests.endurance.writer import NOTES

ROOT = Path(__file__).parent.parent.parent
MOST_TOLD, LONGEST = 8, 0.02
"""A writer is killed once it has acknowledged so many things at most, so many seconds later at most."""
START = 60.0
HALVES = {
    "a compte-rendu without all its notes": f"SELECT code FROM compte_rendu WHERE id NOT IN "
    f"(SELECT compte_rendu_id FROM note GROUP BY compte_rendu_id HAVING count(*) = {NOTES})",
    "a compte-rendu without its consents": "SELECT code FROM compte_rendu WHERE id NOT IN "
    "(SELECT compte_rendu_id FROM consent GROUP BY compte_rendu_id HAVING count(*) = 2)",
    "an import without its file or its job": "SELECT uid FROM word_import WHERE id NOT IN (SELECT import_id FROM imported_file) "
    "OR uid NOT IN (SELECT corpus FROM job)",
    "a compte-rendu without the file it came by": "SELECT code FROM compte_rendu WHERE id NOT IN "
    "(SELECT compte_rendu_id FROM imported_file WHERE compte_rendu_id IS NOT NULL)",
    "a file taken without its compte-rendu": "SELECT id FROM imported_file WHERE state = 'taken' AND compte_rendu_id IS NULL",
}


@dataclass(slots=True)
class Deaths:
    """What a series of kills showed. ``told``: every line acknowledged; ``wrong``: what should not be, empty when all is well."""

    kills: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def kill_many(settings: Settings, *, times: int, seed: int = 0) -> Deaths:
    """Kill a writer on these data this many times at seeded moments, and look after each."""
    engine = create_engine(**engine_options(settings.database_url))
    prepare_engine(engine)
    deaths, draw = Deaths(), random.Random(seed)
    try:
        with _nursery(settings) as nursery:
            for number in range(times):
                fresh = _one_life(nursery, number, tell=draw.randint(0, MOST_TOLD), live=draw.uniform(0, LONGEST))
                deaths.kills += 1
                deaths.told += fresh
                deaths.wrong += [f"kill {number}: {problem}" for problem in _look(engine, settings, fresh)]
        deaths.wrong += [f"at the end: {problem}" for problem in _missing(engine, settings, deaths.told)]
    finally:
        engine.dispose()
    return deaths


@contextmanager
def _nursery(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.endurance.writer", str(settings.home), settings.database_url]
    environ = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as nursery:
        yield nursery
        assert nursery.stdin is not None
        nursery.stdin.close()


def _one_life(nursery: subprocess.Popen[bytes], seed: int, *, tell: int, live: float) -> list[dict[str, Any]]:
    """Let one child acknowledge so many things, kill it so many seconds later, and give all it had acknowledged."""
    assert nursery.stdin is not None
    nursery.stdin.write(f"{seed}\n".encode())
    heard: list[dict[str, Any]] = []
    while len(_told(heard)) < tell or not {"child", "begin"} <= set().union(*heard):
        line = _heard(nursery, within=START)
        assert line is not None, "the writer says nothing"
        heard.append(line)
    end = time.monotonic() + live
    while (line := _heard(nursery, within=max(0.0, end - time.monotonic()))) is not None:
        heard.append(line)
    os.kill(next(line["child"] for line in heard if "child" in line), signal.SIGKILL)
    while "dead" not in heard[-1]:  # what it had said before is still in the pipe
        heard.append(_heard(nursery, within=START) or {"dead": None})
    assert heard[-1]["dead"] == signal.SIGKILL, "the writer died of something else"
    return _told(heard)


def _told(heard: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in heard if "table" in line]


def _heard(nursery: subprocess.Popen[bytes], *, within: float) -> dict[str, Any] | None:
    """The next line, None when none came in this time."""
    assert nursery.stdout is not None
    if not select.select([nursery.stdout], [], [], within)[0]:
        return None
    line = nursery.stdout.readline()
    assert line, "the writer ended by itself"
    found: dict[str, Any] = json.loads(line)
    return found


def _look(engine: Engine, settings: Settings, fresh: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong now, if anything."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            if connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
                yield "the base is damaged"
            if connection.execute(text("PRAGMA foreign_key_check")).first():
                yield "a link points to nothing"
        for name, question in HALVES.items():
            if connection.execute(text(question)).first():
                yield name
    yield from _missing(engine, settings, fresh)


def _missing(engine: Engine, settings: Settings, told: list[dict[str, Any]]) -> Iterator[str]:
    with engine.connect() as connection:
        for line in told:
            question = text(f"SELECT count(*) FROM {line['table']} WHERE {line['column']} = :value")
            if connection.execute(question, {"value": line["value"]}).scalar() != 1:
                yield f"{line['table']} {line['value']} was acknowledged and is not there"
    for name in (line["stored"] for line in told if "stored" in line):
        path = settings.home / "fichiers" / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != name:
            yield f"the file {name} was acknowledged and is not there whole"
