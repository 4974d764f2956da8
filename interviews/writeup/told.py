"""What a page of the editor is told, as JSON: all of the compte-rendu, or only the paragraphs touched since it last heard."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from analysis.steps.types import Span
from interviews.kept import kept
from interviews.models import CompteRendu
from interviews.writeup.models import Revision
from interviews.writeup.service import Done
from interviews.writeup.sheet import Piece, cards_json, piece_json
from kparole.db import db

MOST_BEHIND = 100
"""A page that is behind by more edits than this is told everything again."""


def told(done: Done, *, touched: Collection[str] | None) -> dict[str, Any]:
    """What stands. ``touched``: the ids whose paragraphs are told, None for all of them; the order is always told.

    ``exact`` is counted in UTF-16 units, as the browser counts.
    """
    pieces = done.sheet.pieces if touched is None else [one for one in done.sheet.pieces if one.id in touched]
    return {
        "revision": done.revision,
        "undo": done.undo,
        "redo": done.redo,
        "kept": done.kept,
        "whole": touched is None,
        "cards": cards_json(done.sheet),
        "facts": dict(done.sheet.facts),
        "order": [one.id for one in done.sheet.pieces],
        "pieces": [_piece(one) for one in pieces],
    }


def touched_since(code: str, revision: int) -> frozenset[str] | None:
    """The ids of the paragraphs touched after this edit; None when it cannot be said, and all is to be told."""
    row = db.session.execute(
        select(CompteRendu.id, CompteRendu.revision).where(CompteRendu.code == code, kept())
    ).first()
    if row is None or not 0 <= row.revision - revision <= MOST_BEHIND:
        return None
    wanted = select(Revision.back).where(Revision.compte_rendu_id == row.id, Revision.number > revision)
    backs = db.session.scalars(wanted).all()
    if len(backs) != row.revision - revision or any(back is None for back in backs):
        return None
    return frozenset(one["id"] for back in backs if back is not None for one in back["pieces"])


def revision_of(code: str) -> int | None:
    """The number of the last edit; None when there is no such compte-rendu within reach."""
    return db.session.scalar(select(CompteRendu.revision).where(CompteRendu.code == code, kept()))


def _piece(piece: Piece) -> dict[str, Any]:
    shown = piece_json(piece)
    shown.pop("operation", None)
    if piece.exact:
        shown["exact"] = [_units(piece.text, one) for one in piece.exact]
    return shown


def _units(text: str, span: Span) -> list[int]:
    """A stretch in UTF-16 units: what is beyond the first plane counts twice there."""
    start = len(text[: span.start].encode("utf-16-le", "surrogatepass")) // 2
    return [start, start + len(text[span.start : span.end].encode("utf-16-le", "surrogatepass")) // 2]
