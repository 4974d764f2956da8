"""The team's own grid of effects: ours, and the themes that became effects, in ``grille.toml`` of the data folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import tomli_w

from analysis.engine import GRID_FILE, TAXONOMY, read_taxonomy
from analysis.steps.stems import fold
from analysis.steps.taxonomy import TaxonomyError, parse_taxonomy
from analysis.themes.errors import ThemeError
from kparole.files import read_text, write_whole

LONGEST_LABEL, LONGEST_HELP = 80, 600
NO_LABEL = "Donnez un nom à l'effet."
NO_HELP = "Dites en une ligne ce que l'effet couvre : c'est d'elle que la machine part."
TOO_LONG = f"Raccourcissez : {LONGEST_LABEL} signes pour le nom, {LONGEST_HELP} pour ce qu'il couvre."
THERE = "Un effet porte déjà ce nom. Choisissez-en un autre."
_SLUG = re.compile(r"[^a-z0-9]+")


def effect_id(label: str) -> str:
    """The id of an effect that has this name.

    >>> effect_id("Apprendre l'été, dehors !")
    'apprendre-l-ete-dehors'
    """
    return _SLUG.sub("-", fold(label)).strip("-") or "effet"


def with_effect(home: Path, *, label: str, covers: str, family: str, words: Sequence[str]) -> str:
    """The text of the grid with one more effect, checked. Raises ThemeError.

    ``family``: the id of a family of the grid, "" for none; ``words``: what is often heard.
    """
    label, covers = " ".join(label.split()), " ".join(covers.split())
    for missing, told in ((label, NO_LABEL), (covers, NO_HELP)):
        if not missing:
            raise ThemeError(told)
    if len(label) > LONGEST_LABEL or len(covers) > LONGEST_HELP:
        raise ThemeError(TOO_LONG)
    text, grid = read_text(_source(home)), read_taxonomy(_source(home))
    if effect_id(label) in {name for effect in grid.effects for name in (effect.id, effect_id(effect.label))}:
        raise ThemeError(THERE)
    found = next((one for one in grid.families if one.id == family), None)
    block: dict[str, str | list[str]] = {"id": effect_id(label), "label": label, "aide": covers}
    if found is not None:
        block |= {"famille": found.id} | ({"domaine": found.domain} if found.domain else {})
    block["mots"] = list(words)
    made = f"{text.rstrip()}\n\n{tomli_w.dumps({'effet': [block]})}"
    try:
        parse_taxonomy(made)
    except TaxonomyError as error:
        raise ThemeError(str(error)) from error
    return made


def write_grid(home: Path, text: str) -> None:
    """Write the team's grid, whole or not at all."""
    write_whole(home / GRID_FILE, text.encode())


def without_effect(home: Path, effect: str) -> None:
    """Take an effect out of the team's grid; nothing happens when there is no such grid, or it is not in it."""
    path = home / GRID_FILE
    if path.is_file():
        blocks = re.split(r"(?m)^(?=\[\[effet\]\])", read_text(path))
        left = [one for one in blocks if not _is(one, effect)]
        text = "".join(left)
        if text.strip() == read_text(TAXONOMY).strip():
            path.unlink()  # ours again: it will follow the next version of KParole
        elif len(left) < len(blocks):
            write_grid(home, text)


def _is(block: str, effect: str) -> bool:
    if not block.startswith("[[effet]]"):
        return False
    found = tomllib.loads(block).get("effet", [{}])
    return bool(found[0].get("id") == effect)


def _source(home: Path) -> Path:
    path = home / GRID_FILE
    return path if path.is_file() else TAXONOMY
