"""One search as questions to the database: what is looked for, who may find it, and what it is narrowed to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from cards.deck import Deck
from interviews.kept import taken_back_ids
from interviews.masked import NEVER_OUT
from interviews.models import CompteRendu, NoteRow
from interviews.search.filters import Filters, interviews, open_to, passages
from interviews.search.matching import Words, condition, times, ways
from interviews.search.models import SearchRow
from interviews.search.query import Query
from interviews.search.tokens import MASKED, SAID, TEAM, Reader
from kparole.access import current
from kparole.db import db

FEW = 50
"""Interviews whose passages are read one by one rather than asked of the index: it would look for every other too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search as whoever acts makes it; rights on rows are added to each of its questions (``kparole.rows``)."""

    query: Query
    filters: Filters
    deck: Deck

    @property
    def readers(self) -> tuple[Reader, ...]:
        """Whose words of the index are looked at."""
        return TEAM if current().use_needed is None else MASKED

    @property
    def anybody(self) -> bool:
        """True when whose words they are does not matter."""
        return current().use_needed is None and not interviews(self.filters)

    def terms(self) -> list[Words]:
        """The words of the index that are looked for."""
        return [ways(one, self.readers, said=bool(self.filters.said)) for one in self.query.wanted]

    def meets(self) -> Callable[[str], bool]:
        """Says whether the words of a row of the index meet the query: what the database answers, told of one row."""
        wanted, readers, said = self.terms(), self.readers, bool(self.filters.said)
        unwanted = [ways(one, readers, said=said) for one in self.query.unwanted]
        return lambda words: all(times(words, one) for one in wanted) and not any(times(words, one) for one in unwanted)

    def counts(self) -> dict[int, int]:
        """How many passages each interview has. The index counts, then interviews are set aside: quicker than at once."""
        asked = self.of((SearchRow.compte_rendu_id, func.count()), by_note=False).group_by(SearchRow.compte_rendu_id)
        found = {row[0]: row[1] for row in db.session.execute(asked)}
        if self.anybody:
            gone = set(db.session.scalars(taken_back_ids()))
            return {one: number for one, number in found.items() if one not in gone}
        open_ones = set(db.session.scalars(self._interviews()))
        return {one: number for one, number in found.items() if one in open_ones}

    def of(self, columns: tuple[Any, ...], *, only: Collection[int] | None = None, by_note: bool = True) -> Select[Any]:
        """These columns of the passages, not yet narrowed to who speaks; ``by_note``: ``NoteRow`` is among them.

        ``only``: the passages of these interviews, when it is known whose words they are.
        """
        outside = current().use_needed is not None
        asked, alone = select(*columns).select_from(SearchRow), not by_note and not self.filters.card
        if not alone or (outside and not self.query.wanted):
            asked = asked.join(NoteRow, NoteRow.id == SearchRow.note_id)
            asked = passages(asked, self.filters, jokers=frozenset(card.id for card in self.deck.cards if card.joker))
        if outside and not self.query.wanted:  # with words, the index itself says it
            asked = asked.where(NoteRow.part.not_in(sorted(NEVER_OUT)))
        if only is not None:
            asked = asked.where(SearchRow.compte_rendu_id.in_(only))
        said, dialect = bool(self.filters.said), db.engine.dialect.name
        if said and not self.query.wanted:
            asked = asked.where(or_(*(SearchRow.words.contains(f" {reader}{SAID[0]}") for reader in self.readers)))
        if only is not None and len(only) <= FEW:  # each is asked whether it ``meets`` the query
            return asked
        return asked.where(*condition(self.query, readers=self.readers, said=said, dialect=dialect, alone=alone))

    def _interviews(self) -> Select[Any]:
        """Whose words may be found, and are looked for."""
        use = current().use_needed
        asked = select(CompteRendu.id).where(CompteRendu.id.not_in(taken_back_ids()), *interviews(self.filters))
        return asked if use is None else asked.where(*open_to(use))
