"""A small file of its own in the data folder: lines of bytes by interview, under hashes, that can be lost without harm."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

FILE = "lectures.sqlite3"
_TABLE = """CREATE TABLE IF NOT EXISTS kept (
  owner TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (owner, kind)
)"""


@dataclass(frozen=True, slots=True)
class Line:
    """What is kept of one interview (``owner``, a hash) under a kind; ``key`` stands for what it was made from."""

    owner: str
    kind: str
    key: str
    value: bytes


class KeptLines:
    """The file. A damaged one is thrown away; one that cannot be written is done without, and the log says so.

    Attributes:
        there: whether the file was read.
        size: bytes of the lines that were read or written.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._keys: dict[tuple[str, str], str] = {}
        self.there = False
        self.size = 0

    def read(self) -> Iterator[Line]:
        """Every line; none when there is no file, or when it cannot be read."""
        self.there = True
        if not self._path.is_file():
            return
        try:
            with self._open() as base:
                for row in base.execute("SELECT owner, kind, key, value FROM kept"):
                    line = Line(*row)
                    self._note(line)
                    yield line
        except sqlite3.DatabaseError:
            log.warning("what the last analysis kept cannot be read: everything is read again")
            self._keys.clear()
            with suppress(OSError):
                self._path.unlink()

    def has(self, owner: str, kind: str, key: str) -> bool:
        """Whether this very line was read or written."""
        return self._keys.get((owner, kind)) == key

    def write(self, lines: Iterable[Line], *, owners: set[str]) -> None:
        """Write lines in the place of those before, and erase whatever belongs to nobody of ``owners``."""
        gone = {owner for owner, _ in self._keys} - owners
        try:
            with self._open() as base:
                base.executemany("DELETE FROM kept WHERE owner = ?", [(owner,) for owner in gone])
                base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", self._rows(lines))
                base.commit()
        except (sqlite3.Error, OSError):
            log.warning("what was read could not be kept: the next analysis will take longer")

    def forget(self, owner: str) -> None:
        """Erase what is kept of an interview, overwritten where it was; the whole file when it is busy or damaged."""
        if not self._path.is_file():
            return
        try:
            with self._open(wait=2) as base:
                base.execute("DELETE FROM kept WHERE owner = ?", (owner,))
                base.commit()
        except sqlite3.Error:
            self._path.unlink(missing_ok=True)

    def _rows(self, lines: Iterable[Line]) -> Iterator[tuple[str, str, str, bytes]]:
        for line in lines:
            self._note(line)
            yield line.owner, line.kind, line.key, line.value

    def _note(self, line: Line) -> None:
        self._keys[line.owner, line.kind] = line.key
        self.size += len(line.value)

    @contextmanager
    def _open(self, *, wait: float = 15) -> Iterator[sqlite3.Connection]:
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))  # for its owner only
        with closing(sqlite3.connect(self._path, timeout=wait)) as base:
            base.execute("PRAGMA secure_delete = ON")
            base.execute(_TABLE)
            yield base


def owner_of(person: str) -> str:
    """What stands for an interview in the file."""
    return digest("entretien", person)


def digest(*parts: str) -> str:
    """32 hex digits that stand for these texts in this order."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
