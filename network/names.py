"""Names of KPAs as people type them, compared without what does not count."""

from __future__ import annotations

import re
import unicodedata

ARTICLES = {"le", "la", "les", "l", "kpa"}


def fold(name: str) -> str:
    """A name as compared: no case, accent, punctuation nor leading article.

    >>> fold("L’Atelier des Cimes") == fold("atelier des cimes")
    True
    """
    flat = unicodedata.normalize("NFD", name.casefold().replace("œ", "oe"))
    words = re.findall(r"[^\W_]+", "".join(c for c in flat if not unicodedata.combining(c)))
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def same_kpa(one: str, other: str) -> bool:
    """True when two spellings name the same KPA."""
    return bool(fold(one)) and fold(one) == fold(other)
