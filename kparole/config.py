"""The settings: one table of names, defaults and help, read from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from kparole.errors import SettingError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: environment name, default as text, what it is for (French)."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("KPAROLE_HOME", "", "Dossier des données. Vide : le dossier de données de votre système."),
    Setting("KPAROLE_BASE", "", "Adresse de la base. Vide : un fichier SQLite dans le dossier des données."),
    Setting("KPAROLE_FILE", "", "File des travaux longs : vide pour SQLite, ou redis://…"),
    Setting("KPAROLE_MAX_ENVOI", "100", "Taille la plus grande d'un envoi par le navigateur, en mégaoctets."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a running KParole needs to know. ``demo`` = throw-away data, said on every page."""

    home: Path
    database_url: str
    queue_url: str
    max_upload: int
    demo: bool = False

    @property
    def queue_file(self) -> Path:
        """Where the SQLite queue of long jobs lives."""
        return self.home / "travaux.sqlite3"


def read_settings(
    environ: Mapping[str, str] | None = None, *, home: Path | None = None, demo: bool = False
) -> Settings:
    """Read the settings from the environment; ``home`` wins over KPAROLE_HOME. Raises SettingError."""
    values = os.environ if environ is None else environ
    get = {setting.name: values.get(setting.name, setting.default) or setting.default for setting in SETTINGS}
    folder = home or (
        Path(get["KPAROLE_HOME"]).expanduser() if get["KPAROLE_HOME"] else user_data_path("kparole", False)
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's words: for the owner of the account only
    except OSError as error:
        raise SettingError(
            f"Le dossier des données « {folder} » ne peut pas être créé. Choisissez-en un autre avec KPAROLE_HOME."
        ) from error
    try:
        megabytes = int(get["KPAROLE_MAX_ENVOI"])
        if megabytes < 1:
            raise ValueError(megabytes)
    except ValueError as error:
        raise SettingError("KPAROLE_MAX_ENVOI doit être un nombre entier de mégaoctets, par exemple 100.") from error
    if get["KPAROLE_BASE"] and not re.match(r"(sqlite|postgresql)(\+\w+)?://", get["KPAROLE_BASE"]):
        raise SettingError("KPAROLE_BASE doit être l'adresse d'une base : postgresql://… ou sqlite:///…")
    if get["KPAROLE_FILE"] and not re.match(r"(rediss?|unix)://", get["KPAROLE_FILE"]):
        raise SettingError("KPAROLE_FILE doit être vide, ou une adresse redis://…")
    url = get["KPAROLE_BASE"] or f"sqlite:///{(folder / 'kparole.sqlite3').as_posix()}"
    return Settings(folder.resolve(), url, get["KPAROLE_FILE"], megabytes * MEGABYTE, demo)
