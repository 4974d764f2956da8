"""A paragraph cut in two or joined to another in Word: what wrote its words on the tablet follows them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from interviews.writeup.sheet import Piece, Sheet, operations

FEWEST = 3
"""Words from which a stretch is known to be the same one."""


def with_operations(pieces: Sequence[Piece], base: Sheet) -> tuple[Piece, ...]:
    """The pieces of a file with the operations of the words they hold: those put off the record later go wherever they are."""
    there = {one.id for one in pieces}
    written = [one for one in base.pieces if one.operation]
    gone = [one for one in written if one.id not in there]
    return tuple(_carried(one, base.piece(one.id), written, gone) for one in pieces)


def _carried(piece: Piece, was: Piece | None, written: Collection[Piece], gone: Collection[Piece]) -> Piece:
    if was is None:
        found = [one.operation for one in written if _is_part(piece.text, one.text) or _is_part(one.text, piece.text)]
        return replace(piece, operation=operations(*found))
    if was.text == piece.text:
        return piece
    return replace(
        piece, operation=operations(piece.operation, *(one.operation for one in gone if _is_part(one.text, piece.text)))
    )


def _is_part(words: str, text: str) -> bool:
    return len(words.split()) >= FEWEST and words.strip() in text
