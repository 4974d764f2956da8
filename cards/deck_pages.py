"""What the pages of the editor show, as plain data."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from cards.card_merge import said
from cards.deck import Card, Deck
from cards.deck_edits import languages_of, untranslated
from cards.languages import load_languages
from cards.library import Draft, Shelf
from cards.models import Edition
from cards.picture_set import SetPicture

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ku", "ckb", "sd", "ug", "yi", "dv"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as a field needs it: its name, which way it is written, its tag for the browser."""

    code: str
    name: str
    direction: str
    tag: str


@dataclass(frozen=True, slots=True)
class DeckPage:
    """A deck laid out. ``known``: the cards that were shown once, which can only be hidden. ``partial``: what lacks titles.

    ``heavy``: what to say when it weighs too much for tablets.
    """

    slug: str
    draft: Draft
    shelf: Shelf
    partial: tuple[tuple[Tongue, int], ...]
    known: frozenset[str] = frozenset()
    heavy: str | None = None

    @property
    def deck(self) -> Deck:
        """The deck being worked on."""
        return self.draft.deck

    @property
    def hidden(self) -> int:
        """How many cards are put aside."""
        return len(self.deck.cards) - len(self.deck.shown)


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card to change, or to add. ``theirs``: the card as somebody else has just left it, when two wrote at once.

    ``clashes``: the fields that both changed. ``kept``: by field, the sealed name of a picture or sound that was sent and
    is not on the card yet. ``typed``: the form as it was sent.
    """

    slug: str
    deck: Deck
    base: int
    card: Card
    tongues: tuple[Tongue, ...]
    pictures: tuple[SetPicture, ...]
    new: bool = False
    troubles: Mapping[str, str] = field(default_factory=dict)
    theirs: Card | None = None
    clashes: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    removable: bool = False

    @property
    def theirs_said(self) -> dict[str, str]:
        """What the other person has put, by field."""
        return said(self.theirs) if self.theirs is not None else {}


@dataclass(frozen=True, slots=True)
class PublishPage:
    """What will change on the tables."""

    slug: str
    draft: Draft
    shelf: Shelf
    changes: tuple[str, ...]
    partial: tuple[tuple[Tongue, int], ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every edition, the newest first, and the names of who made them by their key."""

    slug: str
    draft: Draft
    editions: tuple[Edition, ...]
    names: Mapping[str, str]


def tongue(code: str) -> Tongue:
    """The language of a code: one of ours, or an unknown one that is called by its code."""
    for one in load_languages():
        if one.code == code:
            return Tongue(code, one.name, one.direction, one.tag)
    return Tongue(code, code, "rtl" if code.partition("-")[0] in RIGHT_TO_LEFT else "auto", code)


def tongues_of(deck: Deck, *more: str) -> tuple[Tongue, ...]:
    """Every language a page of this deck shows: ours, then those that only the deck has."""
    codes = [one.code for one in load_languages()]
    return tuple(tongue(code) for code in dict.fromkeys([*codes, *languages_of(deck), *more]))


def partial(deck: Deck) -> tuple[tuple[Tongue, int], ...]:
    """The languages begun and not finished, with how many cards lack a title."""
    return tuple((tongue(code), number) for code, number in untranslated(deck).items())


def found(pictures: tuple[SetPicture, ...], search: str) -> tuple[SetPicture, ...]:
    """The pictures whose words hold every word searched; all of them when nothing is."""
    wanted = folded(search).split()
    return tuple(one for one in pictures if all(word in folded(" ".join(one.words)) for word in wanted))


def folded(text: str) -> str:
    """Without case and accents.

    >>> folded("Été")
    'ete'
    """
    flat = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe"))
    return "".join(sign for sign in flat if not unicodedata.combining(sign))
