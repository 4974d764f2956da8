"""Reads a rescue file of a tablet with the server's key: one JSON object a line, each record sealed. Pure.

A damaged line is told and the others are read. Nothing is held but the line at hand, however heavy the file.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from interviews.operation_kinds import FIELD, UUID
from kparole.errors import UserError

FORMAT = "kparole-secours"
VERSION = 1
LONGEST_LINE = 4_000_000
MOST_KEYS = 50
MOST_LINES = 300_000

NOT_ONE = "Ce n'est pas un fichier de secours de KParole. Choisissez celui qu'une tablette a enregistré."
NEWER = "Ce fichier vient d'une version plus récente de KParole. Mettez KParole à jour ici, puis recommencez."
OTHER_SERVER = (
    "Ce fichier a été fermé pour un autre KParole. Remettez-le là-bas, ou sur la tablette qui l'a fait, avec son code."
)
UNREADABLE = "Cette ligne est abîmée : elle ne se lit pas."
TOO_LONG = "Cette ligne est trop longue pour un fichier de secours."
UNKNOWN = "Cette ligne n'est d'aucune sorte connue ici."
INCOMPLETE = "Il manque quelque chose dans cette ligne."
NO_KEY = "Cette ligne est fermée par une clé que ce fichier ne donne pas."
CHANGED = "Cette ligne a été changée ou abîmée depuis la tablette."
CUT = "La fin du fichier manque : la copie a été coupée. Refaites-la si la tablette marche encore."
HOLES = "Il manque des lignes dans ce fichier. Refaites la copie si la tablette marche encore."
TOO_MANY = "Ce fichier a trop de lignes. La suite n'a pas été lue."


class NotARescueFile(UserError):
    """This file cannot be read at all; ``str(error)`` says why in French and what to do."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that could not be taken, and why in French; ``line`` counts from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class SavedOperation:
    """An operation as the tablet would have sent it."""

    interview: str
    id: str
    operation: object
    weight: int


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Words that were being typed. ``mark``: what tells this draft from any other; ``at``: the tablet's clock, ms."""

    interview: str
    field: str
    text: str
    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A photo or a sound whose pieces follow. ``whole``: False for a recording that was cut short, of unknown hash."""

    interview: str
    attachment: str
    whole: bool
    at: int
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SavedPiece:
    """Bytes of a photo or a sound, from ``offset`` on."""

    interview: str
    attachment: str
    offset: int
    content: bytes


Saved = SavedOperation | SavedDraft | SavedFile | SavedPiece | Damage


def read_rescue(source: BinaryIO, key: rsa.RSAPrivateKey) -> Iterator[Saved]:
    """What this file holds, in its order. Raises NotARescueFile at the first line, before anything was given."""
    reading = _Reading(key)
    for number, raw in enumerate(_lines(source), start=1):
        if number > MOST_LINES:
            yield Damage(number, TOO_MANY)
            return
        try:
            found = reading.take(raw, number)
        except _DamagedLine as error:
            found = Damage(number, str(error))
        if found is not None:
            yield found
    if not reading.count:
        raise NotARescueFile(NOT_ONE)
    if reading.told is None:
        yield Damage(reading.count, CUT)
    elif reading.told != reading.count - 1:
        yield Damage(reading.count, HOLES)


class _DamagedLine(Exception):
    pass


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
            line = _parsed(raw)
        except _DamagedLine as error:
            if number == 1:
                raise NotARescueFile(NOT_ONE) from error
            raise
        if number == 1:
            _begin(line)
            return None
        reader = _READERS.get(line.get("what", ""))
        if reader is None:
            raise _DamagedLine(UNKNOWN)
        try:
            return reader(self, line)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise _DamagedLine(INCOMPLETE) from error

    def open(self, line: Mapping[str, Any], *place: object) -> bytes:
        """The bytes of a record, sealed for this place. Raises _DamagedLine."""
        key = self.keys.get(_str(line["key"]))
        if key is None:
            raise _DamagedLine(OTHER_SERVER if line["key"] in self.closed else NO_KEY)
        where = ":".join(str(part) for part in place).encode()
        try:
            return key.decrypt(_bytes(line["iv"]), _bytes(line["sealed"]), where)
        except InvalidTag as error:
            raise _DamagedLine(CHANGED) from error


def _begin(line: Mapping[str, Any]) -> None:
    if line.get("what") != FORMAT:
        raise NotARescueFile(NOT_ONE)
    if line.get("version") != VERSION:
        raise NotARescueFile(NEWER)


def _key(reading: _Reading, line: Mapping[str, Any]) -> None:
    if len(reading.keys) + len(reading.closed) >= MOST_KEYS:
        raise _DamagedLine(UNKNOWN)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    name = _str(line["id"])
    try:
        reading.keys[name] = AESGCM(reading.private.decrypt(_bytes(line["for_server"]), oaep))
    except ValueError:
        reading.closed.add(name)  # each of its records says so


def _operation(reading: _Reading, line: Mapping[str, Any]) -> SavedOperation:
    interview, uid = _uuid(line["interview"]), _uuid(line["id"])
    opened = reading.open(line, "operation", interview, uid)
    return SavedOperation(interview, uid, json.loads(opened), len(opened))


def _draft(reading: _Reading, line: Mapping[str, Any]) -> SavedDraft:
    interview, name = _uuid(line["interview"]), _str(line["field"])
    if not FIELD.fullmatch(name):
        raise _DamagedLine(INCOMPLETE)
    opened = json.loads(reading.open(line, "draft", interview, name))
    return SavedDraft(interview, name, _str(opened["text"]), _str(line["iv"]), _number(line["at"]))


def _file(_reading: _Reading, line: Mapping[str, Any]) -> SavedFile:
    told = {name: line[name] for name in ("kind", "type") if line[name] is not None}
    whole = line["state"] != "chunks"
    if whole:
        told |= {"sha256": _str(line["sha256"]), "bytes": _number(line["bytes"])}
    if line.get("card") is not None:
        told["card"] = _str(line["card"])
    return SavedFile(_uuid(line["interview"]), _uuid(line["attachment"]), whole, _number(line["at"]), told)


def _piece(reading: _Reading, line: Mapping[str, Any]) -> SavedPiece:
    interview, attachment = _uuid(line["interview"]), _uuid(line["attachment"])
    content = reading.open(line, "piece", interview, attachment, _number(line["n"]))
    return SavedPiece(interview, attachment, _number(line["offset"]), content)


def _end(reading: _Reading, line: Mapping[str, Any]) -> None:
    reading.told = _number(line["lines"])


_READERS: dict[str, Callable[[_Reading, Mapping[str, Any]], Saved | None]] = {
    "key": _key,
    "operation": _operation,
    "draft": _draft,
    "file": _file,
    "piece": _piece,
    "end": _end,
}


def _lines(source: BinaryIO) -> Iterator[bytes | None]:
    """Each line, None for one that is too long, which is not held either; empty ones are left out."""
    while raw := source.readline(LONGEST_LINE):
        whole = raw.endswith(b"\n") or len(raw) < LONGEST_LINE
        while raw and not raw.endswith(b"\n") and not whole:
            raw = source.readline(LONGEST_LINE)
        if not whole or raw.strip():
            yield raw if whole else None


def _parsed(raw: bytes | None) -> Mapping[str, Any]:
    if raw is None:
        raise _DamagedLine(TOO_LONG)
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _DamagedLine(UNREADABLE) from error
    if not isinstance(line, dict) or not isinstance(line.get("what"), str):
        raise _DamagedLine(UNREADABLE)
    return line


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _uuid(value: object) -> str:
    if not (isinstance(value, str) and UUID.fullmatch(value)):
        raise ValueError
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError
    return value


def _bytes(value: object) -> bytes:
    return base64.b64decode(_str(value), validate=True)
