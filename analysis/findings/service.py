"""Keeps what the team finds of a public in its own words; the only writer of its table."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from analysis.coding.models import Finding
from kparole.access import current
from kparole.db import db, now
from kparole.errors import UserError

LONGEST = 2000
NO_WORDS = "Écrivez ce que vous avez trouvé, en une phrase ou deux."
TOO_LONG = f"Un constat tient en {LONGEST} signes. Faites-en deux."
NO_SOURCE = "Dites d'où cela vient, par exemple « trois entretiens de mars » ou « la réunion du 12 »."


def findings() -> list[Finding]:
    """Every finding that stands, the newest first."""
    return list(db.session.scalars(select(Finding).where(Finding.undone_at.is_(None)).order_by(Finding.id.desc())))


def add_finding(*, public: Mapping[str, str | int], text: str, source: str) -> Finding:
    """Keep a finding on a public (the arguments of its address, {} = everybody), and commit. Raises UserError."""
    text, source = text.strip(), source.strip()
    if not text:
        raise UserError(NO_WORDS)
    if len(text) > LONGEST:
        raise UserError(TOO_LONG)
    if not source:
        raise UserError(NO_SOURCE)
    found = Finding(public=dict(public), text=text, source=source[:200], who=current().name)
    db.session.add(found)
    db.session.commit()
    return found


def take_away(number: int) -> Finding | None:
    """Take a finding away, or put it back when it was away, and commit; None when there is no such one."""
    found = db.session.get(Finding, number)
    if found is not None:
        found.undone_at = None if found.undone_at else now()
        db.session.commit()
    return found
