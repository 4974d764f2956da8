"""A deck back to TOML: the same deck always gives the same text, that ``read_deck`` reads back."""

from __future__ import annotations

from typing import Any

import tomli_w

from cards.deck import Card, Deck


def deck_text(deck: Deck) -> str:
    """The whole deck as TOML; keys that say nothing are left out."""
    head = {"deck": {"id": deck.id, "titre": deck.title}}
    return tomli_w.dumps({**head, "carte": [_entry(card) for card in deck.cards]})


def _entry(card: Card) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": card.id, "image": card.picture, "joker": card.joker}
    optional: dict[str, Any] = {
        "masquee": card.hidden,
        "famille": card.family,
        "credit": card.credit,
        "variantes": list(card.variants),
        "titre": card.titles,
        "dire": card.spoken,
        "son": card.sounds,
    }
    return entry | {key: value for key, value in optional.items() if value}
