from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from kparole.db import Base
from kparole.migrate import migrate


@pytest.fixture
def engine(tmp_path: Path):  # type: ignore[no-untyped-def]
    engine = create_engine(f"sqlite:///{tmp_path / 'b.sqlite3'}")
    yield engine
    engine.dispose()


def test_an_empty_base_brought_up_to_date_has_exactly_our_tables(engine) -> None:  # type: ignore[no-untyped-def]
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    assert set(Base.metadata.tables) | {"alembic_version"} == set(inspect(engine).get_table_names())


def test_bringing_it_up_to_date_twice_keeps_what_is_there(engine) -> None:  # type: ignore[no-untyped-def]
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO kpa (name, code, aliases) VALUES ('Ici', 'ICI', '[]')")
    migrate(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM kpa").all() == [("Ici",)]


def test_every_foreign_key_that_is_followed_has_an_index(engine) -> None:  # type: ignore[no-untyped-def]
    migrate(engine)
    inspector = inspect(engine)
    indexed = {
        (table, index["column_names"][0])
        for table in inspector.get_table_names()
        for index in [*inspector.get_indexes(table), *inspector.get_unique_constraints(table)]
    }
    cascading = {
        (table, key["constrained_columns"][0])
        for table in inspector.get_table_names()
        for key in inspector.get_foreign_keys(table)
        if key["options"].get("ondelete") == "CASCADE"
    }
    assert cascading
    assert cascading <= indexed
