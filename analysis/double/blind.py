"""Which interviews somebody reads blind now: nothing that others, or the machine, say of them is shown to her."""

from __future__ import annotations

from sqlalchemy import or_, select

from analysis.coding.models import CodingRound, CodingTask
from analysis.double.service import HERE
from interviews.models import CompteRendu
from kparole.access import current
from kparole.db import db


def read_blind() -> frozenset[str]:
    """The codes of the interviews that whoever acts has still to read in a double reading.

    Where people take turns on one machine, those that any of them has still to read.
    """
    wanted = (
        select(CompteRendu.code)
        .join(CodingTask, CodingTask.compte_rendu_id == CompteRendu.id)
        .join(CodingRound, CodingRound.id == CodingTask.round_id)
        .where(
            CodingTask.done_at.is_(None),
            CodingRound.closed_at.is_(None),
            or_(CodingTask.coder == current().key, CodingTask.coder.startswith(HERE)),
        )
    )
    return frozenset(db.session.scalars(wanted))
