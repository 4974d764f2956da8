"""Brings a database to the tables of this version, with Alembic; the revisions travel inside the package.

One's own machine: the data are backed up, then brought up to date without asking. A server: it refuses to start and says
the command, because somebody must choose the moment. Going back to an older version is not promised.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect

from kparole.backups import back_up_before_update, database_file
from kparole.config import Settings
from kparole.errors import UserError

REVISIONS = Path(__file__).parent / "migrations"

BEHIND = (
    "La base date d'une version plus ancienne de KParole (révision {revision}). Rien n'a été changé. "
    "Arrêtez KParole, puis mettez la base à jour : kparole migrer"
)
NEWER = (
    "La base a été écrite par une version plus récente de KParole (révision {revision}). Rien n'a été changé : "
    "cette version-ci l'abîmerait. Installez la dernière version de KParole."
)
DUMP_FIRST = (
    "Une base PostgreSQL se sauvegarde avec ses propres outils. Faites d'abord : pg_dump --format=custom "
    "--file=kparole.dump suivi de l'adresse de la base. Puis : kparole migrer --oui"
)


class Standing(StrEnum):
    """Where the tables of a database are, compared with this version of KParole."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


def revision_of(engine: Engine) -> str | None:
    """The revision of the tables of this database, None when KParole has not written there yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def standing(engine: Engine) -> Standing:
    """Whether this database is empty, behind, current, or newer than this version."""
    revision = revision_of(engine)
    if revision is None:
        return Standing.EMPTY
    if revision == head():
        return Standing.CURRENT
    return Standing.BEHIND if is_known(revision) else Standing.NEWER


def bring_up_to_date(engine: Engine, settings: Settings) -> None:
    """What opening a database does: make an empty one, update one's own after a backup, refuse to guess for a server.

    Raises UserError when it is for a person to decide, or when the backup cannot be made; the database is then untouched.
    """
    where = standing(engine)
    if where is Standing.CURRENT:
        return
    if where is Standing.NEWER:
        raise UserError(NEWER.format(revision=revision_of(engine)))
    if where is Standing.BEHIND:
        if _is_server(settings) or database_file(settings) is None:
            raise UserError(BEHIND.format(revision=revision_of(engine)))
        back_up_before_update(settings, revision=revision_of(engine) or "")
    migrate(engine)


def update_on_request(engine: Engine, settings: Settings, *, agreed: bool) -> Path | None:
    """What ``kparole migrer`` does: back up, then update; gives the backup, None when there was nothing to keep.

    PostgreSQL is not copied from here: without ``agreed`` it raises UserError, which says how to.
    """
    where = standing(engine)
    if where is Standing.NEWER:
        raise UserError(NEWER.format(revision=revision_of(engine)))
    kept = None
    if where is Standing.BEHIND:
        if database_file(settings) is not None:
            kept = back_up_before_update(settings, revision=revision_of(engine) or "")
        elif not agreed:
            raise UserError(DUMP_FIRST)
    migrate(engine)
    return kept


def migrate(engine: Engine, *, to: str = "head") -> None:
    """Create or update the tables of this database, all or nothing."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = _config()
    with engine.connect() as connection, _links_left_alone(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _is_server(settings: Settings) -> bool:
    """A public address is a server's: none of its commands updates its tables in passing."""
    return settings.network or settings.address is not None


@cache
def head() -> str:
    """The revision of the tables of this version."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def is_known(revision: str) -> bool:
    """True when this version knows the tables of that revision; a newer version may have written what it does not know."""
    return revision in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def is_of_search_index(name: str | None) -> bool:
    """True for what each database makes for the search: FTS5 and the tables it keeps to itself, the index of PostgreSQL.

    They hold nothing of their own: all of it is made again from ``search_note``.
    """
    return name is not None and (name == "ix_search_note_words" or name.split("_")[:2] == ["search", "words"])


@cache
def tables_at(revision: str) -> Mapping[str, frozenset[str]]:
    """The tables that a known revision has, and the columns of each, found by making them in memory."""
    engine = create_engine("sqlite://")
    try:
        migrate(engine, to=revision)
        found = inspect(engine)
        tables = [name for name in found.get_table_names() if not is_of_search_index(name)]
        return {table: frozenset(one["name"] for one in found.get_columns(table)) for table in tables}
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(REVISIONS).replace("%", "%%"))
    return config


@contextmanager
def _links_left_alone(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by writing another and dropping the first: with links watched, all that hangs on it would go.

    The revisions check the links themselves before they end (migrations/env.py).
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
