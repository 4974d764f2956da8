"""What one may do to the pieces of a compte-rendu: write, mark, move, cut, join. Pure; ``edits`` calls these."""

from __future__ import annotations

from dataclasses import replace

from analysis.steps.quotes import exact_spans, joined_spans
from analysis.steps.types import Span
from interviews.writeup.errors import EditError
from interviews.writeup.parts import (
    UNKNOWN,
    Edit,
    checked,
    inserted,
    new_id,
    piece_after,
    piece_of,
    place_of,
    settled,
    spans_without,
    with_piece,
    without_piece,
)
from interviews.writeup.sheet import MARKS, Piece, Place, Sheet, operations

MOST_PIECES = 2000


def write(sheet: Sheet, edit: Edit) -> Sheet:
    """Write another text in a piece."""
    piece, text = piece_of(sheet, edit["piece"]), checked(edit["text"])
    return with_piece(sheet, replace(piece, text=text, exact=carried(piece, text)))


def carried(piece: Piece, text: str) -> tuple[Span, ...]:
    """The exact words of a new text: what stands in quotation marks, and the old stretches that are still there, in order."""
    found, place = list(exact_spans(text)), 0
    for span in piece.exact:
        words = piece.text[span.start : span.end]
        start = text.find(words, place)
        if words.strip() and start >= 0:
            found.append(Span(start, start + len(words)))
            place = start + len(words)
    return joined_spans(found)


def mark(sheet: Sheet, edit: Edit) -> Sheet:
    """Say what a piece is: important, something felt, something observed, told in our words."""
    piece, chosen = piece_of(sheet, edit["piece"]), edit["mark"]
    if chosen not in MARKS:
        raise EditError(UNKNOWN)
    marks = {*piece.marks, chosen} if edit["on"] else set(piece.marks) - {chosen}
    return with_piece(sheet, replace(piece, marks=tuple(one for one in MARKS if one in marks)))


def exact(sheet: Sheet, edit: Edit) -> Sheet:
    """Some words of a piece are the person's own, or are not: said by themselves and how many times they came before."""
    piece, words = piece_of(sheet, edit["piece"]), str(edit["words"])
    start = -1
    for _ in range(int(edit.get("before", 0)) + 1):
        start = piece.text.find(words, start + 1)
    if not words.strip() or start < 0:
        raise EditError("Ces mots ne sont plus dans le paragraphe. Sélectionnez-les de nouveau.")
    chosen = Span(start, start + len(words))
    kept = joined_spans([*piece.exact, chosen]) if edit["on"] else spans_without(piece.exact, chosen)
    return with_piece(sheet, replace(piece, exact=kept))


def move(sheet: Sheet, edit: Edit) -> Sheet:
    """Put a piece elsewhere; where it was first said is kept, until it comes back there. Nothing is said « à ranger »."""
    piece, place = piece_of(sheet, edit["piece"]), place_of(sheet, edit["place"])
    said = piece.origin or piece.place
    moved = replace(piece, place=place, origin=None if said in (place, Place("non-classe")) else said)
    return inserted(without_piece(sheet, piece.id), [moved], before=edit.get("before"))


def split(sheet: Sheet, edit: Edit) -> Sheet:
    """Cut a piece in two where the page says; no word may go."""
    piece, first, second = piece_of(sheet, edit["piece"]), checked(edit["first"]), checked(edit["second"])
    if "".join((first + second).split()) != "".join(piece.text.split()):
        raise EditError("Le paragraphe a changé pendant que vous le coupiez. Rechargez la page.")
    if not first.strip() or not second.strip():
        raise EditError("Placez le curseur au milieu du paragraphe pour le couper.")
    parts = [
        replace(piece, text=first.strip(), exact=carried(piece, first.strip())),
        replace(
            piece,
            id=new_id(sheet, edit["id"]),
            text=second.strip(),
            exact=carried(piece, second.strip()),
        ),
    ]
    following = piece_after(sheet, piece)
    return inserted(without_piece(sheet, piece.id), parts, before=following)


def merge(sheet: Sheet, edit: Edit) -> Sheet:
    """Join a piece to the one after it; two texts of a conflict are joined the same way."""
    piece = piece_of(sheet, edit["piece"])
    other = piece_of(sheet, edit["with"])
    if piece.id == other.id:
        raise EditError(UNKNOWN)
    shift = len(piece.text) + 1
    exact = joined_spans([*piece.exact, *(Span(one.start + shift, one.end + shift) for one in other.exact)])
    marks = tuple(one for one in MARKS if one in {*piece.marks, *other.marks})
    text, operation = checked(f"{piece.text}\n{other.text}"), operations(piece.operation, other.operation)
    joined = replace(piece, text=text, exact=exact, marks=marks, operation=operation)
    return with_piece(settled(without_piece(sheet, other.id), other.id), joined)


def add(sheet: Sheet, edit: Edit) -> Sheet:
    """A new piece, put before another or last."""
    if len(sheet.pieces) >= MOST_PIECES:
        raise EditError("Ce compte-rendu est trop long. Réunissez des paragraphes.")
    text = checked(edit.get("text", ""))
    piece = Piece(new_id(sheet, edit["id"]), place_of(sheet, edit["place"]), text, exact_spans(text))
    return inserted(sheet, [piece], before=edit.get("before"))


def remove(sheet: Sheet, edit: Edit) -> Sheet:
    """Take a piece out."""
    piece = piece_of(sheet, edit["piece"])
    return settled(without_piece(sheet, piece.id), piece.id)


def settle(sheet: Sheet, edit: Edit) -> Sheet:
    """Of two texts written at once, both stay: somebody read them and says so."""
    return with_piece(sheet, replace(piece_of(sheet, edit["piece"]), rival=None))
