"""Short names for addresses and files, made from titles. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 32


def slug_of(title: str, *, taken: Collection[str] = ()) -> str:
    """A title in small letters, digits and dashes, not among those taken.

    >>> slug_of("Le jeu de l’été !", taken={"le-jeu-de-l-ete"})
    'le-jeu-de-l-ete-2'
    """
    flat = unicodedata.normalize("NFD", title.casefold().replace("œ", "oe"))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in flat if not unicodedata.combining(sign)))
    start = "-".join(words)[:LONGEST].strip("-") or "jeu"
    number, slug = 1, start
    while slug in taken:
        number += 1
        slug = f"{start}-{number}"
    return slug
