"""Passages of a double reading as whoever reads may see them: names changed, and only what people agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.double.pages import Shown
from analysis.double.units import Unit
from analysis.steps.types import Extract
from analysis.voices import Piece, pieces
from cards.library import known_deck
from interviews.consent import MaskedSpan
from interviews.masked import closed_for
from interviews.masks import masks_by_note
from interviews.models import CompteRendu, NoteRow
from interviews.pages import PARTS
from interviews.service import compte_rendu_by_code
from kparole.access import current

AROUND = 180
"""How many characters before and after a passage are shown with it."""


def shown(unit: Unit) -> Shown | None:
    """A passage with what was said around it; None when its interview or its words are gone."""
    row = compte_rendu_by_code(unit.code)
    if row is None:
        return None
    texts = {note.uid: note for note in row.notes}
    spot = unit.now({uid: note.text for uid, note in texts.items()})
    if spot is None:
        return None
    note = texts[spot[0]]
    card = next((pick.card for pick in row.picks if pick.rank == note.rank), None)
    found = known_deck().card(card) if card else None
    title = found.openings[0] if found else dict(PARTS).get(note.part, "")
    use = current().use_needed
    closed = closed_for(row, row.consents, use=use) if use else None
    if closed:
        return Shown(unit, title, card, (), (), (), closed)
    masks = masks_by_note().get(f"{row.code}.{note.position}", ())
    _, start, end = spot
    return Shown(
        unit,
        title,
        card,
        _run(row, note, max(0, start - AROUND), start, masks),
        _run(row, note, start, end, masks),
        _run(row, note, end, min(len(note.text), end + AROUND), masks),
    )


def numbers_left(units: Sequence[Unit], read: Mapping[int, object]) -> list[int]:
    """The passages that are still to be read, in their order."""
    return [unit.number for unit in units if unit.number not in read]


def _run(row: CompteRendu, note: NoteRow, start: int, end: int, masks: Sequence[MaskedSpan]) -> tuple[Piece, ...]:
    if start >= end:
        return ()
    place = f"{row.code}.{note.position}"
    part = note.part
    text = note.text[start:end]
    extract = Extract(place, row.code, place, part, None, note.rank, start, end, text, False)  # type: ignore[arg-type]
    return pieces(extract, (), masks)
