"""Looks at the end of a scenario: what the tablets believe against what the server's database and folder hold."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import Connection, Engine, bindparam, text

from interviews.operations import hash_of
from tests.endurance.tablet_scenarios import Scenario, pictures

Account = dict[str, Any]
OPERATIONS = (
    "SELECT o.id, o.hash, o.data IS NULL AS empty, i.uid FROM operation o JOIN interview i ON i.id = o.interview_id"
)
CONFLICTS = "SELECT c.operation AS id, c.hash FROM operation_conflict c JOIN interview i ON i.id = c.interview_id"
FILES = "SELECT a.uid, a.sha256, a.state, a.stored FROM attachment a JOIN interview i ON i.id = a.interview_id"


@dataclass(slots=True)
class Held:
    """What the server has of some interviews."""

    hashes: dict[str, str]
    twice: list[str]
    conflicts: set[tuple[str, str]]
    files: dict[str, Any]


@dataclass(slots=True)
class Totals:
    """What was seen over all scenarios."""

    made: int = 0
    acknowledged: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    forgotten: int = 0
    photos: int = 0


def held_of(engine: Engine, interviews: list[str]) -> Held:
    """Ask the database itself, not the application."""
    with engine.connect() as connection:
        rows = _rows(connection, OPERATIONS, interviews)
        counted = Counter((row.uid, row.id) for row in rows)
        return Held(
            {row.id: row.hash for row in rows},
            [one for (_, one), times in counted.items() if times > 1],
            {(row.id, row.hash) for row in _rows(connection, CONFLICTS, interviews)},
            {row.uid: row for row in _rows(connection, FILES, interviews)},
        )


def _rows(connection: Connection, question: str, interviews: list[str]) -> list[Any]:
    wanted = text(f"{question} WHERE i.uid IN :uids").bindparams(bindparam("uids", expanding=True))
    return list(connection.execute(wanted, {"uids": interviews}))


def wrong_with(scenario: Scenario, accounts: list[Account], held: Held, *, home: Path, totals: Totals) -> Iterator[str]:
    """Everything that is not as it must be."""
    hashes: dict[str, str] = {}
    for account in accounts:
        yield from _of_device(account, held, hashes)
        yield from _photos(account, held, home, totals)
        totals.made += len(account["made"])
        totals.acknowledged += len(set(account["acknowledged"]))
        totals.aside.update(one["why"] for one in account["aside"])
        totals.forgotten += len(account["forgotten"])
    for one in held.twice:
        yield f"{one} is there twice"
    for one in held.hashes.keys() - hashes.keys():
        yield f"{one} is there, and nobody wrote it"


def _of_device(account: Account, held: Held, hashes: dict[str, str]) -> Iterator[str]:
    if not account["empty"]:
        yield "the queue never emptied"
    mine = {one["operation"]["id"]: one for one in account["made"]}
    acknowledged, forgotten = set(account["acknowledged"]), set(account["forgotten"])
    aside = {one["id"]: one for one in account["aside"]}
    for name, one in mine.items():
        hashes[name] = hash_of(one["operation"])
        if one["hash"] != hashes[name]:
            yield f"{name} is hashed otherwise in the page"
        if name not in acknowledged | forgotten | aside.keys():
            yield f"{name} left the queue without an answer"
    for name in acknowledged - set(account["received"]):
        if held.hashes.get(name) != hashes.get(name, ""):
            yield f"{name} was acknowledged and is missing, or another is there"
    for name in acknowledged - mine.keys():
        yield f"{name} was acknowledged here and not written here"
    yield from _aside(aside, held, hashes)
    yield from _left(account, acknowledged, aside)


def _aside(aside: Mapping[str, Account], held: Held, hashes: Mapping[str, str]) -> Iterator[str]:
    for name, one in aside.items():
        if not one["reason"]:
            yield f"{name} was set aside without a reason"
        if one["why"] == "refus" and name in held.hashes:
            yield f"{name} was refused and is there"
        if one["why"] == "conflit" and (name, hashes.get(name, "")) not in held.conflicts:
            yield f"{name} is in conflict and was not kept aside"


def _left(account: Account, acknowledged: set[str], aside: Mapping[str, Account]) -> Iterator[str]:
    """What the store says at the end is what it was told."""
    for uid, left in account["left"].items():
        if left["outbox"]:
            yield f"{uid}: {left['outbox']} operations still wait"
        for name in left["journal"]:
            if name not in acknowledged | aside.keys() | set(account["received"]):
                yield f"{name} is in the journal and was never answered for"
        if not left["aside"] and uid in account["still"]:
            yield f"{uid} is received whole and did not leave the tablet"
        if left["aside"] and uid not in account["still"]:
            yield f"{uid} left the tablet with something set aside"


def _photos(account: Account, held: Held, home: Path, totals: Totals) -> Iterator[str]:
    for uid, told in account["files"].items():
        row = held.files.get(uid)
        if told.get("dropped"):
            if row is not None and row.state != "erased":
                yield f"photo {uid} was taken away and is {row.state}"
            continue
        if told["odd"]:
            if not told.get("refused") or (row is not None and row.state != "refused"):
                yield f"photo {uid} could not be taken and was not set aside: {json.dumps(told)}"
            continue
        totals.photos += 1
        sent = base64.b64decode(pictures()[told["photo"]])
        if not told.get("done"):
            yield f"photo {uid} was never received: {json.dumps(told)}"
        elif row is None or row.state != "complete" or row.sha256 != hashlib.sha256(sent).hexdigest():
            yield f"photo {uid} is not the one that was sent"
        else:
            with Image.open(io.BytesIO((home / "fichiers" / row.stored).read_bytes())) as kept:
                kept.load()
