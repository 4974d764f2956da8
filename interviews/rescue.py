"""Reads a rescue file of a tablet with the server's key: one JSON object a line, each record sealed. Pure.

A damaged line is told and the others are read. Nothing is held but the line at hand, however heavy the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from interviews.operation_kinds import FIELD
from interviews.rescue_kinds import Damage, Saved, SavedDraft, SavedFile, SavedOperation, SavedPiece
from interviews.rescue_lines import (
    CHANGED,
    CUT,
    HOLES,
    INCOMPLETE,
    NEWER,
    NO_KEY,
    NOT_ONE,
    OTHER_SERVER,
    TOO_MANY,
    UNKNOWN,
    DamagedLine,
    NotARescueFile,
    lines_of,
    parsed,
    raw_bytes,
    text,
    uuid,
    whole_number,
)

FORMAT = "kparole-secours"
VERSION = 1
MOST_KEYS = 50
MOST_LINES = 300_000


def read_rescue(source: BinaryIO, key: rsa.RSAPrivateKey) -> Iterator[Saved]:
    """What this file holds, in its order. Raises NotARescueFile at the first line, before anything was given."""
    reading = _Reading(key)
    for number, raw in enumerate(lines_of(source), start=1):
        if number > MOST_LINES:
            yield Damage(number, TOO_MANY)
            return
        try:
            found = reading.take(raw, number)
        except DamagedLine as error:
            found = Damage(number, str(error))
        if found is not None:
            yield found
    if not reading.count:
        raise NotARescueFile(NOT_ONE)
    if reading.told is None:
        yield Damage(reading.count, CUT)
    elif reading.told != reading.count - 1:
        yield Damage(reading.count, HOLES)


@dataclass(slots=True)
class _Reading:
    """``count``: lines so far; ``told``: how many the last line says there are before it; ``keys``: AES, by id."""

    private: rsa.RSAPrivateKey
    count: int = 0
    told: int | None = None
    keys: dict[str, AESGCM] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def take(self, raw: bytes | None, number: int) -> Saved | None:
        self.count = number
        try:
            line = parsed(raw)
        except DamagedLine as error:
            if number == 1:
                raise NotARescueFile(NOT_ONE) from error
            raise
        if number == 1:
            _begin(line)
            return None
        reader = _READERS.get(line.get("what", ""))
        if reader is None:
            raise DamagedLine(UNKNOWN)
        try:
            return reader(self, line)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise DamagedLine(INCOMPLETE) from error

    def open(self, line: Mapping[str, Any], *place: object) -> bytes:
        """The bytes of a record, sealed for this place. Raises DamagedLine."""
        key = self.keys.get(text(line["key"]))
        if key is None:
            raise DamagedLine(OTHER_SERVER if line["key"] in self.closed else NO_KEY)
        where = ":".join(str(part) for part in place).encode()
        try:
            return key.decrypt(raw_bytes(line["iv"]), raw_bytes(line["sealed"]), where)
        except InvalidTag as error:
            raise DamagedLine(CHANGED) from error


def _begin(line: Mapping[str, Any]) -> None:
    if line.get("what") != FORMAT:
        raise NotARescueFile(NOT_ONE)
    if line.get("version") != VERSION:
        raise NotARescueFile(NEWER)


def _key(reading: _Reading, line: Mapping[str, Any]) -> None:
    if len(reading.keys) + len(reading.closed) >= MOST_KEYS:
        raise DamagedLine(UNKNOWN)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    name = text(line["id"])
    try:
        reading.keys[name] = AESGCM(reading.private.decrypt(raw_bytes(line["for_server"]), oaep))
    except ValueError:
        reading.closed.add(name)  # each of its records says so


def _operation(reading: _Reading, line: Mapping[str, Any]) -> SavedOperation:
    interview, uid = uuid(line["interview"]), uuid(line["id"])
    opened = reading.open(line, "operation", interview, uid)
    return SavedOperation(interview, uid, json.loads(opened), len(opened))


def _draft(reading: _Reading, line: Mapping[str, Any]) -> SavedDraft:
    interview, name = uuid(line["interview"]), text(line["field"])
    if not FIELD.fullmatch(name):
        raise DamagedLine(INCOMPLETE)
    opened = json.loads(reading.open(line, "draft", interview, name))
    return SavedDraft(interview, name, text(opened["text"]), text(line["iv"]), whole_number(line["at"]))


def _file(_reading: _Reading, line: Mapping[str, Any]) -> SavedFile:
    told = {name: line[name] for name in ("kind", "type") if line[name] is not None}
    whole = line["state"] != "chunks"
    if whole:
        told |= {"sha256": text(line["sha256"]), "bytes": whole_number(line["bytes"])}
    if line.get("card") is not None:
        told["card"] = text(line["card"])
    return SavedFile(uuid(line["interview"]), uuid(line["attachment"]), whole, whole_number(line["at"]), told)


def _piece(reading: _Reading, line: Mapping[str, Any]) -> SavedPiece:
    interview, attachment = uuid(line["interview"]), uuid(line["attachment"])
    content = reading.open(line, "piece", interview, attachment, whole_number(line["n"]))
    return SavedPiece(interview, attachment, whole_number(line["offset"]), content)


def _end(reading: _Reading, line: Mapping[str, Any]) -> None:
    reading.told = whole_number(line["lines"])


_READERS: dict[str, Callable[[_Reading, Mapping[str, Any]], Saved | None]] = {
    "key": _key,
    "operation": _operation,
    "draft": _draft,
    "file": _file,
    "piece": _piece,
    "end": _end,
}
