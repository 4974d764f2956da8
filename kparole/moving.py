"""Takes the data of a first start to another folder: looked at first, copied whole, then written in the file of settings."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import unicodedata
from pathlib import Path

from kparole.backups import copy_database, database_file
from kparole.config import Settings, write_setting
from kparole.errors import UserError
from kparole.files import FOLDER
from kparole.secret import KEYS

ENTIRE = "Donnez le chemin entier du dossier, par exemple /home/vous/KParole ou D:\\KParole."
HIDDEN = "Le nom de ce dossier contient un signe invisible. Retapez-le au clavier."
NOBODY = "« {folder} » ne désigne personne sur cette machine. Écrivez le chemin entier."
NOT_A_FOLDER = "« {folder} » n'est pas un dossier. Choisissez un dossier vide, ou un nom nouveau."
NOT_EMPTY = "« {folder} » n'est pas vide. Choisissez un dossier vide, ou un nom nouveau."
INSIDE = "« {folder} » est dans le dossier actuel des données. Choisissez-en un ailleurs."
UNFIT = "« {folder} » ne peut pas servir. Vérifiez le nom, la place et vos droits."


def new_home(settings: Settings, typed: str) -> Path | None:
    """The folder that was asked for, made and tried; None when the data are there already. Raises UserError."""
    typed = typed.strip()
    if any(unicodedata.category(sign) == "Cc" for sign in typed):
        raise UserError(HIDDEN)
    try:
        folder = Path(typed or settings.home).expanduser()
    except RuntimeError as error:
        raise UserError(NOBODY.format(folder=typed)) from error
    if not folder.is_absolute():
        raise UserError(ENTIRE)
    try:
        folder = folder.resolve()
        if folder == settings.home:
            return None
        _try(folder, settings)
    except (OSError, ValueError, RuntimeError) as error:  # no right, no room, a name too long, links that turn round
        raise UserError(UNFIT.format(folder=typed)) from error
    return folder


def move_data(settings: Settings, folder: Path) -> None:
    """Copy the data to a folder that ``new_home`` gave, and write its address in the file of settings.

    What was there before stays, and is served no more. Raises UserError; the folder is then as empty as it was.
    """
    source = database_file(settings)
    assert source is not None
    try:
        if (settings.home / FOLDER).is_dir():
            halves = shutil.ignore_patterns("*.part")
            shutil.copytree(settings.home / FOLDER, folder / FOLDER, ignore=halves)
        for key in KEYS:
            if (settings.home / key).is_file():
                shutil.copy2(settings.home / key, folder / key)
        copy_database(source, folder / source.name)
        write_setting("KPAROLE_HOME", str(folder))
    except (OSError, sqlite3.Error) as error:
        _empty(folder, source.name)
        raise UserError(UNFIT.format(folder=folder)) from error
    except UserError:
        _empty(folder, source.name)
        raise


def _try(folder: Path, settings: Settings) -> None:
    if folder.is_relative_to(settings.home):
        raise UserError(INSIDE.format(folder=folder))
    if folder.exists() and not folder.is_dir():
        raise UserError(NOT_A_FOLDER.format(folder=folder))
    if folder.exists() and any(folder.iterdir()):
        raise UserError(NOT_EMPTY.format(folder=folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as probe:  # a disk that only reads says so before anything is answered
        probe.write(b"?")


def _empty(folder: Path, base: str) -> None:
    """Take back what was copied: the same folder can be asked for again."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    for name in (*KEYS, base):
        (folder / name).unlink(missing_ok=True)
