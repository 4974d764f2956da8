"""How the places of a compte-rendu are called on pages, and how a form says them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from cards.deck import Deck
from interviews.writeup.sheet import PARTS, Part, Place, Sheet, SheetCard

TITLES: dict[str, str] = {
    "introduction": "En arrivant",
    "cloture": "Pour finir",
    "vecu": "Comment la personne l'a vécu",
    "modalites": "Où, avec qui, comment, quand",
    "non-classe": "À ranger",
}
HELP: dict[str, str] = {
    "introduction": "Depuis quand elle vient, pourquoi elle est venue.",
    "cloture": "Ce qu'elle a ajouté, ce qu'elle a pensé de l'entretien.",
    "vecu": "Ce qu'elle en a dit, et ce que vous avez vu ou ressenti.",
    "modalites": "Le lieu, les personnes présentes, le moyen, la date.",
    "non-classe": "Ce qui n'a pas encore trouvé sa carte. Déplacez-le quand vous voulez.",
}
NO_TITLE = "Carte sans titre"


@dataclass(frozen=True, slots=True)
class Named:
    """A place with its title; ``token`` says it in an address or a form; ``rank`` and ``picture``: of a card."""

    place: Place
    title: str
    token: str
    rank: int | None = None
    picture: str | None = None


def named_places(sheet: Sheet, deck: Deck) -> tuple[Named, ...]:
    """Every place in the order of the page."""
    ranks = {card.key: rank for rank, card in enumerate(sheet.cards, 1)}
    return tuple(_named(place, sheet, deck, ranks) for place in sheet.places)


def card_name(card: SheetCard, deck: Deck) -> str:
    """The title of a card taken: as it was said, else the deck's."""
    known = deck.card(card.card) if card.card else None
    return card.title or (known.openings[0] if known else NO_TITLE)


def place_token(place: Place) -> str:
    """The place as a form says it.

    >>> place_token(Place("carte", "k1")), place_token(Place("cloture"))
    ('carte-k1', 'cloture')
    """
    return f"carte-{place.card}" if place.card else place.part


def place_at(token: str) -> Place | None:
    """The place that a form says; None for anything else."""
    part, dash, key = token.partition("-")
    if part == "carte" and dash and key:
        return Place("carte", key)
    parts: dict[str, Part] = {one: one for one in PARTS if one != "carte"}
    return Place(parts[token]) if token in parts else None


def _named(place: Place, sheet: Sheet, deck: Deck, ranks: dict[str, int]) -> Named:
    card = sheet.card(place.card)
    if card is None:
        return Named(place, TITLES[place.part], place_token(place))
    known = deck.card(card.card) if card.card else None
    return Named(place, card_name(card, deck), place_token(place), ranks[card.key], known.id if known else None)
