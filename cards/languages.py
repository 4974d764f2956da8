"""The languages that can be shown under the titles of the cards, and the few words a person needs to choose alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cards.errors import DeckError

LANGUAGES = Path(__file__).parent / "languages.toml"
WORDS = ("question", "toucher", "ecouter", "prendre", "reposer", "autre", "prises", "joker", "rendre")


@dataclass(frozen=True, slots=True)
class Language:
    """One language: ``code`` as in decks, its own ``name``, ``direction`` ltr or rtl, ``tag`` for the browser, its ``words``.

    ``to_check``: nobody whose language it is has read it over yet.
    """

    code: str
    name: str
    direction: str
    tag: str
    words: Mapping[str, str]
    to_check: bool = False


@cache
def load_languages(path: Path = LANGUAGES) -> tuple[Language, ...]:
    """The languages of this file, French first. Raises DeckError with every problem at once."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("langue")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeckError(f"La liste des langues « {path.name} » ne se lit pas : {error}.") from error
    if not isinstance(entries, list) or not entries:
        raise DeckError("Aucune langue : ajoutez au moins un bloc [[langue]] pour le français.")
    problems = [f"Langue {number} : {problem}" for number, one in enumerate(entries, 1) for problem in _problems(one)]
    if not problems and entries[0]["code"] != "fr":
        problems.append("La première langue doit être le français (code fr).")
    if problems:
        raise DeckError("\n".join(problems))
    return tuple(_language(one) for one in entries)


def _language(entry: dict[str, Any]) -> Language:
    to_check = entry.get("a_relire", False)
    return Language(entry["code"], entry["nom"], entry["sens"], entry["lang"], entry["mots"], to_check)


def _problems(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return ["il faut code, nom, sens, lang et mots."]
    found = [f"il manque « {key} »." for key in ("code", "nom", "lang") if not isinstance(entry.get(key), str)]
    if entry.get("sens") not in ("ltr", "rtl"):
        found.append("« sens » doit être ltr ou rtl.")
    if not isinstance(entry.get("a_relire", False), bool):
        found.append("« a_relire » vaut true ou false, sans guillemets.")
    words = entry.get("mots")
    if not isinstance(words, dict):
        return [*found, "il manque le bloc [langue.mots]."]
    return found + [f"il manque le mot « {word} »." for word in WORDS if not isinstance(words.get(word), str)]
