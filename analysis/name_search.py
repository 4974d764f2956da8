"""Looks for names in the interviews whose words changed since somebody last looked: only those, and the rest stays decided.

The French model is loaded here and nowhere else in the pages: this is the worker's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from analysis.corpus import READ_PARTS
from analysis.engine import load_nlp
from analysis.steps.mask import Known, propose
from analysis.steps.types import Mask
from interviews.kept import kept
from interviews.models import CompteRendu, MaskRow
from interviews.replacing.own_names import names_known
from interviews.service import propose_masks
from kparole.db import by_letter, db, take_turn
from kparole.jobs import Job, Progress, Work
from network.service import known_names

GOES_TO = "/entretiens/noms/"
AT_ONCE = 40
"""Interviews read together: a name said in one is looked for in the others."""
MOST_ROUNDS = 3
"""Words that change while we read are read again, not for ever."""

Texts = dict[int, str]
"""Note id → its words."""


def look_for_names(_job: Job, progress: Progress) -> str:
    """Propose the names of every interview where nobody has looked; goes to the review."""
    progress("Je prépare le modèle de français", 0, 1)
    for _ in range(MOST_ROUNDS):
        codes = _unsearched()
        if not codes:
            break
        for done in range(0, len(codes), AT_ONCE):
            progress("Je cherche les prénoms et les lieux", done, len(codes))
            search(codes[done : done + AT_ONCE])
    return GOES_TO


def search(codes: Sequence[str]) -> int:
    """Look for names in these interviews and write what is found; gives how many places. Commits, an interview at a time."""
    read = {code: _texts(code) for code in codes}
    known = _known()
    db.session.rollback()  # reading holds no lock
    notes = [(code, note_id, text) for code, texts in read.items() for note_id, text in texts.items()]
    found = propose([text for *_, text in notes], known=known, nlp=load_nlp()) if notes else []
    masks: dict[str, dict[int, tuple[Mask, ...]]] = {code: {} for code in codes}
    for (code, note_id, _), one in zip(notes, found, strict=True):
        masks[code][note_id] = one
    return sum(_write(code, read[code], masks[code]) for code in codes)


def _write(code: str, read: Texts, masks: Mapping[int, Sequence[Mask]]) -> int:
    """Write what was found in an interview, unless its words changed meanwhile: then it is to be read again."""
    row = _row(code)
    if row is None:
        return 0
    take_turn(f"compte-rendu {row.id}")
    db.session.expire_all()
    row = _row(code)
    if row is None or _texts_of(row) != read:
        db.session.rollback()
        return 0
    propose_masks(
        row, {note: [(m.start, m.end, m.kind, m.text, m.certainty) for m in one] for note, one in masks.items()}
    )
    number = sum(map(len, masks.values()))
    db.session.commit()
    return number


def _unsearched() -> list[str]:
    wanted = select(CompteRendu.code).where(kept(), CompteRendu.masks_proposed.is_(False))
    return list(db.session.scalars(wanted.order_by(by_letter(CompteRendu.code))))


def _known() -> Known:
    """What the team knows: KPAs, towns, people by their own names, and every name already decided."""
    kpas, places = known_names()
    decided = select(MaskRow.kind, MaskRow.text).where(MaskRow.state == "confirmed").distinct()
    said = [(row.kind, row.text) for row in db.session.execute(decided)]
    people = [words for kind, words in said if kind == "PERSONNE"]
    towns = [words for kind, words in said if kind == "LIEU"]
    return Known((*people, *names_known()), kpas, tuple(dict.fromkeys((*places, *towns))))


def _row(code: str) -> CompteRendu | None:
    parts = (CompteRendu.notes, CompteRendu.masks)
    return db.session.scalar(select(CompteRendu).where(CompteRendu.code == code).options(*map(selectinload, parts)))


def _texts(code: str) -> Texts:
    row = _row(code)
    return _texts_of(row) if row is not None else {}


def _texts_of(row: CompteRendu) -> Texts:
    return {note.id: note.text for note in row.notes if note.part in READ_PARTS}


WORKS: dict[str, Work] = {"noms": look_for_names}
