"""This machine: may we write, may others read, is there room, is the key whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from kparole.backups import database_file
from kparole.config import Settings
from kparole.files import FOLDER, damaged_names
from kparole.key_file import OTHERS
from kparole.secret import KEYS, NAME, key_in
from kparole.settings_sources import find_settings

LOW_DISK = 500 * 1024 * 1024


def folder(settings: Settings) -> str | None:
    """Whether the data folder can be written."""
    probe = settings.home / f".essai-{uuid4().hex}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return (
            f"on ne peut pas écrire dans « {settings.home} ». Vérifiez vos droits, ou choisissez un autre dossier "
            "avec KPAROLE_HOME."
        )
    return None


def rights(settings: Settings) -> str | None:
    """Whether other accounts of this machine may read the data, the key or the file of settings."""
    if os.name == "nt":
        return None  # Windows keeps rights another way
    said = []
    for path in filter(os.path.exists, _private(settings)):
        if os.getuid() not in {0, path.stat().st_uid}:
            return f"« {path} » appartient à un autre compte de cette machine. Lancez KParole avec ce compte-là."
        if _is_open(path):
            mode = "700" if path.is_dir() else "600"
            said.append(f"d'autres comptes de cette machine peuvent lire « {path} ». Fermez-le : chmod {mode} '{path}'")
    return "\n".join(said) or None


def disk(settings: Settings) -> str | None:
    """Whether there is room left, where the data are and where the database is."""
    places = {settings.home}
    file = database_file(settings)
    if file is not None and file.parent.is_dir():
        places.add(file.parent.resolve())
    free, where = min((shutil.disk_usage(place).free, place) for place in places)
    if free > LOW_DISK:
        return None
    return f"il reste {free // 1024**2} Mo pour « {where} » : faites de la place."


def received(settings: Settings) -> str | None:
    """Whether every file received is still what it was."""
    damaged = len(damaged_names(settings.home))
    if not damaged:
        return None
    return f"{damaged} fichier(s) abîmé(s) dans « {settings.home / FOLDER} ». Envoyez-les de nouveau, ou reprenez une sauvegarde."


def key(settings: Settings) -> str | None:
    """Whether the key of the data folder is whole; a server's own key is checked with the settings."""
    path = settings.home / NAME
    if settings.secret_key or not os.path.exists(path):
        return None
    try:
        whole = key_in(path) is not None
    except OSError:
        return f"« {path} » ne peut pas être lue. Vérifiez vos droits sur ce fichier."
    return None if whole else f"« {path} » est abîmée. KParole en fera une autre à son prochain lancement."


def _private(settings: Settings) -> Iterator[Path]:
    yield settings.home
    yield from (settings.home / key for key in KEYS)
    file = database_file(settings)
    if file is not None:
        yield file
    found, _ = find_settings()
    if any(found[name].origin == "fichier" for name in ("KPAROLE_CLE", "KPAROLE_BASE", "KPAROLE_FILE")):
        yield found["KPAROLE_REGLAGES"].value


def _is_open(path: Path) -> bool:
    """Whether others may read it. A file in a folder that is closed to others is closed too; a key is asked for more."""
    if not path.stat().st_mode & OTHERS:
        return False
    return path.is_dir() or path.name in KEYS or bool(path.parent.stat().st_mode & OTHERS)
