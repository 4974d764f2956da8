"""Names of KPAs as people type them, compared without what does not count."""

from __future__ import annotations

import re
import unicodedata

ARTICLES = {"le", "la", "les", "l", "kpa"}
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs for Unicode, but nothing to the eye."""


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


def cleaned(name: str) -> str:
    """A name as it is kept: no sign that changes what is read without being seen, no blank at its ends; maybe empty.

    >>> cleaned("\\u00a0 Les Mains\\u202e Vertes\\u200b ")
    'Les Mains Vertes'
    """
    return "".join(sign for sign in name.replace("\t", " ") if not is_hidden(sign)).strip()


def is_hidden(sign: str) -> bool:
    """True for what nobody sees: controls, marks that turn the direction round, signs without width (category C)."""
    return unicodedata.category(sign).startswith("C")


def is_visible(name: str) -> bool:
    """True when there is at least one letter, figure, punctuation mark or symbol to see."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANKS for sign in name)
