"""What the themes forget when somebody takes words back: her passages, then the words that nobody else said."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from analysis.models import ExtractRow, Run
from analysis.other_reading import SECOND_VIEW
from analysis.themes.models import KeptPassage
from interviews.models import CompteRendu
from kparole.access import SYSTEM, acting_as
from kparole.db import db


def forget_shaped(row: CompteRendu) -> None:
    """Delete the passages of themes whose words this compte-rendu no longer holds, and what only they said (not committed)."""
    said = "\n".join(note.text for note in row.notes)
    with acting_as(SYSTEM):
        held = db.session.scalars(select(KeptPassage).where(KeptPassage.compte_rendu_id == row.id)).all()
        gone = [passage.id for passage in held if passage.text not in said]
        db.session.execute(delete(KeptPassage).where(KeptPassage.id.in_(gone)))
        for run in db.session.scalars(select(Run)):
            view = run.summary.get(SECOND_VIEW)
            if view:
                texts = db.session.scalars(select(ExtractRow.text).where(ExtractRow.run_id == run.id))
                run.summary = {**run.summary, SECOND_VIEW: still_said(view, "\n".join(texts).casefold())}
        db.session.flush()


def still_said(view: dict[str, Any], said: str) -> dict[str, Any]:
    """The other reading, as it is kept, without the words that ``said`` (lower case) does not hold."""

    def there(words: list[dict[str, Any]], key: str = "word") -> list[dict[str, Any]]:
        return [one for one in words if one[key].casefold() in said]

    kept = [place for place, one in enumerate(view["words"]) if one["word"].casefold() in said]
    number = {place: rank for rank, place in enumerate(kept)}
    return {
        **view,
        "worlds": [{**world, "words": there(world["words"])} for world in view["worlds"]],
        "plane": [p for p in view["plane"] if p["world"] is None or not p["label"] or p["label"].casefold() in said],
        "publics": [{**public, "words": there(public["words"])} for public in view["publics"]],
        "words": [view["words"][place] for place in kept],
        "ties": [
            {**tie, "one": number[tie["one"]], "other": number[tie["other"]]}
            for tie in view["ties"]
            if tie["one"] in number and tie["other"] in number
        ],
    }
