"""A compte-rendu as it is written up: cards in their order, and pieces of text that know where they are and were said. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from analysis.steps.types import Span

Part = Literal["introduction", "carte", "cloture", "vecu", "modalites", "non-classe"]
PARTS: tuple[Part, ...] = ("introduction", "carte", "cloture", "vecu", "modalites", "non-classe")
MARKS = ("important", "feeling", "observation", "paraphrase")
FACTS = ("kpa", "age", "gender", "since")
DECLINED = "declined"
"""The value of a fact that the person did not wish to say."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a piece is: a part, and for a card the key of the card it is under."""

    part: Part
    card: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph. ``exact``: the stretches that are the person's own words (code points, end exclusive).

    ``origin``: where it was said, when it was moved since. ``operation``: what wrote it on the tablet, several parted by a
    blank when pieces were joined: whatever becomes of the words, they go when they are put off the record there. ``rival``:
    the id of the piece that says the same otherwise, when two people wrote at once; somebody is to choose.
    """

    id: str
    place: Place
    text: str
    exact: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    origin: Place | None = None
    operation: str | None = None
    rival: str | None = None


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A card taken. ``card``: its id in the deck, "joker", None when no card has its title.

    ``title``: as ``document.PickedCard`` says.
    """

    key: str
    card: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole compte-rendu. Pieces of one place are in the order of reading; ``facts``: age, gender, since, kpa as text."""

    cards: tuple[SheetCard, ...] = ()
    pieces: tuple[Piece, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def piece(self, name: str) -> Piece | None:
        """The piece of this id."""
        return next((one for one in self.pieces if one.id == name), None)

    def card(self, key: str | None) -> SheetCard | None:
        """The card of this key."""
        return next((one for one in self.cards if one.key == key), None)

    def at(self, place: Place) -> tuple[Piece, ...]:
        """The pieces of one place, in the order of reading."""
        return tuple(one for one in self.pieces if one.place == place)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place in the order of the standard structure, cards in the order of selection."""
        cards = [Place("carte", one.key) for one in self.cards]
        return tuple(place for part in PARTS for place in (cards if part == "carte" else [Place(part)]))

    def ordered(self) -> Sheet:
        """The same, its pieces in the order of the standard structure."""
        rank = {place: number for number, place in enumerate(self.places)}
        return replace(self, pieces=tuple(sorted(self.pieces, key=lambda one: rank[one.place])))


def operations(*found: str | None) -> str | None:
    """Several operations as ``Piece.operation`` tells them, each once.

    >>> operations("a b", None, "b c"), operations(None)
    ('a b c', None)
    """
    return " ".join(dict.fromkeys(name for one in found if one for name in one.split())) or None


def as_json(sheet: Sheet) -> dict[str, Any]:
    """Plain data, that ``from_json`` reads back."""
    return {
        "cards": cards_json(sheet),
        "pieces": [piece_json(one) for one in sheet.pieces],
        "facts": dict(sheet.facts),
    }


def from_json(data: Mapping[str, Any]) -> Sheet:
    """The sheet that plain data made by ``as_json`` says."""
    return Sheet(cards_from(data["cards"]), tuple(piece_from(one) for one in data["pieces"]), dict(data["facts"]))


def cards_json(sheet: Sheet) -> list[dict[str, Any]]:
    """The cards as plain data, in their order."""
    return [{"key": one.key, "card": one.card, "title": one.title} for one in sheet.cards]


def cards_from(data: Iterable[Mapping[str, Any]]) -> tuple[SheetCard, ...]:
    """Cards from plain data."""
    return tuple(SheetCard(one["key"], one["card"], one["title"]) for one in data)


def piece_json(piece: Piece) -> dict[str, Any]:
    """A piece as plain data; what says nothing is left out."""
    told: dict[str, Any] = {
        "id": piece.id,
        "place": place_json(piece.place),
        "text": piece.text,
        "exact": [[one.start, one.end] for one in piece.exact],
        "marks": list(piece.marks),
        "origin": place_json(piece.origin) if piece.origin else None,
        "operation": piece.operation,
        "rival": piece.rival,
    }
    return {key: value for key, value in told.items() if value or key in ("id", "place", "text")}


def piece_from(data: Mapping[str, Any]) -> Piece:
    """A piece from plain data."""
    origin = data.get("origin")
    return Piece(
        id=data["id"],
        place=place_from(data["place"]),
        text=data["text"],
        exact=spans(data.get("exact", ())),
        marks=tuple(data.get("marks", ())),
        origin=place_from(origin) if origin else None,
        operation=data.get("operation"),
        rival=data.get("rival"),
    )


def place_json(place: Place) -> list[str | None]:
    """A place as plain data."""
    return [place.part, place.card]


def place_from(data: Iterable[Any]) -> Place:
    """A place from plain data."""
    part, card = data
    return Place(part, card)


def spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    """[[start, end], …] as spans."""
    return tuple(Span(start, end) for start, end in pairs)
