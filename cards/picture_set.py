"""The pictures a team can choose from, each with the French words that find it and what to say to who does not see it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cards.errors import DeckError

PICTURE_SET = Path(__file__).parent / "picture_set.toml"


@dataclass(frozen=True, slots=True)
class SetPicture:
    """One picture: the ``name`` of its file, the ``words`` that find it, the first of which says what it is about.

    ``alt`` says in one line what is seen.
    """

    name: str
    words: tuple[str, ...]
    alt: str

    @property
    def label(self) -> str:
        """What the picture is about, in a word or two."""
        return self.words[0]


@cache
def picture_set(path: Path = PICTURE_SET) -> tuple[SetPicture, ...]:
    """Every picture of the set, those of our deck first, in the order of the list. Raises DeckError with every problem."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("image", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeckError(f"Le choix d'images « {path.name} » ne se lit pas : {error}.") from error
    problems = [f"Image {number} : {what}" for number, one in enumerate(entries, 1) for what in _problems(one)]
    if problems:
        raise DeckError("\n".join(problems))
    return tuple(SetPicture(one["nom"], tuple(one["mots"]), one["texte"]) for one in entries)


def alt_text(name: str) -> str:
    """What is seen in a picture that travels with KParole; nothing for a picture that a team has brought."""
    return next((one.alt for one in picture_set() if one.name == name), "")


def _problems(entry: Any) -> list[str]:
    if not isinstance(entry, dict):
        return ["il faut nom, mots et texte."]
    words = entry.get("mots")
    found = [f"il manque « {key} » (un texte)." for key in ("nom", "texte") if not _said(entry.get(key))]
    if not isinstance(words, list) or not words or not all(_said(word) for word in words):
        found.append("« mots » est une liste d'un mot ou plus.")
    return found


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
