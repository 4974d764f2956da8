"""Changes of a deck: a deck and what is wanted in, a new deck out. Nothing is written here. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from cards.deck import Card, Deck, made_deck
from cards.errors import DeckError

GONE = "Cette carte n'est plus dans le jeu : quelqu'un l'a retirée. Ajoutez-la de nouveau si vous en avez besoin."
SHOWN_BEFORE = "Cette carte a déjà été montrée : des notes y renvoient. Masquez-la, elle ne sera plus sur la table."
LAST_SHOWN = "Il faut au moins une carte visible. Montrez-en une autre avant de masquer celle-ci."
JOKER_TITLE = "JOKER"


def stepped(deck: Deck, card_id: str, *, by: int) -> Deck:
    """A card some places further (``by`` > 0) or nearer the beginning; it stops at the ends."""
    place = _place(deck, card_id)
    return _with_order(deck, card_id, place + by)


def moved(deck: Deck, card_id: str, *, before: str | None) -> Deck:
    """A card just before another; at the end when there is no such other."""
    if before == card_id:
        return deck
    card = deck.cards[_place(deck, card_id)]
    rest = [one for one in deck.cards if one.id != card_id]
    at = next((place for place, one in enumerate(rest) if one.id == before), len(rest))
    return made_deck(deck.id, deck.title, [*rest[:at], card, *rest[at:]])


def with_card(deck: Deck, card: Card) -> Deck:
    """The card of the same id replaced by this one."""
    _place(deck, card.id)
    return made_deck(deck.id, deck.title, [card if one.id == card.id else one for one in deck.cards])


def with_hidden(deck: Deck, card_id: str, *, hidden: bool) -> Deck:
    """A card put aside, or back on the table. Raises DeckError for the last one to be seen."""
    if hidden and [card.id for card in deck.shown] == [card_id]:
        raise DeckError(LAST_SHOWN)
    return with_card(deck, replace(deck.cards[_place(deck, card_id)], hidden=hidden))


def added(deck: Deck, card: Card) -> Deck:
    """A new card: a theme after the last theme, a joker at the end. Raises DeckError when its id is taken."""
    if deck.card(card.id) is not None and card.id in {one.id for one in deck.cards}:
        raise DeckError(f"Une carte « {card.id} » est déjà dans ce jeu.")
    themes = max((place + 1 for place, one in enumerate(deck.cards) if not one.joker), default=0)
    at = len(deck.cards) if card.joker else themes
    return made_deck(deck.id, deck.title, [*deck.cards[:at], card, *deck.cards[at:]])


def removed(deck: Deck, card_id: str, *, shown_before: Collection[str]) -> Deck:
    """The deck without a card. Raises DeckError for one that notes may name, or the last one to be seen."""
    _place(deck, card_id)
    if card_id in shown_before:
        raise DeckError(SHOWN_BEFORE)
    if [card.id for card in deck.shown] == [card_id]:
        raise DeckError(LAST_SHOWN)
    return made_deck(deck.id, deck.title, [card for card in deck.cards if card.id != card_id])


def renamed(deck: Deck, title: str) -> Deck:
    """The same cards under another title."""
    return made_deck(deck.id, title, deck.cards)


def with_media(deck: Deck, names: Mapping[str, str]) -> Deck:
    """Every picture and sound that has another name in ``names`` called by it."""
    return made_deck(
        deck.id,
        deck.title,
        [
            replace(
                card,
                picture=names.get(card.picture, card.picture),
                sounds={code: names.get(name, name) for code, name in card.sounds.items()},
            )
            for card in deck.cards
        ],
    )


def media_of(deck: Deck) -> tuple[str, ...]:
    """Every file the deck names, once, in the order of the cards."""
    return tuple(dict.fromkeys(name for card in deck.cards for name in (card.picture, *card.sounds.values())))


def languages_of(deck: Deck) -> tuple[str, ...]:
    """Every language in which a card has a title, French first."""
    found = {code for card in deck.cards for code in card.titles}
    return tuple(sorted(found, key=lambda code: (code != "fr", code)))


def untranslated(deck: Deck) -> dict[str, int]:
    """By language that some cards have, how many of the cards shown lack a title in it; languages that lack none are left out."""
    missing = {code: sum(code not in card.titles for card in deck.shown) for code in languages_of(deck)}
    return {code: number for code, number in missing.items() if number}


def _with_order(deck: Deck, card_id: str, place: int) -> Deck:
    rest = [card for card in deck.cards if card.id != card_id]
    at = max(0, min(place, len(rest)))
    card = deck.cards[_place(deck, card_id)]
    return made_deck(deck.id, deck.title, [*rest[:at], card, *rest[at:]])


def _place(deck: Deck, card_id: str) -> int:
    found = next((place for place, card in enumerate(deck.cards) if card.id == card_id), None)
    if found is None:
        raise DeckError(GONE)
    return found
