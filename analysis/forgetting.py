"""What the analysis forgets when somebody takes words back: the words of its themes that nobody else said."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import select

from analysis.kept_lines import KeptLines, owner_of
from analysis.models import ExtractRow, Run
from analysis.steps.wording import NO_WORD
from interviews.models import CompteRendu
from kparole.access import SYSTEM, acting_as
from kparole.db import db


def forget_unsaid(_row: CompteRendu) -> None:
    """Take out of the themes of every run the words that no passage still there holds (not committed).

    The passages themselves went with the paragraphs they were in.
    """
    with acting_as(SYSTEM):
        for run in db.session.scalars(select(Run)):
            texts = db.session.scalars(select(ExtractRow.text).where(ExtractRow.run_id == run.id))
            said = "\n".join(texts).casefold()
            themes = [_told(theme, said) for theme in run.summary.get("themes", [])]
            if themes != run.summary.get("themes", []):
                run.summary = {**run.summary, "themes": themes}
        db.session.flush()


def forget_read(row: CompteRendu) -> None:
    """Erase what the last analysis kept of this interview beside the base."""
    KeptLines(current_app.config["KPAROLE"].home).forget(owner_of(row.code))


def _told(theme: dict[str, Any], said: str) -> dict[str, Any]:
    words = [word for word in theme["words"] if word.casefold() in said]
    if theme["name"] == NO_WORD:
        return {**theme, "words": words}
    named = [word for word in theme["name"].split(", ") if word.casefold() in said]
    return {**theme, "words": words, "name": ", ".join(named) or NO_WORD}
