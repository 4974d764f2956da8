"""Makes interviews as their cards tell them, for the tests of the life of the cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from analysis.card_counting import life_of
from analysis.card_life import CardLife, Game, Taken, key_of
from cards.deck import Deck, load_deck, made_deck

DECK = load_deck()
CARDS = tuple(dict.fromkeys(key_of(card) for card in DECK.shown))
OTHER = made_deck("kpa", DECK.title, [card for card in DECK.cards if card.id != "teste"])
"""The same deck without one of its cards."""
DECKS = {deck.version: deck for deck in (DECK, OTHER)}
TITLES = ("", "JOKER 2", "Ma famille", "La famille d'abord", "Le permis", "Mes enfants", "الأسرة")


def took(*cards: str | None, **of_game: Any) -> Game:
    """An interview where these cards were taken; « joker:titre » gives a joker its title, « aime/1 » the second opening."""
    name = of_game.pop("id", f"E-{'-'.join(map(str, cards))}")
    return Game(
        name,
        of_game.pop("version", DECK.version),
        of_game.pop("on", date(2026, 3, 1)),
        tuple(map(taken, cards)),
        **of_game,
    )


def taken(said: str | None) -> Taken:
    """One card of ``took``."""
    if said is None:
        return Taken(None, title="Autre chose")
    card, _, title = said.partition(":")
    card, _, number = card.partition("/")
    found = DECK.card(card)
    return Taken(card, found.openings[int(number)] if number and found else "", title)


def counted(*games: Game, decks: dict[str, Deck] | None = None) -> CardLife:
    """Their life, with the shipped deck on the table."""
    return life_of(games, decks=DECKS if decks is None else decks, shown=DECK)


def renamed(games: list[Game]) -> list[Game]:
    """Each with an id of its own."""
    return [replace(game, id=f"E{number:04}") for number, game in enumerate(games)]


_sets = st.frozensets(st.sampled_from(CARDS), max_size=5)
_takings = st.builds(
    lambda card, title: Taken(card, "", title if card in {"joker", None} else ""),
    st.sampled_from([*CARDS, None]),
    st.sampled_from(TITLES),
)
games = st.lists(
    st.builds(
        lambda taken, version, day, followed, asides: Game(
            "x", version, date(2026, 1, day), tuple(taken), followed, *(asides if followed else [frozenset()] * 4)
        ),
        st.lists(_takings, max_size=6),
        st.sampled_from([DECK.version, OTHER.version, "inconnue"]),
        st.integers(1, 28),
        st.booleans(),
        st.tuples(_sets, _sets, _sets, _sets),
    ),
    max_size=14,
).map(renamed)
"""Interviews of every kind: nothing taken, the same card twice, cards that no deck has, decks that are not known."""
