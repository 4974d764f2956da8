from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, MetaData, Table, create_engine, insert, inspect, select, types

from kparole import migrate as migrating
from kparole.config import Settings, read_settings
from kparole.db import Base, engine_options, prepare_engine
from kparole.errors import UserError
from kparole.migrate import (
    Standing,
    bring_up_to_date,
    head,
    is_of_search_index,
    migrate,
    revision_of,
    standing,
    update_on_request,
)
from tests.conftest import ROOT
from tests.databases import Postgres

pytestmark = pytest.mark.both_databases

REVISIONS = sorted(script.revision for script in ScriptDirectory(migrating.REVISIONS).walk_revisions())
EARLIER = [revision for revision in REVISIONS if revision != head()]
ROWS = 3


@pytest.fixture
def empty(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings of a database without any table."""
    if database == "sqlite":
        yield read_settings({}, home=tmp_path)
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    address = postgres.create()
    yield read_settings({"KPAROLE_BASE": address}, home=tmp_path)
    postgres.drop(address)


@pytest.fixture
def engine(empty: Settings) -> Iterator[Engine]:
    engine = create_engine(**engine_options(empty.database_url))
    prepare_engine(engine)
    yield engine
    engine.dispose()


def value_of(column: Column[Any], number: int) -> Any:
    """A value this column can hold, other than that of the other rows; a link points to the row of the same number."""
    if column.name == "state":
        return "queued"
    kinds: dict[type, Any] = {
        types.Boolean: number % 2 == 0,
        types.Integer: number,
        types.DateTime: datetime(2026, 3, number),
        types.Date: date(2026, 3, number),
        types.Float: number / 2,
        types.JSON: [number, {"mot": "été"}],
        types.LargeBinary: bytes([number]),
    }
    return next(
        (value for kind, value in kinds.items() if isinstance(column.type, kind)), f"{column.name} été {number}"
    )


def tables_of(engine: Engine) -> list[Table]:
    """The tables as they are, those that others hang on first; what makes up the index of the search writes itself."""
    found = MetaData()
    found.reflect(engine, only=lambda name, _: not is_of_search_index(name))
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def fill(engine: Engine) -> None:
    """Some rows in every table."""
    for table in tables_of(engine):
        rows = [{column.name: value_of(column, number) for column in table.columns} for number in range(1, ROWS + 1)]
        with engine.begin() as connection:
            connection.execute(insert(table), rows)


def content(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in tables_of(engine)
        }


def behind(engine: Engine) -> None:
    """A database of the first version, with rows."""
    migrate(engine, to=REVISIONS[0])
    fill(engine)


def test_an_empty_base_brought_up_to_date_has_exactly_our_tables(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        compared = {"compare_type": True, "compare_server_default": True}
        ours = {"include_name": lambda name, _kind, _parents: not is_of_search_index(name)}
        context = MigrationContext.configure(connection, opts={**compared, **ours})
        assert compare_metadata(context, Base.metadata) == []
    tables = set(inspect(engine).get_table_names())
    assert {name for name in tables if not is_of_search_index(name)} == {*Base.metadata.tables, "alembic_version"}


def test_the_index_of_the_search_is_made_of_what_the_database_makes_for_it_and_nothing_else(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            kinds = {
                row[1]: row[2] for row in connection.exec_driver_sql("PRAGMA main.table_list") if row[2] != "table"
            }
            kept = ("config", "data", "docsize", "idx")
            assert kinds == {"search_words": "virtual"} | {f"search_words_{one}": "shadow" for one in kept}
        else:
            asked = "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_search_note_words'"
            assert "USING gin" in str(connection.exec_driver_sql(asked).scalar())
        triggers = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('note', 'mask')",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        }[engine.dialect.name]
        found = {row[0] for row in connection.exec_driver_sql(triggers)}
    # SQLite changes a table by writing another: a revision that does so on note or mask must make these again.
    masks = {"search_mask_in", "search_mask_changed", "search_mask_out"}
    assert found == {"search_note_rewritten"} | (masks if engine.dialect.name == "sqlite" else {"search_mask_changed"})


def test_only_some_jobs_are_alone_on_their_corpus(engine: Engine) -> None:
    migrate(engine)
    index = next(one for one in inspect(engine).get_indexes("job") if one["name"] == "uq_job_under_way")
    assert index["unique"]
    where = str(index["dialect_options"][f"{engine.dialect.name}_where"])
    assert "queued" in where
    assert "running" in where


@pytest.mark.parametrize("revision", EARLIER)
def test_an_earlier_base_keeps_every_row_on_its_way(engine: Engine, revision: str) -> None:
    migrate(engine, to=revision)
    fill(engine)
    before = content(engine)
    assert all(len(rows) >= ROWS for rows in before.values())
    migrate(engine)
    after = content(engine)
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert kept == rows, table
    assert revision_of(engine) == head()


def test_bringing_it_up_to_date_twice_keeps_what_is_there(engine: Engine, empty: Settings) -> None:
    bring_up_to_date(engine, empty)
    fill(engine)
    before = content(engine)
    bring_up_to_date(engine, empty)
    assert content(engine) == before


def test_every_foreign_key_that_is_followed_has_an_index(engine: Engine) -> None:
    migrate(engine)
    inspector = inspect(engine)
    indexed = {
        (table, index["column_names"][0])
        for table in inspector.get_table_names()
        if not is_of_search_index(table)
        for index in [*inspector.get_indexes(table), *inspector.get_unique_constraints(table)]
    }
    keys = {table: inspector.get_pk_constraint(table)["constrained_columns"] for table in inspector.get_table_names()}
    indexed |= {(table, columns[0]) for table, columns in keys.items() if columns}
    cascading = {
        (table, key["constrained_columns"][0])
        for table in inspector.get_table_names()
        if not is_of_search_index(table)
        for key in inspector.get_foreign_keys(table)
        if key["options"].get("ondelete") == "CASCADE"
    }
    assert cascading
    assert cascading <= indexed


def test_links_are_watched_again_afterwards(engine: Engine) -> None:
    behind(engine)
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM compte_rendu WHERE id = 1")
        connection.commit()
    assert 1 not in [row["compte_rendu_id"] for row in content(engine)["note"]]


PROGRAM = """
import sys
from pathlib import Path
from sqlalchemy import create_engine
from kparole.db import engine_options, prepare_engine
from kparole.migrate import migrate
engine = create_engine(**engine_options(sys.argv[1]))
prepare_engine(engine)
print("ready", flush=True)
sys.stdin.readline()
migrate(engine)
engine.dispose()
"""


def test_two_programs_that_bring_it_up_to_date_at_once_do_not_disturb_each_other(
    engine: Engine, empty: Settings
) -> None:
    behind(engine)
    command = [sys.executable, "-W", "error", "-c", PROGRAM, empty.database_url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    programs = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    assert [program.stdout.readline() for program in programs] == ["ready\n"] * 2
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    assert [program.communicate(timeout=60)[1] for program in programs] == [""] * 2
    assert [program.returncode for program in programs] == [0, 0]
    assert standing(engine) is Standing.CURRENT


def test_a_newer_base_is_refused_with_a_word(engine: Engine, empty: Settings) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for open_it in (lambda: bring_up_to_date(engine, empty), lambda: update_on_request(engine, empty, agreed=True)):
        with pytest.raises(UserError, match="plus récente"):
            open_it()
    assert revision_of(engine) == "9999"


@pytest.mark.parametrize(
    "server", [{"network": True}, {"address": "https://kparole.example"}], ids=["network", "address"]
)
def test_a_server_refuses_a_base_that_is_behind_and_says_the_command(
    engine: Engine, empty: Settings, server: dict[str, Any]
) -> None:
    behind(engine)
    before = content(engine)
    with pytest.raises(UserError, match="kparole migrer"):
        bring_up_to_date(engine, replace(empty, **server))
    assert content(engine) == before
    assert revision_of(engine) == REVISIONS[0]
    assert not (empty.home / "sauvegardes").exists()


def test_a_server_makes_the_tables_of_an_empty_base(engine: Engine, empty: Settings) -> None:
    bring_up_to_date(engine, replace(empty, network=True))
    assert standing(engine) is Standing.CURRENT
