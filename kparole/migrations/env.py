"""Alembic's entry: the connection is given by kparole.migrate. Whoever drafts a revision imports kparole.app first."""

from __future__ import annotations

from alembic import context

from kparole.db import Base, turn_of
from kparole.migrate import is_of_search_index

BROKEN_LINK = "a revision left rows that point to nothing: it is undone"

connection = context.config.attributes["connection"]
sqlite = connection.dialect.name == "sqlite"
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=lambda name, _kind, _parents: not is_of_search_index(name),
    transactional_ddl=True,  # both databases can undo a change of tables: a revision is whole or has not begun
)
with context.begin_transaction():
    if not sqlite:
        connection.execute(turn_of("migration"))  # SQLite's BEGIN IMMEDIATE lets one program in at a time
    context.run_migrations()
    if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError(BROKEN_LINK)
