"""Gathers what the pages of the names show, out of the tables and within reach of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from interviews.kept import kept
from interviews.models import CompteRendu, NoteRow
from interviews.replacing.choosing import names_in
from interviews.replacing.found import FoundMask, masks_in_reach, taken_names
from interviews.replacing.interviewed import with_interviewed
from interviews.replacing.looking import is_looking
from interviews.replacing.pages import PER_PAGE, Group, Known, grouped, groups_of, known_entries
from interviews.replacing.service import bare_among, can_take_back
from interviews.replacing.table import the_book, unreadable
from kparole.access import current
from kparole.db import db
from network.service import all_kpas


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Words that wait for a decision. ``waiting``: how many places; ``more``: how many wordings are not on this page.

    ``unsearched``: interviews where nobody has looked since their words changed; ``searching``: somebody is looking.
    """

    groups: tuple[Group, ...]
    decided: tuple[Group, ...]
    waiting: int
    more: int
    interviews: int
    unsearched: int
    searching: bool
    undo: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """What was chosen, and the words that stay everywhere.

    ``closed``: entries that the key of this house does not open; ``bare``: changed words for which nothing was chosen.
    """

    changed: tuple[Known, ...]
    kept: tuple[Known, ...]
    undo: bool
    closed: int
    bare: int


def review_page(*, code: str | None = None) -> ReviewPage:
    """The review of the corpus, or of one interview with what was decided in it."""
    masks = masks_in_reach(code=code, state=None if code else "proposed")
    waiting = [one for one in masks if one.state == "proposed"]
    groups = grouped(waiting)
    still = {(one.said, one.scope) for one in waiting}
    decided = grouped(one for one in masks if (one.said, one.scope) not in still)
    shown = _shown([*groups[:PER_PAGE], *decided])
    return ReviewPage(
        groups=shown[: len(groups[:PER_PAGE])],
        decided=shown[len(groups[:PER_PAGE]) :],
        waiting=len(waiting),
        more=max(0, len(groups) - PER_PAGE),
        interviews=len({one.row_id for one in waiting}),
        unsearched=_unsearched(code),
        searching=is_looking(),
        undo=can_take_back(),
    )


def table_page() -> TablePage:
    """The table of what was chosen, as whoever acts may see it."""
    whole, book, masks = current().scope.whole, the_book(), masks_in_reach()
    shown = known_entries(book, masks, whole=whole, kpa_id=current().kpa_id, kpas=_kpas())
    stay = {entry.uid for entry in book.entries if entry.instead is None}
    bare = bare_among(masks, book)
    return TablePage(
        changed=tuple(one for one in shown if one.uid not in stay),
        kept=tuple(one for one in shown if one.uid in stay),
        undo=can_take_back(),
        closed=unreadable() if whole else 0,
        bare=len({(one.scope, one.said) for one in bare}),
    )


def _shown(groups: list[list[FoundMask]]) -> tuple[Group, ...]:
    if not groups:
        return ()
    ids = {one.note_id for group in groups for one in group}
    texts = {
        row.id: row.text for row in db.session.execute(select(NoteRow.id, NoteRow.text).where(NoteRow.id.in_(ids)))
    }
    kpas = _kpas() if current().scope.whole else {}
    book = with_interviewed(the_book())
    return groups_of(groups, texts=texts, book=book, taken=names_in(taken_names()), kpas=kpas)


def _kpas() -> dict[int, str]:
    return {kpa.id: kpa.name for kpa in all_kpas()}


def _unsearched(code: str | None) -> int:
    counted = select(func.count()).select_from(CompteRendu).where(kept(), CompteRendu.masks_proposed.is_(False))
    if code is not None:
        counted = counted.where(CompteRendu.code == code)
    return db.session.scalar(counted) or 0
