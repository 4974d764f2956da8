"""The file of settings, in TOML, one « nom = valeur » a line: read with the line of each, written one at a time."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from kparole.errors import SettingError

TOO_LONG = 32 * 1024
SIMPLE = re.compile(r"""\s*[\w-]+\s*=\s*("[^"\\]*"|'[^']*'|\w+)\s*(?P<comment>\#.*)?""", re.VERBOSE)
HOW_TO_WRITE = 'Écrivez un réglage par ligne, par exemple : max_envoi = 100, ou home = "/srv/kparole"'


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing written in the file: its key, its value, its lines (counted from 1, both included)."""

    key: str
    value: Any
    first: int
    last: int


def read_statements(path: Path) -> list[Statement]:
    """What this file says, in its order. Raises SettingError, with the line, when it is not TOML or cannot be read."""
    text = _text(path)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingError(_complaint(error, text, path)) from error
    return list(_statements(text))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(TOO_LONG + 1)  # what is named may be a device that never ends
    except FileNotFoundError as error:
        raise SettingError(f"Le fichier de réglages « {path} » n'existe pas. Créez-le, même vide.") from error
    except (OSError, ValueError) as error:
        raise SettingError(f"Le fichier de réglages « {path} » ne peut pas être lu. Vérifiez vos droits.") from error
    if len(raw) > TOO_LONG:
        raise SettingError(f"« {path} » est trop long pour un fichier de réglages. Gardez un réglage par ligne.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingError(
            f"« {path} », ligne {line} : une lettre n'est pas lisible. Enregistrez le fichier en UTF-8."
        ) from error


def _complaint(error: tomllib.TOMLDecodeError, text: str, path: Path) -> str:
    """The line comes from the message, the only place where Python 3.11 gives it; what stands there is not repeated."""
    found = re.search(r"at line (\d+)", str(error))
    line = int(found[1]) if found else max(1, len(text.splitlines()))
    what = "est écrit deux fois. Gardez-en un" if "overwrite" in str(error) else "n'est pas écrit comme il faut"
    return f"« {path} », ligne {line} : ce réglage {what}. {HOW_TO_WRITE}."


def _statements(text: str) -> Iterator[Statement]:
    """Cut a text known to be TOML into its statements: the shortest runs of lines that are TOML by themselves."""
    inside: str | None = None  # under a [section], keys are the section's, and it is refused as one
    pending: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        pending.append(line)
        try:
            values = tomllib.loads("\n".join(pending))
        except tomllib.TOMLDecodeError:
            continue
        first, pending = number - len(pending) + 1, []
        for key, value in values.items():
            if line.lstrip().startswith("["):
                inside = key
                yield Statement(key, value, first, number)
            elif inside is None:
                yield Statement(key, value, first, number)


def write_statement(path: Path, key: str, value: str | int) -> None:
    """Set one key, keeping the others and the comments. The file is written whole or not at all, for its owner only.

    Raises SettingError when the file that is there cannot be read, or the new one written.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # a device would be replaced by a file
        raise SettingError(f"« {path} » n'est pas un fichier. Donnez un autre nom avec KPAROLE_REGLAGES.")
    known = read_statements(path) if path.exists() else []
    if any(isinstance(statement.value, dict) for statement in known):
        raise SettingError(f"« {path} » a des parties entre crochets, où rien ne peut être ajouté. {HOW_TO_WRITE}.")
    lines = _text(path).rstrip("\n").split("\n") if path.exists() else []
    new = tomli_w.dumps({key: value}).rstrip("\n")
    old = next((statement for statement in known if statement.key == key), None)
    if old is None:
        lines.append(new)
    else:
        lines[old.first - 1 : old.last] = [new + _comment(lines[old.first - 1])]
    try:
        _replace(path, "\n".join(lines).lstrip("\n") + "\n")
    except OSError as error:
        raise SettingError(f"« {path} » n'a pas pu être écrit. Vérifiez la place et vos droits.") from error


def _comment(line: str) -> str:
    """What somebody wrote after the value, when it can be told from the value itself."""
    found = SIMPLE.fullmatch(line)
    return f"  {found['comment']}" if found and found["comment"] else ""


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # a power cut must leave the old file or the new one, never an empty one
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
