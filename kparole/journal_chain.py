"""The chain of the journal of access: its two tables, the hash of an entry, and from which entry it no longer holds.

The check finds an entry changed, removed, inserted or moved, at the end too. It cannot find what somebody who owns the
machine did with care: every entry, every hash and both marks can be written anew. The number and hash of the last entry,
logged at each start and each purge, are the only trace left then, and only in a log that is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, String, select, type_coerce
from sqlalchemy.orm import Mapped, mapped_column

from kparole.db import Base

GENESIS = "0" * 64
"""What stands before the first entry."""
START, END = "debut", "fin"
BLOCK = 2000
MOST = 20
"""Sentences said at most: one broken link is news, the thousandth is not."""


class AccessEntry(Base):
    """One line of the journal. ``id`` counts from 1 without a gap; ``at`` is UTC, to the second."""

    __tablename__ = "acces"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
    action: Mapped[str]
    object: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class JournalMark(Base):
    """An end of the chain, by number and hash: « debut » = the last entry purged, « fin » = the last entry written."""

    __tablename__ = "acces_repere"

    name: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    hash: Mapped[str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the chain: the number and the hash of an entry; 0 and GENESIS before the first."""

    count: int
    hash: str


def digest(row: Mapping[str, Any]) -> str:
    """The hash of an entry: SHA-256 of its fields, the hash of the one before included, as one JSON array of texts."""
    fields = [str(row["id"]), row["at"].isoformat(timespec="seconds")]
    fields += [row[name] for name in ("who", "role", "action", "object", "outcome", "previous")]
    return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode("ascii")).hexdigest()


def read_mark(connection: Connection, name: str) -> Mark | None:
    """The mark of this name; None when it is gone."""
    row = connection.execute(select(JournalMark.count, JournalMark.hash).where(JournalMark.name == name)).first()
    return Mark(*row) if row else None


def check_chain(connection: Connection, *, until: int | None = None) -> list[str]:
    """Everything that does not hold, as French sentences; empty = the chain holds. Entries are read block by block.

    The transaction of ``connection`` must see one state of the tables from one block to the next. ``until``: look no
    further than that entry, 200,000 of them take three seconds.
    """
    start, end = read_mark(connection, START), read_mark(connection, END)
    said = [
        f"Le repère de {where} a été supprimé : on ne sait plus {what}."
        for mark, where, what in (
            (start, "début", "où le journal commence"),
            (end, "fin", "s'il manque les dernières entrées"),
        )
        if mark is None
    ]
    walk = _Walk(start)
    for row in _rows(connection, until):
        said += walk.step(row)
        if len(said) > MOST:
            return [*said[:MOST], "Et d'autres entrées après celles-là."]
    return said if until is not None else [*said, *walk.arrive(end)]


class _Walk:
    """Goes along the chain; after a break it starts again from what stands there, so that each break is said once."""

    def __init__(self, start: Mark | None) -> None:
        self._last = start

    def step(self, row: RowMapping) -> Iterator[str]:
        """What is wrong with this entry, after the ones before it."""
        number, last = row["id"], self._last
        if last is None:
            last = Mark(number - 1, row["previous"])
        if number <= last.count:
            yield f"L'entrée {number} est en trop : elle vient avant le début du journal."
            return
        if number > last.count + 1:
            yield f"{_missing(last.count + 1, number - 1)} : quelqu'un a supprimé des entrées."
        elif row["previous"] != last.hash:
            yield f"L'entrée {number} ne suit pas la {last.count} : l'une des deux a été remplacée."
        if not _is_as_written(row):
            yield f"L'entrée {number} a été modifiée après avoir été écrite."
        self._last = Mark(number, row["hash"])

    def arrive(self, end: Mark | None) -> Iterator[str]:
        """What is wrong with the end."""
        last = self._last or Mark(0, GENESIS)
        if end is None:
            return
        if last.count < end.count:
            yield f"{_missing(last.count + 1, end.count)} à la fin : quelqu'un a supprimé les dernières."
        elif last.count > end.count:
            yield f"Le journal s'arrêtait à l'entrée {end.count} : {_extra(end.count + 1, last.count)}."
        elif last.hash != end.hash:
            yield f"L'entrée {last.count}, la dernière, n'est plus celle qui a été écrite."


def _is_as_written(row: RowMapping) -> bool:
    try:
        at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(row["at"])
        return bool(digest({**row, "at": at}) == row["hash"])
    except (TypeError, ValueError):  # SQLite lets anything be put in any column: no date, bytes
        return False


def _rows(connection: Connection, until: int | None) -> Iterator[RowMapping]:
    others = [column for column in AccessEntry.__table__.columns if column.name != "at"]
    wanted = select(*others, type_coerce(AccessEntry.at, String).label("at")).order_by(AccessEntry.id).limit(BLOCK)
    if until is not None:
        wanted = wanted.where(AccessEntry.id <= until)
    block = connection.execute(wanted).mappings().all()
    while block:
        yield from block
        block = connection.execute(wanted.where(AccessEntry.id > block[-1]["id"])).mappings().all()


def _missing(first: int, last: int) -> str:
    return f"Il manque l'entrée {first}" if first == last else f"Il manque les entrées {first} à {last}"


def _extra(first: int, last: int) -> str:
    return f"l'entrée {first} a été ajoutée" if first == last else f"les entrées {first} à {last} ont été ajoutées"
