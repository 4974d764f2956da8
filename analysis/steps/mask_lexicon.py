"""The word lists of the masking: ``mask_words.toml`` and the files of first names and places beside it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FILES = ("mask_words.toml", "mask_first_names.toml", "mask_places.toml")


@cache
def lexicon() -> dict[str, Any]:
    """Every word list, as tables of strings and lists."""
    tables: dict[str, Any] = {}
    for name in _FILES:
        found = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
        for table, lists in found.items():
            tables.setdefault(table, {}).update(lists)
    return tables


@cache
def words(table: str, name: str) -> frozenset[str]:
    """One word list of the lexicon, as written there.

    >>> "fille" in words("personnes", "proches")
    True
    """
    return frozenset(lexicon()[table][name].split())


@cache
def folded(table: str, name: str) -> frozenset[str]:
    """The same list as it is typed in haste: no capital, no accent.

    >>> "theo" in folded("prenoms", "surs")
    True
    """
    return frozenset(fold(word) for word in words(table, name))


def fold(text: str) -> str:
    """The text without capitals nor accents.

    >>> fold("Éloïse")
    'eloise'
    """
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; both apostrophes fit."""
    return "|".join(re.escape(form).replace("'", "['’]") for form in sorted(forms, key=lambda f: (-len(f), f)))
