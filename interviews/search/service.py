"""Finds passages of the comptes-rendus that whoever acts may read. Reads only.

Two ways, so that a page comes quickly among a hundred thousand passages: orders that follow the interviews count passages
by interview first, then read those of one page; orders that compare passages read them all, up to ``MOST``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, select
from sqlalchemy.orm import selectinload

from cards.deck import Deck
from interviews.models import CompteRendu, MaskRow, NoteRow, Pick
from interviews.search.filters import Filters, last_stages
from interviews.search.models import SearchRow
from interviews.search.query import Query
from interviews.search.sorting import (
    BY_PASSAGE,
    RELEVANCE,
    SORTS,
    Found,
    Profile,
    ordered_passages,
    ordered_profiles,
)
from interviews.search.wanted import Wanted
from interviews.writeup.models import Stage
from kparole.db import db
from network.models import Kpa

PAGE = 25
MOST = 1_500
"""Passages that are compared one with another; with more, the interviews give the order."""
FEW = 500
"""Interviews that are asked for by id; with more, all are read."""
COMPARED = {
    "personne": CompteRendu.pseudonym,
    "age": CompteRendu.age,
    "genre": CompteRendu.gender,
    "kpa": Kpa.name,
    "date": CompteRendu.created_at,
}
"""What each order compares; the others follow the codes."""


@dataclass(frozen=True, slots=True)
class Order:
    """In which order, and which page of it (from 1). ``down``: the other way round."""

    sort: str = ""
    down: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: one page of passages, all there is to show them, and how many there are in all.

    ``order``: the one they are in; ``too_many``: they are too many for the order that was asked.
    """

    notes: tuple[NoteRow, ...]
    rows: dict[int, CompteRendu]
    masks: tuple[MaskRow, ...]
    passages: int
    interviews: int
    order: Order
    too_many: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.passages // PAGE))


def find(query: Query, filters: Filters, order: Order, *, deck: Deck) -> Answer:
    """The passages that meet a query and filters, within reach of whoever acts and as far as they may read."""
    wanted = Wanted(query, filters, deck)
    counts = wanted.counts()
    total = sum(counts.values())
    asked = order.sort if order.sort in SORTS else RELEVANCE if query.wanted else "entretien"
    too_many = asked in BY_PASSAGE and total > MOST
    order = replace(order, sort="entretien" if too_many else asked, page=_page(order.page, total))
    ids = (_by_passage if order.sort in BY_PASSAGE else _by_person)(wanted, counts, order) if total else []
    notes = _notes(ids)
    rows = _rows({note.compte_rendu_id for note in notes})
    return Answer(tuple(notes), rows, _masks(ids), total, len(counts), order, too_many)


def kpas_within_reach() -> list[Kpa]:
    """The KPAs of the comptes-rendus within reach, by name."""
    ids = select(CompteRendu.kpa_id).distinct()
    return sorted(db.session.scalars(select(Kpa).where(Kpa.id.in_(ids))), key=lambda one: one.name.casefold())


def states_within_reach() -> list[str]:
    """Where comptes-rendus within reach are, as far as it was decided for one of them at least."""
    return list(db.session.scalars(select(Stage.state).where(Stage.id.in_(last_stages())).distinct()))


def _page(page: int, total: int) -> int:
    return min(max(1, page), max(1, -(-total // PAGE)))


def _by_person(wanted: Wanted, counts: Mapping[int, int], order: Order) -> list[int]:
    """The passages of one page: those of the interviews that fall on it, in their own order."""
    start, chosen = (order.page - 1) * PAGE, list[int]()
    before = passed = 0
    for profile in ordered_profiles(_profiles(counts, order.sort), down=order.down):
        after = before + counts[profile.id]
        if after <= start:
            passed = after
        elif before < start + PAGE:
            chosen.append(profile.id)
        before = after
    places = {one: place for place, one in enumerate(chosen)}
    columns = (SearchRow.note_id, SearchRow.compte_rendu_id, NoteRow.position, SearchRow.words)
    meets = wanted.meets()
    found = [row for row in db.session.execute(wanted.of(columns, only=chosen)) if meets(row.words)]
    found.sort(key=lambda row: (places[row.compte_rendu_id], row.position))
    return [row.note_id for row in found][start - passed : start - passed + PAGE]


def _by_passage(wanted: Wanted, counts: Mapping[int, int], order: Order) -> list[int]:
    """The passages of one page, all of them compared."""
    under = and_(Pick.compte_rendu_id == NoteRow.compte_rendu_id, Pick.rank == NoteRow.rank, NoteRow.part == "carte")
    columns = (SearchRow.note_id, SearchRow.compte_rendu_id, NoteRow.position, Pick.card, Pick.rank)
    asked = wanted.of(
        (*columns, NoteRow.part, SearchRow.words), only=None if wanted.anybody else list(counts)
    ).outerjoin(Pick, under)
    meets = wanted.meets()
    rows = (row for row in db.session.execute(asked) if row.compte_rendu_id in counts and meets(row.words))
    found = [Found(*row) for row in rows]
    codes = {one.id: one.code for one in _profiles(counts, "entretien")}
    cards = [card.id for card in wanted.deck.cards]
    ordered = ordered_passages(found, codes, sort=order.sort, down=order.down, terms=wanted.terms(), deck=cards)
    start = (order.page - 1) * PAGE
    return [one.note_id for one in ordered[start : start + PAGE]]


def _profiles(ids: Collection[int], sort: str) -> list[Profile]:
    value = COMPARED.get(sort, CompteRendu.code)
    asked = select(CompteRendu.id, CompteRendu.code, value).outerjoin(Kpa, Kpa.id == CompteRendu.kpa_id)
    if len(ids) <= FEW:
        asked = asked.where(CompteRendu.id.in_(ids))
    return [Profile(*row) for row in db.session.execute(asked) if row.id in ids]


def _notes(ids: Sequence[int]) -> list[NoteRow]:
    found = {note.id: note for note in db.session.scalars(select(NoteRow).where(NoteRow.id.in_(ids)))}
    return [found[one] for one in ids if one in found]


def _rows(ids: Collection[int]) -> dict[int, CompteRendu]:
    asked = select(CompteRendu).where(CompteRendu.id.in_(ids)).options(selectinload(CompteRendu.picks))
    return {row.id: row for row in db.session.scalars(asked)}


def _masks(note_ids: Sequence[int]) -> tuple[MaskRow, ...]:
    return tuple(db.session.scalars(select(MaskRow).where(MaskRow.note_id.in_(note_ids))))
