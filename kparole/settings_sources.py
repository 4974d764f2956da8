"""Where each setting comes from: the environment, else the file of settings, else the default of the table."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_config_path

from kparole.errors import SettingError
from kparole.settings_file import HOW_TO_WRITE, Statement, read_statements
from kparole.settings_table import BY_KEY, BY_NAME, PREFIX, SETTINGS, Setting

WHICH_FILE = BY_NAME["KPAROLE_REGLAGES"]
FILE_NAME = "reglages.toml"


@dataclass(frozen=True, slots=True)
class Found:
    """A setting in force: its value once read, where it comes from, its line when that is the file."""

    setting: Setting
    value: Any
    origin: Literal["défaut", "environnement", "fichier"] = "défaut"
    line: int | None = None


def settings_path(environ: Mapping[str, str] | None = None) -> Path:
    """The file of settings, there or not: KPAROLE_REGLAGES, else ``reglages.toml`` in the user's configuration folder.

    Raises SettingError when KPAROLE_REGLAGES is no name of a file.
    """
    text = (os.environ if environ is None else environ).get(WHICH_FILE.name, "")
    try:
        named: Path | None = WHICH_FILE.parse(text)
    except ValueError as error:
        raise SettingError(f"{WHICH_FILE.name} {error}.") from error
    return named or default_path()


def default_path() -> Path:
    """Where the file of settings is looked for when nothing names one."""
    return user_config_path("kparole", False) / FILE_NAME


def find_settings(environ: Mapping[str, str] | None = None) -> tuple[dict[str, Found], list[str]]:
    """Every setting by name, in the order of the table, and every complaint as a French sentence (none: all is well).

    With an ``environ`` given, the user's own file is not looked for, only the one it names. A setting that is complained
    of keeps its default.
    """
    values = os.environ if environ is None else environ
    complaints = list(_unknown_variables(values))
    found = {setting.name: Found(setting, setting.parse(setting.default)) for setting in SETTINGS}
    path, written = default_path(), list[Statement]()
    try:
        path = settings_path(environ)
        written = _written(path, environ)
    except SettingError as error:
        complaints.append(str(error))
    found[WHICH_FILE.name] = Found(WHICH_FILE, path, "environnement" if values.get(WHICH_FILE.name) else "défaut")
    # The file first: what the environment says then takes its place.
    for reading in (*_in_file(path, written), *_in_environment(values)):
        if isinstance(reading, Found):
            found[reading.setting.name] = reading
        else:
            complaints.append(reading)
    return found, complaints


def all_at_once(complaints: Sequence[str]) -> str:
    """One text for all complaints, a line each when there are several."""
    if len(complaints) == 1:
        return complaints[0]
    return "\n".join(["Les réglages ne conviennent pas :", *(f"- {one}" for one in complaints)])


def _written(path: Path, environ: Mapping[str, str] | None) -> list[Statement]:
    named = (os.environ if environ is None else environ).get(WHICH_FILE.name)
    ours = environ is None and os.path.exists(path)  # a folder that is closed to us has nothing for us
    return read_statements(path) if named or ours else []


def _unknown_variables(values: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(values):
        if name.startswith(PREFIX) and name not in BY_NAME:
            yield f"{name}, dans l'environnement, n'est pas un réglage{_perhaps(name, BY_NAME)}"


def _in_environment(values: Mapping[str, str]) -> Iterator[Found | str]:
    for setting in SETTINGS:
        text = values.get(setting.name, "")
        if text and setting is not WHICH_FILE:
            try:
                yield Found(setting, setting.parse(text), "environnement")
            except ValueError as error:
                yield f"{setting.name} {error}."


def _in_file(path: Path, written: Iterable[Statement]) -> Iterator[Found | str]:
    for statement in written:
        name = f"« {statement.key} » ({path}, ligne {statement.first})"
        setting = BY_KEY.get(statement.key)
        if setting is None:
            yield f"{name} {_why_unknown(statement)}"
        elif statement.value != "":
            try:
                yield Found(setting, _read(setting, statement.value), "fichier", statement.first)
            except ValueError as error:
                yield f"{name} {error}."


def _why_unknown(statement: Statement) -> str:
    if isinstance(statement.value, (dict, list)) and statement.key not in BY_KEY:
        return f"n'est pas un réglage : il n'y a pas de parties entre crochets. {HOW_TO_WRITE}."
    if statement.key.lower() in {WHICH_FILE.key, WHICH_FILE.name.lower()}:
        return f"dit quel fichier lire : il ne s'écrit que dans l'environnement, {WHICH_FILE.name}."
    return f"n'est pas un réglage{_perhaps(statement.key.lower().removeprefix(PREFIX.lower()), BY_KEY)}"


def _read(setting: Setting, value: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(f"doit être un nombre, ou un texte entre guillemets. {HOW_TO_WRITE}")
    read = setting.parse(str(value))
    if isinstance(read, Path) and not read.is_absolute():
        raise ValueError("doit être un chemin entier : un fichier ne sait pas d'où KParole sera lancé")
    return read


def _perhaps(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" : vouliez-vous dire « {close[0]} » ?" if close else "."
