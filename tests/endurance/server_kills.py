"""Kills the server while a tablet sends, at random moments: nothing acknowledged is missing, nothing is there twice."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from sqlalchemy import Engine, create_engine, text

from interviews.operations import hash_of
from kparole.config import Settings
from kparole.db import engine_options, prepare_engine
from tests.endurance.kills import ROOT
from tests.interviews.journal_making import INTERVIEW, Device, uid

BATCH, PIECE = 40, 20_000
LONGEST = 0.03
"""The server is killed so many seconds after it was sent something, at most."""
SOUND = b"OggS" + bytes(number % 251 for number in range(60 * PIECE))


@dataclass(slots=True)
class Tablet:
    """Sends batches and the pieces of a sound, each again until it is acknowledged."""

    port: int
    device: Device = field(default_factory=Device)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    batches: list[list[str]] = field(default_factory=list)
    busy: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)
    wrong: list[str] = field(default_factory=list)
    received: int = 0
    cut: int = 0

    def lead(self) -> None:
        """Write and send until told to stop; what was begun is ended."""
        digest = hashlib.sha256(SOUND).hexdigest()
        data = {"attachment": uid("sound"), "kind": "audio", "sha256": digest, "bytes": len(SOUND), "type": "audio/ogg"}
        self._send([self.device.opens(), self.device.does("attachment.add", data)])
        while not self.over.is_set():
            self._send([self.device.writes(f"Texte {number} " * 20) for number in range(BATCH)])
            self._send_piece()
        while self.received < len(SOUND):
            self._send_piece()
        self._until(200, "POST", f"pieces/{uid('sound')}/fin", json.dumps(data).encode())

    def _send(self, operations: list[dict[str, Any]]) -> None:
        self.sent |= {one["id"]: one for one in operations}
        self.batches.append([one["id"] for one in operations])
        answer = self._until(200, "POST", "operations", json.dumps({"operations": operations}).encode())
        if answer["recues"] != self.batches[-1]:
            self.wrong.append("a batch was answered without all its ids")
        self.acknowledged |= set(answer["recues"])

    def _send_piece(self) -> None:
        place = f"pieces/{uid('sound')}"
        come = self._until(200, "GET", place, b"")["recu"]
        if come < self.received:
            self.wrong.append("an acknowledged piece is missing")
        piece = SOUND[come : come + PIECE]
        if piece:
            headers = {"X-SHA256": hashlib.sha256(piece).hexdigest()}
            come = self._until(200, "PUT", f"{place}/{come}", piece, headers)["recu"]
        self.received = come

    def _until(self, status: int, method: str, end: str, body: bytes, headers: dict[str, str] | None = None) -> Any:
        """Ask until the server answers; another status than this one is written down."""
        while True:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                kind = {"Content-Type": "application/json"} | (headers or {})
                line.request(method, f"/api/entretiens/{INTERVIEW}/{end}", body, kind)
                self.busy.set()
                answer = line.getresponse()
                told = json.loads(answer.read())
            except (OSError, http.client.HTTPException, ValueError):
                self.cut += 1
                continue
            finally:
                line.close()
            if answer.status != status:
                self.wrong.append(f"{method} {end} answered {answer.status}")
                time.sleep(0.01)
                continue
            return told


def kill_server(settings: Settings, *, times: int, seed: int = 0) -> Tablet:
    """Kill the server on these data this many times while a tablet sends; ``wrong`` says what should not be."""
    engine = create_engine(**engine_options(settings.database_url))
    prepare_engine(engine)
    draw = random.Random(seed)
    try:
        with _nursery(settings) as (nursery, port):
            tablet = Tablet(port)
            leading = Thread(target=tablet.lead, daemon=True)
            leading.start()
            for number in range(times):
                _one_life(nursery, tablet, live=draw.uniform(0, LONGEST))
                tablet.wrong += [f"kill {number}: {problem}" for problem in _look(engine, tablet)]
            tablet.over.set()
            child = _born(nursery)
            leading.join(timeout=60)
            tablet.wrong += ["the tablet never ended"] if leading.is_alive() else []
            os.kill(child, signal.SIGKILL)
            _line(nursery)
        tablet.wrong += _at_the_end(engine, settings, tablet)
    finally:
        engine.dispose()
    return tablet


@contextmanager
def _nursery(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [sys.executable, "-m", "tests.endurance.server", str(settings.home), settings.database_url]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as nursery:
        yield nursery, _line(nursery)["port"]
        assert nursery.stdin is not None
        nursery.stdin.close()


def _line(nursery: subprocess.Popen[str]) -> dict[str, int]:
    assert nursery.stdout is not None
    found: dict[str, int] = json.loads(nursery.stdout.readline())
    return found


def _born(nursery: subprocess.Popen[str]) -> int:
    assert nursery.stdin is not None
    nursery.stdin.write("\n")
    nursery.stdin.flush()
    return _line(nursery)["child"]


def _one_life(nursery: subprocess.Popen[str], tablet: Tablet, *, live: float) -> None:
    child = _born(nursery)
    had = len(tablet.acknowledged)
    deadline = time.monotonic() + 30
    while len(tablet.acknowledged) == had and time.monotonic() < deadline:  # it serves: something got through
        time.sleep(0.002)
    tablet.busy.clear()
    tablet.busy.wait(10)
    time.sleep(live)
    os.kill(child, signal.SIGKILL)
    assert _line(nursery)["dead"] == signal.SIGKILL, "the server died of something else"


def _look(engine: Engine, tablet: Tablet) -> Iterator[str]:
    acknowledged = set(tablet.acknowledged)
    batches = [list(one) for one in tablet.batches]
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite" and connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
            yield "the base is damaged"
        there = [row[0] for row in connection.execute(text("SELECT id FROM operation"))]
    if len(there) != len(set(there)):
        yield "an operation is there twice"
    if not acknowledged <= set(there):
        yield "an acknowledged operation is missing"
    if any(0 < len(set(one) & set(there)) < len(one) for one in batches):
        yield "a batch is there by half"


def _at_the_end(engine: Engine, settings: Settings, tablet: Tablet) -> Iterator[str]:
    with engine.connect() as connection:
        there = {row.id: row.hash for row in connection.execute(text("SELECT id, hash FROM operation"))}
        name = connection.execute(text("SELECT stored FROM attachment WHERE state = 'complete'")).scalar()
    if there != {name: hash_of(one) for name, one in tablet.sent.items()}:
        yield "what is there is not what was sent"
    if name is None or (settings.home / "fichiers" / name).read_bytes() != SOUND:
        yield "the sound is not there whole"
