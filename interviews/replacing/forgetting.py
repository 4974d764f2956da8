"""What the table of correspondence forgets when words are erased: the names that are said nowhere any more."""

from __future__ import annotations

from sqlalchemy import delete

from interviews.models import CompteRendu
from interviews.replacing.book import ANYWHERE, Entry, without
from interviews.replacing.found import masks_in_reach
from interviews.replacing.models import NameDecision
from interviews.replacing.table import the_book, write
from kparole.access import SYSTEM, acting_as
from kparole.db import db


def forget_unsaid_names(_row: CompteRendu) -> None:
    """Take out of the table the words that no interview holds any more, and the decisions that knew them (not committed)."""
    with acting_as(SYSTEM):
        found = masks_in_reach(taken_back=True)  # put aside is not erased
        said, anywhere = {(one.scope, one.said) for one in found}, {one.said for one in found}
        changed: dict[str, Entry | None] = {}
        for entry in the_book().entries:
            gone = [
                form.key
                for form in entry.forms
                if form.key not in said and not (form.scope == ANYWHERE and form.key[1] in anywhere)
            ]
            if gone:
                changed[entry.uid] = without(entry, gone)
        if changed:
            write(changed)
            db.session.execute(delete(NameDecision))  # each may hold what was just taken out
        db.session.flush()
