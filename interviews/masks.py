"""Mask decisions as the rest of the program takes them: by note of the analysis, and which passages may leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from analysis.steps.types import Mask
from interviews.consent import MaskedSpan
from interviews.models import CompteRendu, MaskRow, NoteRow
from interviews.replacing.book import scope_of
from interviews.replacing.reading import Plan, plan_of
from interviews.replacing.table import the_book
from kparole.db import db


def masks_by_note() -> dict[str, list[MaskedSpan]]:
    """Every proposal and decision of the tables, by note id of the analysis (``PAS-01.7``)."""
    wanted = (
        select(CompteRendu.code, CompteRendu.kpa_id, NoteRow.position, MaskRow)
        .join(NoteRow, MaskRow.note_id == NoteRow.id)
        .join(CompteRendu, NoteRow.compte_rendu_id == CompteRendu.id)
        .order_by(MaskRow.note_id, MaskRow.start)
    )
    found: dict[str, list[MaskedSpan]] = defaultdict(list)
    book = the_book()
    for code, kpa_id, position, row in db.session.execute(wanted):
        plan = plan_of(book, scope_of(kpa_id, row.compte_rendu_id))
        found[f"{code}.{position}"].append(masked_span(row, plan))
    return dict(found)


def unsearched_codes() -> frozenset[str]:
    """The interviews in whose words, as they are now, nobody has looked for names."""
    return frozenset(db.session.scalars(select(CompteRendu.code).where(CompteRendu.masks_proposed.is_(False))))


def plan_for(row: CompteRendu) -> Plan:
    """What is written for the masks of this compte-rendu."""
    return plan_of(the_book(), scope_of(row.kpa_id, row.id))


def masked_span(row: MaskRow, plan: Plan | None = None) -> MaskedSpan:
    """A row of the table as plain data, with what ``plan`` writes for it."""
    mask = Mask(row.start, row.end, row.kind, row.text, row.certainty)  # type: ignore[arg-type]
    return MaskedSpan(mask, row.state, plan(mask) if plan else None)  # type: ignore[arg-type]


def spans_of(rows: Iterable[MaskRow], note: NoteRow, plan: Plan | None = None) -> list[MaskedSpan]:
    """The proposals and decisions of one note, in the order of the text."""
    return sorted((masked_span(r, plan) for r in rows if r.note_id == note.id), key=lambda m: m.mask.start)
