"""Whether a text is in another language than French: told by its small words and its alphabet, and only when it is plain."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

LEAST_WORDS = 6
_SHARE = 0.2  # of the words, below which another language is not heard
_READ = 2000  # characters: enough to tell
_WORD = re.compile(r"[^\W\d_]+")


def is_foreign(text: str) -> bool:
    """True when another language is plainly heard; a doubt, a few words, or none at all is taken as French.

    >>> is_foreign("She learned to sew and now she has her own machine at home")
    True
    >>> is_foreign("Elle a appris à coudre avec the voice of her mother")
    False
    """
    words = _WORD.findall(text[:_READ].lower())
    if sum(map(_is_latin, words)) * 2 < len(words):
        return True
    if len(words) < LEAST_WORDS:
        return False
    heard = {name: sum(word in known for word in words) for name, known in _small_words().items()}
    french = heard.pop("francais")
    return max(heard.values()) > max(french * 1.2, _SHARE * len(words))


def _is_latin(word: str) -> bool:
    return unicodedata.name(word[0], "LATIN").startswith("LATIN")


@cache
def _small_words() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}
