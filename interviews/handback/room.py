"""What the pages of the hand back share: their blueprint, the compte-rendu they are about, and what is read of it."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort

from cards.deck import Card, Deck
from cards.library import deck_versioned, known_deck
from cards.media_store import shown_media
from interviews.handback.people import chosen_name
from interviews.handback.service import answers_of
from interviews.handback.telling import Told, sentences_of, telling
from interviews.journal_forgetting import interview_of
from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code
from interviews.writeup.rows import sheet_of
from interviews.writeup.sheet import SheetCard

blueprint = Blueprint("handback", __name__, url_prefix="/entretiens/<code>/rendre")

blueprint.add_app_template_filter(sentences_of, "phrases")

NAMELESS_CARD = "Carte sans titre"


def row_of(code: str, *, taken_back: bool = False) -> CompteRendu:
    """The compte-rendu of this code; 404 when it is not within reach, or was taken back and one does not ask for it."""
    return compte_rendu_by_code(code, taken_back=taken_back) or abort(404)


def told_of(row: CompteRendu) -> tuple[Told, ...]:
    """What is read back of this compte-rendu."""
    deck = _deck(row)

    def naming(card: SheetCard) -> tuple[str, str | None]:
        known = _card(deck, card)
        return card.title or (known.openings[0] if known else NAMELESS_CARD), known.id if known else None

    return telling(sheet_of(row), naming, answers_of(row))


def name_of(row: CompteRendu) -> str:
    """How the person wished to be called."""
    return chosen_name(row, interview_of(row))


def pictures_of(row: CompteRendu) -> dict[str, Path]:
    """The file of the picture of each card taken, by the key of the card."""
    deck, found = _deck(row), {}
    for card in sheet_of(row).cards:
        known = _card(deck, card)
        path = shown_media(known.picture) if known else None
        if path is not None:
            found[card.key] = path
    return found


def _deck(row: CompteRendu) -> Deck:
    return deck_versioned(row.deck_version) or known_deck()


def _card(deck: Deck, card: SheetCard) -> Card | None:
    return deck.card(card.card)
