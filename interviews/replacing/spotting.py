"""Where words stand that nobody proposed: the same ones as those decided, where the machine did not see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from interviews.kept import kept
from interviews.masked import NEVER_OUT
from interviews.models import CompteRendu, MaskRow, NoteRow
from interviews.replacing.found import FoundMask
from kparole.db import db


def same_words_unseen(touched: Sequence[FoundMask]) -> list[MaskRow]:
    """The same words, in the same interviews, where no proposal covers them: now confirmed (flushed, not committed).

    Words without a capital may be any word: they are left alone.
    """
    made: list[MaskRow] = []
    said = {
        (one.text, one.kind) for one in touched if one.kind == "CONTACT" or any(sign.isupper() for sign in one.text)
    }
    rows = sorted({one.row_id for one in touched})
    for words, kind in sorted(said, key=lambda pair: (-len(pair[0]), pair)):
        notes = db.session.execute(notes_with(words).where(CompteRendu.id.in_(rows)))
        made += uncovered(list(notes), words, kind, "confirmed")
    return made


def spans_in(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words are in a text, whole words only.

    >>> spans_in("Ali, Alice et Ali.", "Ali")
    [(0, 3), (14, 17)]
    """
    first, last = r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else ""
    said = r"[\s\u00a0\u202f]+".join(map(re.escape, words.split()))  # pages set French spaces, files have others
    return [match.span() for match in re.finditer(f"{first}{said}{last}", text)]


def notes_with(words: str) -> Any:
    """The notes within reach that hold these words, parts that never leave apart."""
    holds = NoteRow.text.contains(max(words.split(), key=len), autoescape=True)
    return (
        select(NoteRow.id, NoteRow.text, NoteRow.compte_rendu_id, CompteRendu.code)
        .join(CompteRendu, NoteRow.compte_rendu_id == CompteRendu.id)
        .where(kept(), NoteRow.part.not_in(sorted(NEVER_OUT)), holds)
        .order_by(NoteRow.id)
    )


def uncovered(notes: Sequence[Any], words: str, kind: str, state: str) -> list[MaskRow]:
    """New masks on these words where none is, in any state."""
    ids = [row.id for row in notes]
    covered: dict[int, list[tuple[int, int]]] = {}
    for note_id, start, end in _spans(ids):
        covered.setdefault(note_id, []).append((start, end))
    made = [
        new_mask(row, span, kind, state)
        for row in notes
        for span in spans_in(row.text, words)
        if all(span[1] <= start or end <= span[0] for start, end in covered.get(row.id, ()))
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def _spans(note_ids: Sequence[int]) -> Iterable[Any]:
    wanted = select(MaskRow.note_id, MaskRow.start, MaskRow.end).where(MaskRow.note_id.in_(note_ids))
    return db.session.execute(wanted)


def new_mask(row: Any, span: tuple[int, int], kind: str, state: str) -> MaskRow:
    """A mask that a person put on this stretch of a note (not added)."""
    text = row.text[span[0] : span[1]]
    return MaskRow(
        compte_rendu_id=row.compte_rendu_id, note_id=row.id, start=span[0], end=span[1], kind=kind, text=text,
        certainty=1.0, state=state,
    )  # fmt: skip
