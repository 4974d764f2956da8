"""What the edits of a compte-rendu are made of: what is there is found or the edit is refused, and put in its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.steps.types import Span
from interviews.writeup.errors import EditError
from interviews.writeup.sheet import PARTS, Piece, Place, Sheet, SheetCard, place_from

LONGEST, LONGEST_TITLE = 200_000, 200
"""Characters of one paragraph, and of the title of a card."""
GONE = "Ce paragraphe n'est plus là : quelqu'un l'a retiré ou réuni à un autre. Rechargez la page, rien n'est perdu."
NO_CARD = "Cette carte n'est plus là. Rechargez la page, rien n'est perdu."
UNKNOWN = "Cette action n'est pas connue ici. Rechargez la page."

Edit = Mapping[str, Any]


def piece_of(sheet: Sheet, name: Any) -> Piece:
    """The piece an edit names. Raises EditError."""
    found = sheet.piece(str(name))
    if found is None:
        raise EditError(GONE)
    return found


def card_of(sheet: Sheet, key: Any) -> SheetCard:
    """The card an edit names. Raises EditError."""
    found = sheet.card(str(key))
    if found is None:
        raise EditError(NO_CARD)
    return found


def place_of(sheet: Sheet, data: Any) -> Place:
    """The place an edit names, when it exists. Raises EditError."""
    place = place_from(data)
    if place.part not in PARTS or (place.part == "carte") != (place.card is not None):
        raise EditError(UNKNOWN)
    if place.card is not None:
        card_of(sheet, place.card)
    return place


def checked(text: Any) -> str:
    """A text as it is kept. Raises EditError when it is too long."""
    if not isinstance(text, str):
        raise EditError(UNKNOWN)
    if len(text) > LONGEST:
        raise EditError("Ce paragraphe est trop long. Coupez-le en plusieurs.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def title_of(text: Any) -> str | None:
    """A title as it is kept, None for an empty one."""
    return str(text).strip()[:LONGEST_TITLE] or None if text is not None else None


def new_id(sheet: Sheet, name: Any) -> str:
    """An id made by the page, that nothing has yet. Raises EditError."""
    if not isinstance(name, str) or not 8 <= len(name) <= 64 or sheet.piece(name) is not None:
        raise EditError(UNKNOWN)
    return name


def with_piece(sheet: Sheet, piece: Piece) -> Sheet:
    """The sheet with this piece instead of the one of the same id."""
    return replace(sheet, pieces=tuple(piece if one.id == piece.id else one for one in sheet.pieces))


def without_piece(sheet: Sheet, name: str) -> Sheet:
    """The sheet without this piece."""
    return replace(sheet, pieces=tuple(one for one in sheet.pieces if one.id != name))


def settled(sheet: Sheet, gone: str) -> Sheet:
    """Nothing is the rival of a piece that is no longer there."""
    return replace(sheet, pieces=tuple(replace(one, rival=None) if one.rival == gone else one for one in sheet.pieces))


def piece_after(sheet: Sheet, piece: Piece) -> str | None:
    """The id of the piece that follows at the same place, None for the last."""
    here = [one.id for one in sheet.at(piece.place)]
    place = here.index(piece.id)
    return here[place + 1] if place + 1 < len(here) else None


def inserted(sheet: Sheet, pieces: list[Piece], *, before: Any) -> Sheet:
    """The pieces put before another of the same place, at the end of the place when it is None or elsewhere."""
    here = [one.id for one in sheet.at(pieces[0].place)]
    if before not in here:
        return replace(sheet, pieces=(*sheet.pieces, *pieces))
    at = next(n for n, one in enumerate(sheet.pieces) if one.id == before)
    return replace(sheet, pieces=(*sheet.pieces[:at], *pieces, *sheet.pieces[at:]))


def placed(cards: tuple[SheetCard, ...], card: SheetCard, before: Any) -> tuple[SheetCard, ...]:
    """The cards with this one before another, or last."""
    at = next((n for n, one in enumerate(cards) if one.key == before), len(cards))
    return (*cards[:at], card, *cards[at:])


def spans_without(spans: tuple[Span, ...], gone: Span) -> tuple[Span, ...]:
    """The stretches, less this one."""
    left = [Span(one.start, min(one.end, gone.start)) for one in spans]
    right = [Span(max(one.start, gone.end), one.end) for one in spans]
    return tuple(sorted((one for one in {*left, *right} if one.start < one.end), key=lambda one: one.start))
