"""Puts a document in the tables: from Word or from the tablet, a compte-rendu is written here and nowhere else."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from sqlalchemy import select

from interviews.document import CompteRendu as Document
from interviews.document import Passage
from interviews.models import CompteRendu, NoteRow, Pick
from interviews.pseudonyms import all_words, draw_pseudonym
from interviews.replacing.table import names_given
from interviews.word_in import words_hash
from kparole.db import db
from network.models import Kpa


def write_compte_rendu(
    document: Document,
    *,
    deck_version: str,
    kpa: Kpa | None,
    import_id: int | None = None,
    heard: str = "",
    hashed: str | None = None,
    chosen: str | None = None,
) -> CompteRendu:
    """Write a document under a free code and a free changed first name (flushed, not committed).

    The turn « comptes-rendus » is held by whoever asks. ``heard``: all that was said, so that the first name is nobody's;
    ``hashed``: what stands for the words when there are too few to tell two interviews apart. ``chosen``: the changed first
    name she chose herself, taken unless somebody has it already.
    """
    taken = set(db.session.scalars(select(CompteRendu.pseudonym))) | names_given()
    drawn = None if chosen in taken else chosen
    row = CompteRendu(
        uid=uuid4().hex,
        code=_next_code(kpa),
        pseudonym=drawn or draw_pseudonym(document.gender, taken=taken, words=heard or all_words(document)),
        kpa_id=kpa.id if kpa else None,
        import_id=import_id,
        deck_version=deck_version,
        words_hash=hashed or words_hash(document),
    )
    describe(row, document)
    _put(row, document)
    db.session.add(row)
    db.session.flush()
    return row


def new_compte_rendu(kpa: Kpa | None, *, deck_version: str, heard: str, click: str) -> CompteRendu:
    """A compte-rendu without a word yet, to be typed from paper (flushed, not committed); the same one for the same ``click``.

    The turn « comptes-rendus » is held by whoever asks. Without words its hash is its own: two empty ones are two.
    """
    hashed = hashlib.sha256(f"nouveau {click}".encode()).hexdigest()
    known = db.session.scalar(select(CompteRendu).where(CompteRendu.words_hash == hashed))
    return known or write_compte_rendu(Document(), deck_version=deck_version, kpa=kpa, heard=heard, hashed=hashed)


def rewrite_compte_rendu(row: CompteRendu, document: Document, *, hashed: str | None = None) -> None:
    """Put a document in the place of what a compte-rendu holds, its code and first name kept (flushed, not committed).

    The names to change are to be looked for again: what was proposed was about the words before.
    """
    row.picks, row.notes, row.masks = [], [], []
    row.masks_proposed = False
    db.session.flush()  # two cards of one rank would meet otherwise
    row.words_hash = hashed or words_hash(document)
    describe(row, document)
    _put(row, document)
    db.session.flush()


def same_words(document: Document) -> CompteRendu | None:
    """The compte-rendu that holds the same words, if one does."""
    return db.session.scalar(select(CompteRendu).where(CompteRendu.words_hash == words_hash(document)))


def notes_of(document: Document) -> list[NoteRow]:
    """The paragraphs of a document in the order of the standard structure."""
    parts: list[tuple[str, int | None, tuple[Passage, ...]]] = [
        ("vecu", None, document.lived),
        ("modalites", None, document.terms),
        ("introduction", None, document.introduction),
        *(("carte", rank, card.passages) for rank, card in enumerate(document.cards, 1)),
        ("cloture", None, document.closing),
        ("non-classe", None, document.unplaced),
    ]
    rows = [(part, rank, passage) for part, rank, passages in parts for passage in passages]
    return [
        NoteRow(
            position=n,
            part=part,
            rank=rank,
            text=p.text,
            exact=[[s.start, s.end] for s in p.exact],
            marks=list(p.marks) or None,
            operation=p.operation,
        )
        for n, (part, rank, p) in enumerate(rows, 1)
    ]


def describe(row: CompteRendu, document: Document) -> None:
    """Write who the person is and what is to be looked at (not committed)."""
    row.age, row.gender, row.since = document.age, document.gender, document.since
    row.problems = list(document.problems)


def _put(row: CompteRendu, document: Document) -> None:
    row.picks = [Pick(rank=rank, card=card.id, title=card.title) for rank, card in enumerate(document.cards, 1)]
    row.notes = notes_of(document)


def _next_code(kpa: Kpa | None) -> str:
    prefix = kpa.code if kpa else "SANS"
    codes = db.session.scalars(
        select(CompteRendu.code).where(CompteRendu.code.startswith(f"{prefix}-", autoescape=True))
    )
    numbers = [int(code.rpartition("-")[2]) for code in codes]
    return f"{prefix}-{max(numbers, default=0) + 1:02d}"
