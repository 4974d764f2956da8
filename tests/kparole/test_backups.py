"""SQLite: what is copied before an update, and what an update may not lose."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, create_engine

from kparole import backups
from kparole import migrate as migrating
from kparole.backups import KEPT, OURS, back_up_before_update, copy_database, database_file
from kparole.config import Settings, read_settings
from kparole.db import engine_options, prepare_engine
from kparole.errors import UserError
from kparole.migrate import Standing, bring_up_to_date, head, migrate, revision_of, standing, update_on_request
from tests.kparole.test_migrate import REVISIONS, behind, content, fill


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a database that is not there yet."""
    return read_settings({}, home=tmp_path)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = create_engine(**engine_options(settings.database_url))
    prepare_engine(engine)
    yield engine
    engine.dispose()


def copies(settings: Settings) -> list[Path]:
    return sorted((settings.home / "sauvegardes").iterdir())


def names_of_kpas(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM kpa ORDER BY id")]


def test_a_base_that_is_behind_is_copied_whole_then_updated(engine: Engine, settings: Settings) -> None:
    behind(engine)
    before = content(engine)
    bring_up_to_date(engine, settings)
    assert standing(engine) is Standing.CURRENT
    (copy,) = copies(settings)
    assert OURS.fullmatch(copy.name)
    assert f"revision-{REVISIONS[0]}" in copy.name
    old = create_engine(f"sqlite:///{copy}")
    assert (content(old), revision_of(old)) == (before, REVISIONS[0])
    old.dispose()


def test_a_copy_is_for_its_keeper_only_and_a_single_file(engine: Engine, settings: Settings) -> None:
    behind(engine)
    copy = back_up_before_update(settings, revision="0001")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert names_of_kpas(copy) == ["name été 1", "name été 2", "name été 3"]
    assert copies(settings) == [copy]


@pytest.mark.parametrize("where", ["current", "empty"])
def test_nothing_is_copied_when_there_is_nothing_to_lose(engine: Engine, settings: Settings, where: str) -> None:
    if where == "current":
        migrate(engine)
        fill(engine)
    bring_up_to_date(engine, settings)
    assert not (settings.home / "sauvegardes").exists()


def test_the_last_copies_are_kept_and_nothing_of_somebody_else(engine: Engine, settings: Settings) -> None:
    behind(engine)
    mine = settings.home / "sauvegardes" / "avant-la-reunion.sqlite3"
    mine.parent.mkdir()
    mine.write_bytes(b"")
    made = [back_up_before_update(settings, revision="0001") for _ in range(KEPT + 6)]
    assert len(set(made)) == KEPT + 6
    assert set(copies(settings)) == {mine, *made[-KEPT:]}


def test_what_is_being_written_meanwhile_is_in_the_copy_or_not_but_never_half(
    engine: Engine, settings: Settings
) -> None:
    behind(engine)
    with closing(sqlite3.connect(settings.home / "kparole.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE kpa SET name = 'Autre ' || id")
        copy = back_up_before_update(settings, revision="0001")
        writer.execute("COMMIT")
    assert names_of_kpas(copy) == ["name été 1", "name été 2", "name été 3"]


def test_a_copy_that_cannot_be_written_stops_the_update(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    behind(engine)
    before = content(engine)
    monkeypatch.setattr(backups, "to_disk", no_room)
    with pytest.raises(UserError, match="Faites de la place"):
        bring_up_to_date(engine, settings)
    assert copies(settings) == []
    assert (content(engine), revision_of(engine)) == (before, REVISIONS[0])


def test_a_damaged_base_is_neither_copied_nor_updated(engine: Engine, settings: Settings) -> None:
    behind(engine)
    with closing(sqlite3.connect(settings.home / "kparole.sqlite3")) as connection, connection:
        connection.execute("UPDATE note SET compte_rendu_id = 99 WHERE id = 1")
    with pytest.raises(UserError, match="abîmée"):
        bring_up_to_date(engine, settings)
    assert copies(settings) == []
    assert revision_of(engine) == REVISIONS[0]


def test_an_update_that_leaves_a_link_to_nothing_is_undone_whole(engine: Engine) -> None:
    behind(engine)
    with closing(sqlite3.connect(str(engine.url.database))) as connection, connection:
        connection.execute("UPDATE note SET compte_rendu_id = 99 WHERE id = 1")
    before = content(engine)
    with pytest.raises(RuntimeError, match="undone"):
        migrate(engine)
    assert (content(engine), revision_of(engine)) == (before, REVISIONS[0])


def test_a_table_written_anew_keeps_all_that_hangs_on_it(engine: Engine) -> None:
    """SQLite empties the tables that point to one that is dropped, when it watches the links."""
    migrate(engine)
    fill(engine)
    notes = content(engine)["note"]
    with engine.connect() as connection, migrating._links_left_alone(connection), connection.begin():
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("compte_rendu", recreate="always") as batch:
            batch.alter_column("since", new_column_name="depuis")
    assert content(engine)["note"] == notes
    assert "depuis" in content(engine)["compte_rendu"][0]


def test_migrer_copies_then_updates_and_says_where_the_copy_is(engine: Engine, settings: Settings) -> None:
    behind(engine)
    copy = update_on_request(engine, replace(settings, network=True), agreed=False)
    assert copies(settings) == [copy]
    assert revision_of(engine) == head()


def test_a_base_that_is_not_there_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises((OSError, sqlite3.Error)):
        copy_database(tmp_path / "rien" / "base.sqlite3", tmp_path / "copie.sqlite3")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("sqlite:////srv/kparole.sqlite3", Path("/srv/kparole.sqlite3")),
        ("postgresql://serveur/kparole", None),
        ("sqlite://", None),
    ],
)
def test_the_file_of_a_base(settings: Settings, address: str, path: Path | None) -> None:
    assert database_file(replace(settings, database_url=address)) == path
