"""What the map forgets when somebody takes words back: the proofs that came from her interview, and their steps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from analysis.effect_map.models import HandEntry, HandStep
from interviews.models import CompteRendu
from kparole.access import SYSTEM, acting_as
from kparole.db import db


def forget_proofs(row: CompteRendu) -> None:
    """Empty the proofs that the team had taken from this interview, wherever they are kept (not committed).

    The effect itself stays: the team wrote it, in its own words.
    """
    with acting_as(SYSTEM):
        for entry in db.session.scalars(select(HandEntry).where(HandEntry.interview == row.uid)):
            entry.proof = entry.interview = ""
        for step in db.session.scalars(select(HandStep)):
            step.before, step.after = _without(step.before, row.uid), _without(step.after, row.uid)
        db.session.flush()


def _without(kept: dict[str, Any] | None, uid: str) -> dict[str, Any] | None:
    return {**kept, "proof": "", "interview": ""} if kept and kept["interview"] == uid else kept
