"""How heavy a deck is for the tablets that keep it whole: the pictures and sounds that a team brought."""

from __future__ import annotations

from pathlib import Path

from cards.deck import Deck
from cards.media import is_kept, media_path

MOST_MB = 30
"""Beyond, a tablet on a slow network takes minutes to have it all, and may have no room for the photos of an interview."""


def megabytes(deck: Deck, home: Path) -> float:
    """What the team brought to the cards shown; what travels with KParole counts for nothing, it is light."""
    names = {name for card in deck.shown for name in (card.picture, *card.sounds.values()) if is_kept(name)}
    paths = [path for name in names if (path := media_path(name, home)) is not None]
    return sum(path.stat().st_size for path in paths) / 1_000_000


def too_heavy(deck: Deck, home: Path) -> str | None:
    """What to say to who makes the deck, None when it is light enough."""
    weight = megabytes(deck, home)
    if weight <= MOST_MB:
        return None
    return (
        f"Les images et les sons de ce jeu pèsent {weight:.0f} Mo. Au-delà de {MOST_MB} Mo, une tablette met longtemps à "
        "les garder : raccourcissez les sons, ou allégez les images."
    )
