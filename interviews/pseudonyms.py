"""Changed first names: drawn from a mixed list, never one that the corpus speaks of, never twice in a corpus."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from interviews.document import CompteRendu, Gender

NAMES = Path(__file__).parent / "prenoms.toml"
NAMELESS = "Paroles retirées"
"""What stands in the place of the first name of somebody whose words were erased."""


def draw_pseudonym(gender: Gender | None, *, taken: Collection[str], words: str) -> str:
    """The first name of the list for this gender that is neither taken nor written in ``words``.

    Give the words of the whole corpus: the name of someone spoken of elsewhere would make her say what she did not.

    When the list is used up it is a mixed name, then the names come again with a number; when all of them are spoken,
    "Personne" with a number.

    >>> draw_pseudonym("autre", taken=(), words="") == draw_pseudonym("autre", taken=(), words="")
    True
    """
    spoken = _flat(words)
    lists = dict.fromkeys((gender or "autre", "autre"))
    free = [name for key in lists for name in _names()[key] if _flat(name) not in spoken]
    return next(name for name in _numbered(free or ["Personne"]) if name not in taken)


def all_words(document: CompteRendu) -> str:
    """Everything written in a compte-rendu, for looking a name up."""
    parts = (document.lived, document.terms, document.introduction, document.closing, document.unplaced)
    passages = [p.text for part in parts for p in part] + [p.text for card in document.cards for p in card.passages]
    return "\n".join([*passages, *(card.title or "" for card in document.cards)])


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return names


@lru_cache(maxsize=128)  # the words of a corpus are long, and asked about once an interview
def _flat(words: str) -> str:
    """Without case nor accents: people type « Andrea » as well as « Andréa »."""
    return "".join(c for c in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(c))


def _numbered(names: Sequence[str]) -> Iterator[str]:
    yield from names
    number = 2
    while True:
        yield from (f"{name} {number}" for name in names)
        number += 1
