"""Asks for names to be looked for: by a button, and by itself once words came in or were written up."""

from __future__ import annotations

from sqlalchemy import select

from interviews.kept import kept
from interviews.models import CompteRendu
from kparole import jobs
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db

JOB = "noms"
"""The kind of job that looks for names."""


def look_for_names() -> jobs.Job | None:
    """Ask for the search, unless there is nowhere to look; the one under way when there is one. Commits."""
    owner = current().key
    with acting_as(SYSTEM):  # one search for the whole house: it writes proposals, and shows nothing
        unsearched = select(CompteRendu.id).where(kept(), CompteRendu.masks_proposed.is_(False)).limit(1)
        if db.session.scalar(unsearched) is None:
            return None
    return jobs.ask(JOB, {}, owner=owner)


def is_looking() -> bool:
    """Whether somebody asked for a search that is not over."""
    with acting_as(SYSTEM):
        return jobs.running(JOB) is not None
