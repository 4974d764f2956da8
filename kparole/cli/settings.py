"""The command that shows the settings in force and where each comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kparole.errors import SettingError

if TYPE_CHECKING:
    from kparole.settings_sources import Found

HIDDEN = {"KPAROLE_CLE": "fixée"}
ADDRESSES = {"KPAROLE_BASE", "KPAROLE_FILE"}
NONE = "(aucun)"


@click.command("reglages")
@click.option("--json", "as_json", is_flag=True, help="Les mêmes, en un tableau JSON.")
def show_settings(as_json: bool) -> None:
    """Montrer chaque réglage, sa valeur, d'où elle vient, à quoi elle sert.

    Un réglage s'écrit dans l'environnement (KPAROLE_MAX_ENVOI=50), ou dans le fichier de réglages (max_envoi = 50).
    L'environnement l'emporte.

    Exemple : kparole reglages
    """
    from kparole.config import default_home
    from kparole.settings_sources import all_at_once, find_settings

    found, complaints = find_settings()
    if complaints:
        raise SettingError(all_at_once(complaints))
    home = found["KPAROLE_HOME"].value or default_home()
    rows = [
        {
            "nom": one.setting.name,
            "valeur": _shown(one, home),
            "origine": one.origin,
            "ligne": one.line,
            "aide": one.setting.help,
        }
        for one in found.values()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        where = f"fichier, ligne {row['ligne']}" if row["ligne"] else row["origine"]
        click.echo(f"{row['nom']:<19} {NONE if row['valeur'] is None else row['valeur']}  [{where}]")
        click.echo(f"{'':<19} {row['aide']}")


def _shown(one: Found, home: Path) -> str | int | None:
    """The value in force; a key is never shown, nor what an address holds beside its place."""
    from kparole.config import default_database

    name, value = one.setting.name, one.value
    if name in HIDDEN:
        return HIDDEN[name] if value else None
    if name == "KPAROLE_HOME":
        return str(home.absolute())
    if name in ADDRESSES:
        default = default_database(home) if name == "KPAROLE_BASE" else str(home / "travaux.sqlite3")
        return re.sub(r"\?.*", "?…", re.sub(r"://.*@", "://***@", value)) if value else default
    return value if isinstance(value, int) or value is None else str(value)
