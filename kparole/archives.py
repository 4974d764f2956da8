"""One file that holds everything of a KParole: its database and the files it was sent, each with its hash.

Nothing is put in place before every hash was checked; what was there before is kept aside. The secret key stays on its
machine, so sessions end with a restoration.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from kparole.backups import copy_database, database_file, is_sound, to_disk
from kparole.config import Settings
from kparole.errors import UserError
from kparole.migrate import is_known, tables_at

FORMAT = 1
MANIFEST, BASE, FILES = "sauvegarde.json", "base.sqlite3", "fichiers"
STORED = re.compile(rf"{FILES}/[0-9a-z][0-9a-z._-]*")
PREPARED, READY = ".restauration", "prete"
CHUNK = 1024 * 1024

NOT_A_FILE = (
    "Cette commande sauvegarde une base SQLite qui se trouve dans le dossier des données. Pour PostgreSQL, servez-vous de "
    "pg_dump et de pg_restore, et copiez à part le dossier « fichiers »."
)
TAKEN = "« {name} » existe déjà. Choisissez un autre nom : rien n'a été écrit."
NOT_WRITTEN = "La sauvegarde n'a pas pu être écrite. Vérifiez le nom, la place sur le disque et vos droits."
NOT_OURS = "« {name} » n'est pas une sauvegarde de KParole, ou elle n'est pas entière. Rien n'a été changé."
TOO_NEW = "« {name} » vient d'une version plus récente de KParole. Installez-la, puis recommencez. Rien n'a été changé."
NO_ROOM = "La sauvegarde n'a pas pu être dépliée : vérifiez la place sur le disque et vos droits. Rien n'a été changé."


def save_all(settings: Settings, target: Path) -> int:
    """Write everything in one file, while KParole may be running; gives how many files go with the database.

    Raises UserError; there is then no file at ``target``.
    """
    base = _base_in_home(settings)
    if target.exists():
        raise UserError(TAKEN.format(name=target))
    half = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=settings.home, prefix=".sauvegarde-") as folder:
            copy = Path(folder, BASE)
            copy_database(base, copy)  # first: the files of what it speaks of are there already
            sent = sorted(
                path for path in (settings.home / FILES).glob("*") if STORED.fullmatch(f"{FILES}/{path.name}")
            )
            whole = [path for path in sent if path.suffix != ".part"]
            _write(half, {BASE: copy, **{f"{FILES}/{path.name}": path for path in whole}})
        to_disk(half)
        half.replace(target)
        to_disk(target.parent)
        return len(whole)
    except (OSError, sqlite3.Error) as error:
        raise UserError(NOT_WRITTEN) from error
    finally:
        half.unlink(missing_ok=True)


def restore_all(settings: Settings, source: Path) -> Path:
    """Put back what ``save_all`` wrote; gives the folder where what was there before is kept.

    Nobody else may use the data meanwhile. Raises UserError before anything is changed.
    """
    _base_in_home(settings)
    prepared = settings.home / PREPARED
    aside = settings.home / f"avant-restauration-{datetime.now():%Y-%m-%d-%H%M%S}"
    shutil.rmtree(prepared, ignore_errors=True)
    try:
        with _refusals(source):
            prepared.mkdir(mode=0o700)
            _unfold(source, prepared)
            _check_base(prepared / BASE, source)
            (prepared / READY).write_text(aside.name, encoding="utf-8")
            for path in (prepared / BASE, prepared / READY, prepared):
                to_disk(path)
    except UserError:
        shutil.rmtree(prepared, ignore_errors=True)
        raise
    finish_restoring(settings)
    return aside


def finish_restoring(settings: Settings) -> None:
    """Put a checked restoration in place, or go on where a cut left it. Nothing happens when there is none."""
    prepared = settings.home / PREPARED
    if not (prepared / READY).is_file():
        return
    base = _base_in_home(settings)
    aside = settings.home / (prepared / READY).read_text(encoding="utf-8")
    aside.mkdir(mode=0o700, exist_ok=True)
    if (prepared / BASE).exists():
        for end in ("-wal", "-shm", ""):  # the journal of the old base would spoil the new one: it goes first
            _move(base.with_name(base.name + end), aside)
        (prepared / BASE).replace(base)
    if (prepared / FILES).exists():
        _move(settings.home / FILES, aside)
        (prepared / FILES).replace(settings.home / FILES)
    to_disk(settings.home)
    (prepared / READY).unlink()
    shutil.rmtree(prepared, ignore_errors=True)


def _base_in_home(settings: Settings) -> Path:
    base = database_file(settings)
    if base is None or base.resolve().parent != settings.home:
        raise UserError(NOT_A_FILE)
    return base


def _write(target: Path, members: Mapping[str, Path]) -> None:
    hashes = {}
    with open(target, "xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        target.chmod(0o600)
        for name, path in members.items():
            with path.open("rb") as origin, archive.open(name, "w", force_zip64=True) as packed:
                hashes[name] = _copy(origin, packed)
        about = {
            "format": FORMAT,
            "kparole": version("kparole"),
            "faite_le": datetime.now().isoformat(timespec="seconds"),
        }
        archive.writestr(MANIFEST, json.dumps({**about, "sha256": hashes}, indent=1))


def _unfold(source: Path, prepared: Path) -> None:
    """Unpack under names of ours only, each content against its hash. Raises ValueError, KeyError, BadZipFile or OSError."""
    (prepared / FILES).mkdir()
    with zipfile.ZipFile(source) as archive:
        about: dict[str, Any] = json.loads(archive.read(MANIFEST))
        hashes: dict[str, str] = dict(about["sha256"])
        names = set(archive.namelist())
        if about["format"] > FORMAT:
            raise UserError(TOO_NEW.format(name=source.name))
        strange = [name for name in hashes if name != BASE and not STORED.fullmatch(name)]
        if strange or BASE not in hashes or names != {MANIFEST, *hashes}:
            raise ValueError
        for name, expected in hashes.items():
            with archive.open(name) as packed, (prepared / name).open("xb") as target:
                if _copy(packed, target) != expected:
                    raise ValueError


def _copy(origin: IO[bytes], target: IO[bytes]) -> str:
    """Copy a content and give its SHA-256."""
    seen = hashlib.sha256()
    while chunk := origin.read(CHUNK):
        seen.update(chunk)
        target.write(chunk)
    return seen.hexdigest()


@contextmanager
def _refusals(source: Path) -> Iterator[None]:
    if not source.is_file():
        raise UserError(f"« {source} » n'existe pas, ou n'est pas un fichier. Vérifiez le nom et le dossier.")
    try:
        yield
    except (ValueError, KeyError, TypeError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UserError(NOT_OURS.format(name=source.name)) from error
    except (OSError, sqlite3.Error) as error:
        raise UserError(NO_ROOM) from error


def _check_base(base: Path, source: Path) -> None:
    """Raise UserError unless this is a sound base of ours that this version knows; and end its sessions."""
    with closing(sqlite3.connect(base)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            sound = row is not None and is_sound(connection)
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            raise UserError(NOT_OURS.format(name=source.name))
        if not is_known(row[0]):
            raise UserError(TOO_NEW.format(name=source.name))
        if not _has_all(connection, tables_at(row[0])):
            raise UserError(NOT_OURS.format(name=source.name))
        _end_sessions(connection)


def _has_all(connection: sqlite3.Connection, tables: Mapping[str, frozenset[str]]) -> bool:
    """Whether these tables are there with these columns; one that says it is of a version may have lost some."""
    asked = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
    there = set(connection.execute(asked))
    return all((table, column) in there for table, columns in tables.items() for column in columns)


def _end_sessions(connection: sqlite3.Connection) -> None:
    """Sessions closed since the backup must not open again."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'session'").fetchone():
        with connection:
            connection.execute("DELETE FROM session")


def _move(path: Path, folder: Path) -> None:
    if path.exists():
        path.replace(folder / path.name)
