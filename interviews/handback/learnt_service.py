"""Keeps the sentences of « Ce que j'ai appris » as a person wrote them. Their only writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from interviews.handback.learnt import LONGEST_LINE, MOST_LINES, Proposal, proposals, proposals_of
from interviews.handback.models import Learnt
from interviews.handback.stage_service import hold
from interviews.handback.telling import NOT_READ_BACK, quotes_of
from interviews.models import CompteRendu
from interviews.operations import clean_text
from interviews.writeup.rows import sheet_of
from interviews.writeup.sheet import Sheet
from kparole.db import db


def lines_of(row: CompteRendu) -> tuple[str, ...] | None:
    """The sentences as they were written; None when nobody wrote any yet."""
    wanted = select(Learnt.line).filter_by(compte_rendu_id=row.id).order_by(Learnt.position)
    return tuple(db.session.scalars(wanted)) or None


def kept_of(row: CompteRendu) -> tuple[Learnt, ...]:
    """The rows of the sentences, in order."""
    return tuple(db.session.scalars(select(Learnt).filter_by(compte_rendu_id=row.id).order_by(Learnt.position)))


def proposed(row: CompteRendu) -> tuple[Proposal, ...]:
    """What her own words propose."""
    return proposals(sheet_of(row))


def printed(row: CompteRendu) -> tuple[str, ...]:
    """The sentences of the sheet: those that were written, else those her words give as they are."""
    return lines_of(row) or tuple(one.line for one in proposed(row) if one.ready)


def save(code: str, lines: Sequence[tuple[str, str]]) -> None:
    """Keep these sentences, each with the passage it comes from ("" for none), instead of those before. Commits.

    Empty ones are left out, and what is too long is cut. Raises LookupError.
    """
    row = hold(code)
    pieces = {note.uid for note in row.notes}
    db.session.execute(delete(Learnt).where(Learnt.compte_rendu_id == row.id))
    plain = [(piece, " ".join(clean_text(line).split())[:LONGEST_LINE]) for piece, line in lines]
    for position, (piece, line) in enumerate([one for one in plain if one[1]][:MOST_LINES], 1):
        source = piece if piece in pieces else ""
        db.session.add(Learnt(compte_rendu_id=row.id, position=position, piece=source, line=line))
    db.session.commit()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to change: its passage ("" for none), her words it comes from ("" when they went), and as it stands."""

    piece: str
    quote: str
    line: str
    ready: bool


@dataclass(frozen=True, slots=True)
class LearntPage:
    """The page of the sentences. ``written``: a person wrote them already; ``others``: passages one may add."""

    row: CompteRendu
    name: str
    written: bool
    sentences: tuple[Sentence, ...]
    others: tuple[Proposal, ...]


def page_of(row: CompteRendu, *, name: str) -> LearntPage:
    """The sentences as they were written, else as her words propose them."""
    sheet, kept = sheet_of(row), kept_of(row)
    ready = tuple(Sentence(one.piece, one.quote, one.line, one.ready) for one in proposals(sheet))
    if not kept:
        return LearntPage(row, name, False, ready, _others(sheet, {one.quote for one in ready}))
    found = []
    for one in kept:
        piece = sheet.piece(one.piece)
        found.append(Sentence(one.piece, " ".join(quotes_of(piece)) if piece else "", one.line, True))
    left = {one.line.casefold() for one in kept}
    proposed_again = {one.quote for one in ready if one.line.casefold() in left}
    return LearntPage(row, name, True, tuple(found), _others(sheet, proposed_again))


def _others(sheet: Sheet, shown: set[str]) -> tuple[Proposal, ...]:
    """What the other passages give, for whoever wants one of them on the sheet too."""
    told = [one for piece in sheet.pieces if piece.place.part not in NOT_READ_BACK for one in proposals_of(piece)]
    return tuple(one for one in told if one.quote not in shown)
