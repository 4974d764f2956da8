"""The pictures and sounds that a team brings: kept under their SHA-256, and listed, for only those may be shown to anybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from cards.deck import Deck, made_deck
from cards.media import TYPES, is_kept, media_path
from cards.models import DeckMedia
from kparole.access import current
from kparole.db import db, take_turn
from kparole.files import store


def keep_bytes(content: bytes, *, suffix: str) -> str:
    """Keep these bytes, that were checked before, as a file a deck may name; its name (not committed). The same are kept once.

    Raises ValueError for a suffix that is not in ``media.TYPES``, StoreError when the disk is full.
    """
    if suffix not in TYPES:
        raise ValueError(suffix)
    name = f"{store(_home(), content)}.{suffix}"
    take_turn("deck")
    if db.session.scalar(select(DeckMedia.id).filter_by(name=name)) is None:
        db.session.add(DeckMedia(name=name, bytes=len(content), who=current().key))
        db.session.flush()
    return name


def shown_media(name: str) -> Path | None:
    """The file of this name when anybody may see it: a picture that travels with KParole, or what was kept for a deck."""
    if is_kept(name) and db.session.scalar(select(DeckMedia.id).filter_by(name=name)) is None:
        return None  # other files are people's: the digest alone opens nothing
    return media_path(name, _home())


def with_kept_media(deck: Deck) -> Deck:
    """The same deck, whose pictures are kept with the data of the team; its version is the same."""
    pictures = {card.picture: _kept(card.picture) for card in deck.cards}
    return made_deck(deck.id, deck.title, [replace(card, picture=pictures[card.picture]) for card in deck.cards])


def _kept(name: str) -> str:
    path = media_path(name)
    return keep_bytes(path.read_bytes(), suffix=name.rpartition(".")[2]) if path is not None else name


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home
