"""One line of a rescue file at a time, and its values checked; every complaint in French. Pure."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from interviews.operation_kinds import UUID
from kparole.errors import UserError

LONGEST_LINE = 4_000_000

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


class DamagedLine(Exception):
    """This line cannot be taken; ``str(error)`` says why in French."""


def lines_of(source: BinaryIO) -> Iterator[bytes | None]:
    """Each line, None for one that is too long, which is not held either; empty ones are left out."""
    while raw := source.readline(LONGEST_LINE):
        whole = raw.endswith(b"\n") or len(raw) < LONGEST_LINE
        while raw and not raw.endswith(b"\n") and not whole:
            raw = source.readline(LONGEST_LINE)
        if not whole or raw.strip():
            yield raw if whole else None


def parsed(raw: bytes | None) -> Mapping[str, Any]:
    """The JSON object of this line. Raises DamagedLine."""
    if raw is None:
        raise DamagedLine(TOO_LONG)
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DamagedLine(UNREADABLE) from error
    if not isinstance(line, dict) or not isinstance(line.get("what"), str):
        raise DamagedLine(UNREADABLE)
    return line


def text(value: object) -> str:
    """This value if it is a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError
    return value


def uuid(value: object) -> str:
    """This value if it is a UUID v4. Raises ValueError."""
    if not (isinstance(value, str) and UUID.fullmatch(value)):
        raise ValueError
    return value


def whole_number(value: object) -> int:
    """This value if it is a whole number that JavaScript can tell. Raises ValueError."""
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError
    return value


def raw_bytes(value: object) -> bytes:
    """The bytes that this text stands for. Raises TypeError or ValueError."""
    return base64.b64decode(text(value), validate=True)
