"""Which decks a person may print: those in service, and the drafts when she makes cards."""

from __future__ import annotations

from dataclasses import dataclass

from cards.deck import Deck
from cards.library import Shelf, library, published_deck
from kparole.access import Right, current


@dataclass(frozen=True, slots=True)
class Printable:
    """One choice of the list: ``key`` in the address, its ``label``, the deck."""

    key: str
    label: str
    deck: Deck


def printable_decks() -> tuple[Printable, ...]:
    """The deck on the table first, then the others that are not put away; never empty."""
    return tuple(one for shelf in library() if not shelf.archived for one in _of(shelf))


def chosen_deck(key: str, decks: tuple[Printable, ...]) -> Printable:
    """The one of this key; the first when there is none."""
    return next((one for one in decks if one.key == key), decks[0])


def _of(shelf: Shelf) -> list[Printable]:
    found = []
    published = published_deck(shelf.slug)
    if published is not None:
        found.append(Printable(shelf.slug, published.title, published))
    if shelf.draft and current().may(Right.MAKE_CARDS):
        found.append(Printable(f"{shelf.slug}.brouillon", f"{shelf.title} (brouillon)", shelf.deck))
    return found
