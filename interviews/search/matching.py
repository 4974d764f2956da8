"""A query as each database asks it of its own index: FTS5 in SQLite, tsvector in PostgreSQL; the same passages in both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, cast, column, func, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from interviews.search.models import SearchRow
from interviews.search.query import Query, Term
from interviews.search.tokens import ANY, SAID, Reader, plain

Words = tuple[tuple[str, ...], ...]
"""Words of the index that stand in a row, one way a reading: any of them is what is looked for."""


def condition(
    query: Query, *, readers: Sequence[Reader], said: bool, dialect: str, alone: bool = True
) -> list[ColumnElement[bool]]:
    """What the rows of the index must meet; empty when every passage is looked for.

    ``said``: in exact words alone; ``alone``: nothing else is asked of the rows.
    """
    wanted = [ways(one, readers, said=said) for one in query.wanted]
    unwanted = [ways(one, readers, said=said) for one in query.unwanted]
    if dialect != "postgresql":
        return [*([_sqlite(wanted)] if wanted else []), *(~_sqlite([one]) for one in unwanted)]
    found = [_postgresql(wanted) if alone else _first(_postgresql(wanted))] if wanted else []
    return [*found, *(~or_(*(_in_a_row(row) for row in one)) for one in unwanted)]


def ways(term: Term, readers: Sequence[Reader], *, said: bool) -> Words:
    """The words of the index that a term is, for these readers; one that ends in « * » is a beginning."""
    stem, form = SAID if said else ANY
    if term.beginning:
        return tuple((f"{reader}{kind}{plain(term.beginning)}*",) for reader in readers for kind in (stem, form))
    return tuple(tuple(f"{reader}{stem}{plain(one)}" for one in term.stems) for reader in readers)


def times(words: str, term: Words) -> int:
    """How often a row of the index says a term."""
    return sum(words.count(f" {' '.join(row)} ".replace("* ", "")) for row in term)


def _sqlite(terms: Iterable[Words]) -> ColumnElement[bool]:
    asked = " AND ".join(f"({' OR '.join(_row(row) for row in term)})" for term in terms)
    index: Select[Any] = select(column("rowid")).select_from(table("search_words"))
    return SearchRow.note_id.in_(index.where(literal_column("search_words").op("MATCH")(asked)))


def _row(row: tuple[str, ...]) -> str:
    return row[0] if len(row) == 1 else f'"{" ".join(row)}"'


def _postgresql(terms: Sequence[Words]) -> ColumnElement[bool]:
    """The index gives the passages that have every word; those where they stand in a row are read."""
    asked = " & ".join(f"({' | '.join(_together(row) for row in term)})" for term in terms)
    vector = func.to_tsvector(literal_column("'simple'"), SearchRow.words)
    rows = [or_(*(_in_a_row(row) for row in term)) for term in terms if len(term[0]) > 1]
    return and_(vector.op("@@", is_comparison=True)(cast(asked, TSQUERY)), *rows)


def _first(found: ColumnElement[bool]) -> ColumnElement[bool]:
    """Ask the index first, whatever else is asked: the planner thinks little of what cutting a text into words costs."""
    index = select(SearchRow.note_id).where(found).cte("found").prefix_with("MATERIALIZED")
    return SearchRow.note_id.in_(select(index.c.note_id))


def _together(row: tuple[str, ...]) -> str:
    return f"({' & '.join(one.replace('*', ':*') for one in row)})"


def _in_a_row(row: tuple[str, ...]) -> ColumnElement[bool]:
    """The words of the index that stand in a row, read in the text that holds them."""
    return SearchRow.words.contains(f" {' '.join(row)} ".replace("* ", ""), autoescape=True)
