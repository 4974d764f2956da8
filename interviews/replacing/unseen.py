"""Words that the machine missed and that a person points at: they are changed, and proposed wherever else they stand."""

from __future__ import annotations

from typing import Any

from interviews.models import CompteRendu, MaskRow
from interviews.replacing.choosing import KINDS
from interviews.replacing.entries import changed_entries
from interviews.replacing.errors import ReplacingError
from interviews.replacing.found import FoundMask, masks_in_reach
from interviews.replacing.interviewed import with_interviewed
from interviews.replacing.service import remember
from interviews.replacing.spotting import new_mask, notes_with, spans_in, uncovered
from interviews.replacing.table import the_book, write
from kparole.db import db, take_turn

LONGEST = 200
NOT_THERE = "Ces mots ne sont pas dans ce compte-rendu. Recopiez-les comme ils y sont écrits."
WHICH_KIND = "Dites ce que c'est : une personne, un lieu…"
TOO_MUCH = "C'est trop long, ou vide : choisissez seulement les mots qui disent qui c'est."


def hide(code: str, words: str, kind: str) -> int:
    """Change these words wherever they are in this interview, and propose them elsewhere within reach. Commits.

    Gives how many times they were found in this interview. Raises ReplacingError, nothing written then.
    """
    said = words.strip()
    if kind not in KINDS:
        raise ReplacingError(WHICH_KIND)
    if not said or len(said) > LONGEST:
        raise ReplacingError(TOO_MUCH)
    take_turn("noms")
    here = notes_with(said).where(CompteRendu.code == code)
    placed = [(row, span) for row in db.session.execute(here) for span in spans_in(row.text, said)]
    if not placed:
        db.session.rollback()
        raise ReplacingError(NOT_THERE)
    before = {(one.note_id, one.start, one.end): one for one in masks_in_reach(code=code)}
    made = [_put(row, span, kind, "confirmed", before) for row, span in placed]
    elsewhere = notes_with(said).where(CompteRendu.code != code)
    offered = uncovered(list(db.session.execute(elsewhere)), said, kind, "proposed")
    db.session.flush()
    ids = {mask.id for mask, *_ in made}
    touched = [one for one in masks_in_reach(code=code) if one.id in ids]
    changes = write(changed_entries(with_interviewed(the_book()), touched, always=False))
    new = [(mask.id, "", "proposed") for mask in offered]
    remember([*((mask.id, state, "confirmed") for mask, state in made), *new], changes)
    db.session.commit()
    return len(made)


def _put(
    row: Any, span: tuple[int, int], kind: str, state: str, before: dict[tuple[int, int, int], FoundMask]
) -> tuple[MaskRow, str]:
    """The mask of this stretch, made or found, now in this state; and the state it had, "" when it was not there."""
    known = before.get((row.id, *span))
    if known is not None:
        mask = db.session.get_one(MaskRow, known.id)
        mask.state, mask.kind = state, kind
        return mask, known.state
    mask = new_mask(row, span, kind, state)
    db.session.add(mask)
    return mask, ""
