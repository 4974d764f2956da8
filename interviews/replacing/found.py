"""The proposals and decisions within reach of whoever asks, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from interviews.kept import kept
from interviews.models import CompteRendu, MaskRow
from interviews.replacing.book import plain, scope_of
from kparole.access import SYSTEM, acting_as
from kparole.db import db


@dataclass(frozen=True, slots=True)
class FoundMask:
    """One proposal or decision, with the interview it is in."""

    id: int
    note_id: int
    start: int
    end: int
    kind: str
    text: str
    state: str
    certainty: float
    row_id: int
    code: str
    kpa_id: int | None

    @property
    def scope(self) -> str:
        """Where its words are said."""
        return scope_of(self.kpa_id, self.row_id)

    @property
    def said(self) -> str:
        """Its words, to compare."""
        return plain(self.text)


def masks_in_reach(*, code: str | None = None, state: str | None = None, taken_back: bool = False) -> list[FoundMask]:
    """The masks of the interviews within reach, or of one of them; those of words taken back only when asked for."""
    wanted = _wanted().order_by(CompteRendu.id, MaskRow.note_id, MaskRow.start)
    if not taken_back:
        wanted = wanted.where(kept())
    if code is not None:
        wanted = wanted.where(CompteRendu.code == code)
    if state is not None:
        wanted = wanted.where(MaskRow.state == state)
    return [FoundMask(*row) for row in db.session.execute(wanted)]


def mask_in_reach(mask_id: int) -> FoundMask | None:
    """The mask with this id, None when it is not within reach."""
    found = db.session.execute(_wanted().where(kept(), MaskRow.id == mask_id)).first()
    return FoundMask(*found) if found else None


def taken_names() -> set[str]:
    """Every name that was heard in the network, and every changed first name of a person interviewed: nobody else's."""
    with acting_as(SYSTEM):
        heard = set(db.session.scalars(select(MaskRow.text).where(MaskRow.kind == "PERSONNE").distinct()))
        return heard | set(db.session.scalars(select(CompteRendu.pseudonym)))


def _wanted() -> Any:
    return select(
        MaskRow.id, MaskRow.note_id, MaskRow.start, MaskRow.end, MaskRow.kind, MaskRow.text, MaskRow.state,
        MaskRow.certainty, CompteRendu.id, CompteRendu.code, CompteRendu.kpa_id,
    ).join(CompteRendu, MaskRow.compte_rendu_id == CompteRendu.id)  # fmt: skip
