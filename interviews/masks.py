"""Mask decisions as the rest of the program takes them: by note of the analysis, and which passages may leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from analysis.steps.types import Mask
from interviews.consent import MaskedSpan
from interviews.models import CompteRendu, MaskRow, NoteRow
from kparole.db import db


def masks_by_note() -> dict[str, list[MaskedSpan]]:
    """Every proposal and decision of the tables, by note id of the analysis (``PAS-01.7``)."""
    wanted = (
        select(CompteRendu.code, NoteRow.position, MaskRow)
        .join(NoteRow, MaskRow.note_id == NoteRow.id)
        .join(CompteRendu, NoteRow.compte_rendu_id == CompteRendu.id)
        .order_by(MaskRow.note_id, MaskRow.start)
    )
    found: dict[str, list[MaskedSpan]] = defaultdict(list)
    for code, position, row in db.session.execute(wanted):
        found[f"{code}.{position}"].append(masked_span(row))
    return dict(found)


def masked_span(row: MaskRow) -> MaskedSpan:
    """A row of the table as plain data."""
    mask = Mask(row.start, row.end, row.kind, row.text, row.certainty)  # type: ignore[arg-type]
    return MaskedSpan(mask, row.state)  # type: ignore[arg-type]


def spans_of(rows: Iterable[MaskRow], note: NoteRow) -> list[MaskedSpan]:
    """The proposals and decisions of one note, in the order of the text."""
    return sorted((masked_span(r) for r in rows if r.note_id == note.id), key=lambda m: m.mask.start)
