"""Copies of the SQLite database, whole or not there at all: KParole keeps the last five it made before an update."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from kparole.config import Settings
from kparole.errors import UserError

FOLDER = "sauvegardes"
KEPT = 5
OURS = re.compile(r"kparole-(\d{4}-\d\d-\d\d-\d{6})(?:-(\d+))?-revision-\w+\.sqlite3")

NO_BACKUP = (
    "La base n'a pas pu être sauvegardée dans « {folder} », donc rien n'a été mis à jour. "
    "Faites de la place sur le disque, vérifiez vos droits sur ce dossier, puis recommencez."
)
DAMAGED = (
    "La base est abîmée : la copie n'a pas été gardée et rien n'a été changé. "
    "Lancez kparole verifier, puis reprenez votre dernière sauvegarde."
)


def database_file(settings: Settings) -> Path | None:
    """The file of the database; None when it is not a file (PostgreSQL)."""
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def back_up_before_update(settings: Settings, *, revision: str) -> Path:
    """Copy the database into the backups of its data folder; the date and the revision are in the name. Raises UserError."""
    source = database_file(settings)
    assert source is not None
    folder = settings.home / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy = _free_name(folder, revision)
        copy_database(source, copy)
    except (OSError, sqlite3.Error) as error:
        raise UserError(NO_BACKUP.format(folder=folder)) from error
    _keep_the_last(folder)
    return copy


def copy_database(source: Path, target: Path) -> None:
    """Copy a SQLite database while others use it; the copy is checked and on the disk before it takes its name.

    Raises UserError when the database is damaged, OSError or sqlite3.Error when the copy cannot be written.
    """
    half = target.with_name(f".{target.name}.part")
    half.unlink(missing_ok=True)
    try:
        os.close(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # people's words, for their keeper only
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(half)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            if not is_sound(new):
                raise UserError(DAMAGED)
        to_disk(half)
        half.replace(target)
        to_disk(target.parent)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def is_sound(connection: sqlite3.Connection) -> bool:
    """True when SQLite finds nothing wrong in this database, links between tables included."""
    whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return whole and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk for good."""
    if path.is_dir() and os.name == "nt":
        return  # Windows does not open folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_name(folder: Path, revision: str) -> Path:
    moment = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    last = max((number for when, number, _ in _ours(folder) if when == moment), default=0)
    place = f"-{last + 1}" if last else ""
    return folder / f"kparole-{moment}{place}-revision-{revision}.sqlite3"


def _keep_the_last(folder: Path) -> None:
    """Delete our older copies; whatever has another name is somebody's."""
    for _, _, old in sorted(_ours(folder))[:-KEPT]:
        old.unlink(missing_ok=True)


def _ours(folder: Path) -> list[tuple[str, int, Path]]:
    """The copies made here: when, which one of that second, and where."""
    found = [(OURS.fullmatch(path.name), path) for path in folder.iterdir()]
    return [(match[1], int(match[2] or 1), path) for match, path in found if match]
