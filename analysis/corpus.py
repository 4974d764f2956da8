"""The corpus the steps read: people with their notes, from files or from the tables, in the same form."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from analysis.steps.types import Note, Part, Person, Span
from interviews.document import CompteRendu as Document
from interviews.document import Passage
from interviews.models import CompteRendu, NoteRow

READ_PARTS: tuple[Part, ...] = ("introduction", "carte", "cloture", "non-classe")
"""Parts that speak of the KPA; how the interview was lived and its terms are about the interview itself."""


def people_from_documents(documents: Sequence[tuple[str, Document]]) -> tuple[Person, ...]:
    """One person a document, in the order given; ``documents`` are (code, document)."""
    return tuple(_from_document(code, document) for code, document in documents)


def people_from_rows(rows: Sequence[CompteRendu]) -> tuple[Person, ...]:
    """One person a compte-rendu of the tables, notes loaded."""
    return tuple(_from_row(row) for row in rows)


def corpus_hash(people: Sequence[Person]) -> str:
    """16 hex digits of everything the steps read."""
    return hashlib.sha256(repr(tuple(people)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def note_id(code: str, position: int) -> str:
    """The id of a note in the analysis: ``PAS-01.7`` is the seventh paragraph of PAS-01."""
    return f"{code}.{position}"


def _from_document(code: str, document: Document) -> Person:
    said: list[tuple[Part, int | None, str | None, str | None, Passage]] = []
    said += [("introduction", None, None, None, p) for p in document.introduction]
    for rank, card in enumerate(document.cards, 1):
        said += [("carte", rank, card.id, card.title, p) for p in card.passages]
    said += [("cloture", None, None, None, p) for p in document.closing]
    said += [("non-classe", None, None, None, p) for p in document.unplaced]
    notes = tuple(
        Note(note_id(code, n), part, p.text, rank, card, title, p.exact)
        for n, (part, rank, card, title, p) in enumerate(said, 1)
    )
    return Person(code, document.kpa, document.age, document.gender, notes)


def _from_row(row: CompteRendu) -> Person:
    titles = {pick.rank: (pick.card, pick.title) for pick in row.picks}
    notes = tuple(_note(row.code, note, titles) for note in row.notes if note.part in READ_PARTS)
    gender = row.gender if row.gender in {"femme", "homme", "autre"} else None
    return Person(row.code, row.kpa.name if row.kpa else None, row.age, gender, notes)  # type: ignore[arg-type]


def _note(code: str, note: NoteRow, titles: dict[int, tuple[str | None, str | None]]) -> Note:
    card, title = titles.get(note.rank, (None, None)) if note.rank else (None, None)
    exact = tuple(Span(start, end) for start, end in note.exact)
    part: Part = note.part  # type: ignore[assignment]
    return Note(note_id(code, note.position), part, note.text, note.rank, card, title, exact)
