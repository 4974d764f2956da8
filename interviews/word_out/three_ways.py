"""A Word file made from an older revision: what it changes is put on what stands now, nothing that came since is lost. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import uuid4

from interviews.writeup.sheet import Piece, Place, Sheet, SheetCard

Thing = TypeVar("Thing", Piece, SheetCard)


def put_on(base: Sheet, file: Sheet, now: Sheet, *, name: Callable[[], str] = lambda: uuid4().hex) -> Sheet:
    """What stands now (``now``) with what ``file`` changes of ``base``, the sheet it was made from.

    A paragraph rewritten on both sides stays as it is now, with the text of the file beside it, as its rival. One struck
    out on one side and rewritten on the other stays.
    """
    file = _met_again(base, file, now)
    cards = _cards(base, file, now)
    pieces: list[Piece] = []
    for piece in _in_order(file.pieces, now.pieces):
        pieces += _settled(base.piece(piece.id), file.piece(piece.id), now.piece(piece.id), name)
    cards = tuple(one for one in cards if not _struck_out(one, base, file, pieces))
    keys = {one.key for one in cards}
    changed = {key: told for key, told in file.facts.items() if base.facts.get(key) != told}
    gone = {key for key in base.facts if key not in file.facts}
    facts = {key: told for key, told in now.facts.items() if key not in gone or now.facts[key] != base.facts[key]}
    return Sheet(cards, tuple(_within(one, keys) for one in pieces), facts | changed).ordered()


def _met_again(base: Sheet, file: Sheet, now: Sheet) -> Sheet:
    """The file with the ids of now for what came on both sides alike: a copy taken twice adds nothing twice."""
    cards = _pairs(
        [one for one in file.cards if not base.card(one.key)], [o for o in now.cards if not base.card(o.key)]
    )
    keys = {one.key: other.key for one, other in cards}
    moved = [replace(one, place=_named(one.place, keys), origin=_named(one.origin, keys)) for one in file.pieces]
    came = [one for one in moved if base.piece(one.id) is None]
    twins = _pairs(came, [one for one in now.pieces if base.piece(one.id) is None])
    ids = {one.id: other for one, other in twins}
    pieces = tuple(ids.get(one.id, one) for one in moved)
    return Sheet(tuple(replace(one, key=keys.get(one.key, one.key)) for one in file.cards), pieces, file.facts)


def _pairs(ones: Sequence[Thing], others: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Those that say the same, each once."""
    left, pairs = list(others), []
    for one in ones:
        twin = next((other for other in left if _said(other) == _said(one)), None)
        if twin is not None:
            left.remove(twin)
            pairs.append((one, twin))
    return pairs


def _said(one: Piece | SheetCard) -> tuple[object, ...]:
    return (one.place, one.text) if isinstance(one, Piece) else (one.card, one.title)


def _struck_out(card: SheetCard, base: Sheet, file: Sheet, pieces: Sequence[Piece]) -> bool:
    """Whether the file put a card away, with nothing left under it."""
    gone = base.card(card.key) is not None and file.card(card.key) is None
    return gone and not any(one.place.card == card.key for one in pieces)


def _named(place: Any, keys: Mapping[str, str]) -> Any:
    """A place, by the key its card has now."""
    return replace(place, card=keys[place.card]) if place is not None and place.card in keys else place


def _settled(was: Piece | None, theirs: Piece | None, ours: Piece | None, name: Callable[[], str]) -> list[Piece]:
    """What becomes of one paragraph: as it was, in the file, as it is now."""
    if theirs is None or ours is None:
        left = theirs or ours
        if left is None or (was is not None and left == was):
            return []  # struck out on one side, untouched on the other
        return [left]
    if was is None or theirs == was:
        return [ours]
    if ours.text == theirs.text or ours.text == was.text:
        return [_looks(was, theirs, replace(ours, text=theirs.text, exact=theirs.exact))]
    if theirs.text == was.text:
        return [_looks(was, theirs, ours)]
    beside = replace(theirs, id=name(), rival=ours.id)
    return [_looks(was, theirs, ours), replace(beside, place=ours.place, origin=ours.origin)]


def _looks(was: Piece, theirs: Piece, ours: Piece) -> Piece:
    """The paragraph with the marks and the place of the file, where the file changed them."""
    if theirs.marks != was.marks:
        ours = replace(ours, marks=theirs.marks)
    if (theirs.place, theirs.origin) != (was.place, was.origin):
        ours = replace(ours, place=theirs.place, origin=theirs.origin)
    return replace(ours, exact=theirs.exact) if theirs.text == ours.text and theirs.exact != was.exact else ours


def _in_order(first: Sequence[Piece], second: Sequence[Piece]) -> list[Piece]:
    """Every paragraph once: those of the first, and each other one behind the one it follows in the second."""
    ordered = list(first)
    names = [one.id for one in ordered]
    for number, piece in enumerate(second):
        if piece.id not in names:
            before = second[number - 1].id if number else None
            place = names.index(before) + 1 if before in names else 0
            names.insert(place, piece.id)
            ordered.insert(place, piece)
    return ordered


def _cards(base: Sheet, file: Sheet, now: Sheet) -> tuple[SheetCard, ...]:
    """The cards of now, in the order of the file when it changed that order."""
    titled = [_card(base.card(one.key), file.card(one.key), one) for one in now.cards]
    known = {one.key for one in titled}
    cards = [*titled, *(one for one in file.cards if one.key not in known and base.card(one.key) is None)]
    order = [one.key for one in file.cards]
    if order == [one.key for one in base.cards]:
        return tuple(cards)
    return tuple(sorted(cards, key=lambda one: order.index(one.key) if one.key in order else len(order)))


def _card(was: SheetCard | None, theirs: SheetCard | None, ours: SheetCard) -> SheetCard:
    return theirs if was is not None and theirs is not None and theirs != was else ours


def _within(piece: Piece, keys: set[str]) -> Piece:
    """The paragraph where it can be: what was under a card that is gone is « non classé »."""
    if piece.place.card is not None and piece.place.card not in keys:
        piece = replace(piece, place=Place("non-classe"))
    if piece.origin is not None and piece.origin.card is not None and piece.origin.card not in keys:
        piece = replace(piece, origin=None)
    return replace(piece, origin=None) if piece.origin == piece.place else piece
