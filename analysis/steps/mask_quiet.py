"""Stretches where what looks like a name is none: titles of songs, films and cards between guillemets, set phrases."""

from __future__ import annotations

import re
from functools import cache

from analysis.steps.mask_lexicon import any_of, lexicon, words

_QUOTED = re.compile(r"[«“\"][^«»“”\"\n]{1,60}[»”\"]")
_BEFORE = re.compile(r"[^.;!?\n]{0,60}\Z")


def quiet_areas(text: str) -> list[tuple[int, int]]:
    """Where no name is learnt: titles between guillemets, and set phrases."""
    return [*_titles(text), *expressions(text)]


def expressions(text: str) -> list[tuple[int, int]]:
    """Where a set phrase stands, « tarte Tatin » or « Secours populaire »."""
    return [found.span() for found in _expressions().finditer(text)]


@cache
def _expressions() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(lexicon()['garder']['expressions'])})(?![\w-])", re.IGNORECASE)


def _titles(text: str) -> list[tuple[int, int]]:
    """« on chante « Aline » et « Mistral gagnant » »: the word before holds for all the quotes of the sentence."""
    found: list[tuple[int, int]] = []
    for quote in _QUOTED.finditer(text):
        before = _BEFORE.search(text, 0, quote.start())
        said = set(re.findall(r"\w+", before.group().lower())) if before else set()
        follows = bool(found) and re.fullmatch(r",? ?(?:et|ou)? ?", text[found[-1][1] : quote.start()])
        if said & words("garder", "titres") or follows:
            found.append(quote.span())
    return found
