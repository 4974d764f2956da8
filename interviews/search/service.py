"""Finds passages of the comptes-rendus that whoever acts may read. Reads only.

Two ways, so that a page comes quickly among a hundred thousand passages: orders that follow the interviews count passages
by interview first, then read those of one page; orders that compare passages read them all, up to ``MOST``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.orm import selectinload

from cards.deck import Deck
from interviews.kept import taken_back_ids
from interviews.models import CompteRendu, MaskRow, NoteRow, Pick
from interviews.search.filters import Filters, conditions, last_stages, open_to
from interviews.search.matching import Words, condition, ways
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
from interviews.search.tokens import CUT, MASKED, SAID, TEAM, Reader, packed
from interviews.writeup.models import Stage
from kparole.access import current
from kparole.db import db
from network.models import Kpa

PAGE = 25
MOST = 5_000
"""Passages that are compared one with another; with more, the interviews give the order."""
FEW = 500
"""Interviews that are asked for by id; with more, all are read."""
Wanted = Sequence[ColumnElement[bool]]


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
    wanted = list(_wanted(query, filters, deck))
    counts = _counts(wanted)
    total = sum(counts.values())
    asked = order.sort if order.sort in SORTS else _usual(query)
    too_many = asked in BY_PASSAGE and total > MOST
    order = replace(order, sort="entretien" if too_many else asked, page=_page(order.page, total))
    if order.sort in BY_PASSAGE:
        terms = [ways(one, _readers(), said=bool(filters.said)) for one in query.wanted]
        ids = _by_passage(wanted, order, terms, deck)
    else:
        ids = _by_person(wanted, counts, order)
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


def _usual(query: Query) -> str:
    return RELEVANCE if query.wanted else "entretien"


def _page(page: int, total: int) -> int:
    return min(max(1, page), max(1, -(-total // PAGE)))


def _wanted(query: Query, filters: Filters, deck: Deck) -> Iterator[ColumnElement[bool]]:
    """The conditions of a search, rights included; those on rows are added to every question (``kparole.rows``)."""
    readers, use = _readers(), current().use_needed
    yield from condition(query, readers=readers, said=bool(filters.said), dialect=db.engine.dialect.name)
    if not query.wanted:
        yield SearchRow.words != packed([CUT])
    if filters.said and not query.wanted:
        yield or_(*(SearchRow.words.contains(f" {reader}{SAID[0]}") for reader in readers))
    yield from conditions(filters, jokers=frozenset(card.id for card in deck.cards if card.joker))
    yield SearchRow.compte_rendu_id.not_in(taken_back_ids())
    if use is not None:
        yield from open_to(use)


def _readers() -> tuple[Reader, ...]:
    return MASKED if current().use_needed is not None else TEAM


def _counts(wanted: Wanted) -> dict[int, int]:
    """How many passages each interview has."""
    asked = select(SearchRow.compte_rendu_id, func.count()).where(*wanted).group_by(SearchRow.compte_rendu_id)
    return {row[0]: row[1] for row in db.session.execute(asked)}


def _by_person(wanted: Wanted, counts: dict[int, int], order: Order) -> list[int]:
    """The passages of one page: those of the interviews that fall on it, in their own order."""
    start, chosen = (order.page - 1) * PAGE, list[int]()
    before = passed = 0
    for profile in ordered_profiles(_profiles(counts), sort=order.sort, down=order.down):
        after = before + counts[profile.id]
        if after <= start:
            passed = after
        elif before < start + PAGE:
            chosen.append(profile.id)
        before = after
    places = {one: place for place, one in enumerate(chosen)}
    asked = select(SearchRow.note_id, SearchRow.compte_rendu_id, NoteRow.position)
    asked = asked.join(NoteRow, NoteRow.id == SearchRow.note_id).where(SearchRow.compte_rendu_id.in_(chosen), *wanted)
    found = sorted(db.session.execute(asked), key=lambda row: (places[row.compte_rendu_id], row.position))
    return [row.note_id for row in found][start - passed : start - passed + PAGE]


def _by_passage(wanted: Wanted, order: Order, terms: Sequence[Words], deck: Deck) -> list[int]:
    """The passages of one page, all of them compared."""
    under = and_(Pick.compte_rendu_id == NoteRow.compte_rendu_id, Pick.rank == NoteRow.rank, NoteRow.part == "carte")
    words = SearchRow.words if order.sort == RELEVANCE else literal("")
    asked = (
        select(SearchRow.note_id, CompteRendu.code, NoteRow.position, Pick.card, Pick.rank, words)
        .join(NoteRow, NoteRow.id == SearchRow.note_id)
        .join(CompteRendu, CompteRendu.id == SearchRow.compte_rendu_id)
        .outerjoin(Pick, under)
        .where(*wanted)
    )
    found = [Found(*row) for row in db.session.execute(asked)]
    cards = [card.id for card in deck.cards]
    ordered = ordered_passages(found, sort=order.sort, down=order.down, terms=terms, deck=cards)
    start = (order.page - 1) * PAGE
    return [one.note_id for one in ordered[start : start + PAGE]]


def _profiles(ids: Collection[int]) -> list[Profile]:
    asked = select(
        CompteRendu.id,
        CompteRendu.code,
        CompteRendu.pseudonym,
        CompteRendu.age,
        CompteRendu.gender,
        Kpa.name,
        CompteRendu.created_at,
    ).outerjoin(Kpa, Kpa.id == CompteRendu.kpa_id)
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
