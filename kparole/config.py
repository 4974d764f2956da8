"""The settings of a running KParole, read from the environment and the file of settings, all complaints at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from kparole.errors import SettingError
from kparole.settings_file import write_statement
from kparole.settings_kinds import HOW_TO_MAKE_A_KEY
from kparole.settings_sources import Found, all_at_once, find_settings, settings_path
from kparole.settings_table import BY_NAME, PREFIX, SETTINGS, Setting

__all__ = ["SETTINGS", "Setting", "Settings", "child_environ", "default_home", "read_settings", "write_setting"]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """What a running KParole needs to know. ``demo`` = throw-away data, said on every page; ``network`` = with accounts.

    Whatever may hold a secret stays out of its repr.
    """

    home: Path
    database_url: str = field(repr=False)
    queue_url: str = field(repr=False)
    max_upload: int
    """Bytes."""
    secret_key: str | None = field(repr=False)
    address: str | None
    proxy: str | None
    idle_minutes: int
    session_hours: int
    rate: int
    """Requests a minute and account."""
    journal_months: int
    demo: bool = False
    network: bool = False

    @property
    def queue_file(self) -> Path:
        """Where the SQLite queue of long jobs lives."""
        return self.home / "travaux.sqlite3"


def read_settings(
    environ: Mapping[str, str] | None = None, *, home: Path | None = None, demo: bool = False, network: bool = False
) -> Settings:
    """Read the settings; ``home`` wins over KPAROLE_HOME. Makes the data folder when it is not there.

    Without ``environ``: this process's environment, and the user's file of settings. With one: that, and the file it
    names. ``network`` asks for what a server cannot do without. Raises SettingError, which says all that is wrong at once.
    """
    found, complaints = find_settings(environ)
    if network:
        complaints += _missing_in_network(found)
    if complaints:
        raise SettingError(all_at_once(complaints))
    value = {name: one.value for name, one in found.items()}
    folder = _made(home or value["KPAROLE_HOME"] or default_home())
    return Settings(
        home=folder,
        database_url=value["KPAROLE_BASE"] or default_database(folder),
        queue_url=value["KPAROLE_FILE"],
        max_upload=value["KPAROLE_MAX_ENVOI"] * MEGABYTE,
        secret_key=value["KPAROLE_CLE"],
        address=value["KPAROLE_ADRESSE"],
        proxy=value["KPAROLE_MANDATAIRE"],
        idle_minutes=value["KPAROLE_INACTIVITE"],
        session_hours=value["KPAROLE_SESSION"],
        rate=value["KPAROLE_DEBIT"],
        journal_months=value["KPAROLE_JOURNAL"],
        demo=demo,
        network=network,
    )


def default_home() -> Path:
    """The data folder when no setting names one."""
    return user_data_path("kparole", False)


def default_database(home: Path) -> str:
    """The address of the SQLite file of a data folder."""
    return f"sqlite:///{(home / 'kparole.sqlite3').as_posix()}"


def write_setting(name: str, value: str | int, *, environ: Mapping[str, str] | None = None) -> Path:
    """Set one setting in the file of settings and return that file; other settings and comments stay as they are.

    Raises SettingError when the value does not suit, when the environment says otherwise (it would win), or when the file
    cannot be read or written.
    """
    setting = BY_NAME[name]
    if (os.environ if environ is None else environ).get(name):
        raise SettingError(f"{name} est déjà fixé dans l'environnement, qui l'emporte. Changez-le là.")
    try:
        setting.parse(str(value))
    except ValueError as error:
        raise SettingError(f"{name} {error}.") from error
    path = settings_path(environ)
    write_statement(path, setting.key, value)
    return path


def child_environ(settings: Settings) -> dict[str, str]:
    """The environment of a process started for these settings: it reads the same ones, and no others.

    Without it, the worker of a demonstration would follow this machine's KPAROLE_BASE. The key stays with the server.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return kept | {
        "KPAROLE_REGLAGES": os.devnull,
        "KPAROLE_HOME": str(settings.home),
        "KPAROLE_BASE": settings.database_url,
        "KPAROLE_FILE": settings.queue_url,
        "KPAROLE_MAX_ENVOI": str(settings.max_upload // MEGABYTE),
        "KPAROLE_JOURNAL": str(settings.journal_months),
    }


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # people's words: for the owner of the account only
        return folder.resolve()
    except (OSError, RuntimeError) as error:
        raise SettingError(
            f"Le dossier des données « {folder} » ne peut pas être créé. Choisissez-en un autre avec KPAROLE_HOME."
        ) from error


def _missing_in_network(found: Mapping[str, Found]) -> Iterator[str]:
    where = f"dans « {found['KPAROLE_REGLAGES'].value} »"
    if not found["KPAROLE_CLE"].value:
        yield (
            f"En réseau, il faut une clé secrète à vous. {HOW_TO_MAKE_A_KEY} Écrivez-la {where} : "
            'cle = "…", ou dans l\'environnement : KPAROLE_CLE=…'
        )
    if not (found["KPAROLE_MANDATAIRE"].value and found["KPAROLE_ADRESSE"].value):
        yield (
            "En réseau, KParole ne répond pas en http simple : les mots des personnes passeraient en clair. Placez devant "
            f"lui un mandataire qui parle https, puis écrivez {where} son adresse IP, par exemple "
            'mandataire = "127.0.0.1", et l\'adresse que les gens ouvrent, par exemple '
            'adresse = "https://kparole.exemple.fr".'
        )
