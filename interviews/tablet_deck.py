"""A deck as a tablet reads it: what lies on the table, what is only known by its title, and where its files are."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from cards.deck import Card, Deck
from cards.languages import load_languages
from cards.views import media_url
from cards.weight import MOST_MB, megabytes
from interviews.guide import load_guide
from kparole.logs import event

log = logging.getLogger(__name__)


def told_deck(deck: Deck) -> dict[str, Any]:
    """``cartes`` lie on the table, in their order; ``autres`` are hidden: their titles alone may be wanted.

    ``langues``: those in which every card on the table has a title.
    """
    return {
        "id": deck.id,
        "titre": deck.title,
        "version": deck.version,
        "langues": list(deck.languages),
        "cartes": [_told(card) for card in deck.shown],
        "autres": [_told(card) for card in deck.cards if card.hidden],
    }


def told_words() -> dict[str, Any]:
    """What is said around the cards, whatever the deck: languages, guide, uses that a consent is asked for."""
    guide = {
        section: [{"id": one.id, "texte": one.text, "but": one.purpose, "moment": one.moment} for one in prompts]
        for section, prompts in load_guide().items()
    }
    languages = [
        {"code": one.code, "nom": one.name, "sens": one.direction, "lang": one.tag, "mots": dict(one.words)}
        for one in load_languages()
    ]
    return {"langues": languages, "guide": guide, "usages": guide.pop("usages")}


@lru_cache(maxsize=64)
def warn_once(deck: Deck, home: Path) -> None:
    """Say in the log that a deck is too heavy for tablets; its editor says it to who makes it."""
    weight = megabytes(deck, home)
    if weight > MOST_MB:
        event(log, "deck.heavy", level=logging.WARNING, version=deck.version, megabytes=round(weight))


def _told(card: Card) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": card.id,
        "image": media_url(card.picture),
        "joker": card.joker,
        "titres": card.titles,
        "dire": card.spoken,
    }
    if card.sounds:
        told["sons"] = {code: media_url(name) for code, name in card.sounds.items()}
    return told
