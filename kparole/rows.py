"""Row-level rights, in one place: every question asked of the database is narrowed to what its asker reaches."""

from __future__ import annotations

from functools import cache

from flask import g, has_request_context
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from kparole.access import NOTHING, RowScoped, Scope, current
from kparole.db import Base


@cache
def scoped_tables() -> tuple[type[RowScoped], ...]:
    """Every mapped class whose rows belong to somebody."""
    classes = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda one: str(one.__name__))
    return tuple(one for one in classes if issubclass(one, RowScoped))


def scope_of_request() -> Scope:
    """What may be reached now; a request that nobody has opened yet reaches nothing at all."""
    if has_request_context() and not g.get("kparole_entered", False):
        return NOTHING
    return current().scope


@event.listens_for(Session, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    scope = scope_of_request()
    if (scope.whole and scope.owner is None) or state.is_insert:
        return
    state.statement = state.statement.options(
        *(with_loader_criteria(table, table.within(scope), include_aliases=True) for table in scoped_tables())
    )
