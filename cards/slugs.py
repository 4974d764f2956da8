"""Short names of decks for addresses and files: numbers, for a title may hold somebody's name. Pure."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count


def free_slug(taken: Collection[str]) -> str:
    """The first name that no deck has.

    >>> free_slug({"kpa", "jeu-1"})
    'jeu-2'
    """
    return next(name for number in count(1) if (name := f"jeu-{number}") not in taken)
