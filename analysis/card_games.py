"""From an interview to what its cards tell: out of a compte-rendu, a document, or the journal of a tablet. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from analysis.card_life import JOKER, Game, Taken, key_of
from cards.deck import Deck
from interviews.document import CompteRendu
from interviews.draft import draft
from interviews.fold import InterviewState
from interviews.structure_titles import opening_of

Named = tuple[str | None, str | None]
"""A card as a compte-rendu keeps it: id in the deck, "joker" or None; title as it was written."""


def game_of_document(code: str, document: CompteRendu, *, deck: Deck, on: date) -> Game:
    """What a compte-rendu just read tells of its cards."""
    return Game(code, deck.version, on, taken_of(((card.id, card.title) for card in document.cards), deck))


def game_of_journal(code: str, state: InterviewState, *, deck: Deck, on: date) -> Game:
    """What the journal of a tablet tells of its cards; a card put back then taken again is in both."""
    keys = keys_of(deck)

    def named(cards: Iterable[str]) -> frozenset[str]:
        return frozenset(keys.get(card, card) for card in cards)

    return Game(
        id=code,
        version=deck.version,
        on=on,
        taken=taken_of(((card.id, card.title) for card in draft(state, deck=deck).cards), deck),
        followed=True,
        read=named(state.read),
        skipped=named(state.skipped),
        later=named(state.later),
        back=named(pick.card for pick in state.picks.values() if pick.returned),
    )


def beside(game: Game, journal: Game) -> Game:
    """A compte-rendu with what its journal knows besides: what was read, skipped, left for later, put back."""
    return replace(
        game,
        on=journal.on,
        followed=True,
        read=journal.read,
        skipped=journal.skipped,
        later=journal.later,
        back=journal.back,
    )


def taken_of(cards: Iterable[Named], deck: Deck) -> tuple[Taken, ...]:
    """The cards taken, in their order; words of the person are kept for a joker, or for what is no card of the deck."""
    keys = keys_of(deck)
    return tuple(_taken(card and keys.get(card, card), (title or "").strip(), deck) for card, title in cards)


@lru_cache(maxsize=64)
def keys_of(deck: Deck) -> dict[str, str]:
    """The id that each card of a deck is counted under."""
    return {card.id: key_of(card) for card in deck.cards}


def _taken(key: str | None, title: str, deck: Deck) -> Taken:
    if not key:
        return Taken(None, title=title)
    return Taken(JOKER, title=title) if key == JOKER else _plain(key, title, deck)


@lru_cache(maxsize=1024)
def _plain(card: str, title: str, deck: Deck) -> Taken:
    found = deck.card(card)
    if found is None or len(found.openings) < 2:
        return Taken(card)
    opening = opening_of(found, title)
    return Taken(card, opening if opening in found.openings else "")
