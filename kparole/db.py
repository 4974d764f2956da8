"""The one database handle, the base class of the tables, and how SQLite and PostgreSQL are opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from flask import has_request_context, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, Select, String, event, func, make_url, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.sql.functions import FunctionElement

from kparole.errors import SettingError

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
READING = {"GET", "HEAD", "OPTIONS"}
WRITES = "kparole_writes"
NO_DRIVER = (
    "Pour une base PostgreSQL, il manque un morceau de KParole. Installez-le : pip install 'kparole[postgresql]', "
    "puis recommencez."
)

db = SQLAlchemy()


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(naming_convention=NAMING)


def now() -> datetime:
    """The present, in UTC, to the second, without zone as SQLite keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def engine_options(url: str) -> dict[str, Any]:
    """What ``create_engine`` needs for the base at this address. Raises SettingError when its driver is not installed."""
    address = make_url(url)
    options = {"hide_parameters": True}  # an error that is written somewhere must not carry people's words
    if address.get_backend_name() != "postgresql":
        return {"url": address, **options}
    try:
        import psycopg  # noqa: F401
    except ImportError as error:  # not there, or there without the library of PostgreSQL
        raise SettingError(NO_DRIVER) from error
    # A server that was restarted must not cost a page: a connection is tried before it is used.
    return {"url": address.set(drivername="postgresql+psycopg"), "pool_pre_ping": True, **options}


def prepare_engine(engine: Engine) -> None:
    """Set what a safe SQLite needs, and the same patience and the same alphabet for PostgreSQL.

    A read that turns into a write fails at once in SQLite whatever the timeout, hence BEGIN IMMEDIATE for whatever may write.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    else:
        event.listen(engine, "connect", _on_connect_postgresql)


def take_turn(what: str) -> None:
    """Wait until no other transaction holds this name, then hold it until the end of ours.

    What is read before it is written (is this code free, is this text there already) stays true meanwhile. SQLite has
    nothing to do: whoever may write holds its one lock already.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(turn_of(what))


def turn_of(what: str) -> Select[Any]:
    """PostgreSQL's statement that takes this name for the time of a transaction."""
    return select(func.pg_advisory_xact_lock(crc32(b"kparole " + what.encode())))


class by_letter(FunctionElement[str]):  # noqa: N801  (used as a function of SQL)
    """A column ordered as Python and SQLite order texts, whatever the language PostgreSQL was set up in."""

    inherit_cache = True
    type = String()


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_connect_postgresql(connection: Any, _record: Any) -> None:
    from psycopg.types.string import StrDumper

    class Writable(StrDumper):
        """PostgreSQL refuses NUL in a text, even in a search: U+FFFD stands in its place, as in every text we take in."""

        oid = 0  # left to PostgreSQL, as the driver does by default

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.adapters.register_dumper(str, Writable)
    connection.execute("SET lock_timeout = '15s'")
    connection.commit()


def _on_begin(connection: Any) -> None:
    reading = has_request_context() and request.method in READING and not connection.info.get(WRITES)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def own_transaction(*, patience: int | None = None) -> Iterator[Connection]:
    """A short writing transaction on a connection of its own, whatever the request reads or writes beside it.

    The request's session is closed first: in SQLite it may hold the one writer's lock. ``patience``: how long to wait
    for that lock, in milliseconds, when less than the usual is wanted (SQLite only).
    """
    db.session.close()
    with db.engine.connect() as connection:
        connection.info[WRITES] = True
        short = patience is not None and connection.dialect.name == "sqlite"
        if short:
            connection.connection.dbapi_connection.execute(f"PRAGMA busy_timeout={patience:d}")  # type: ignore[union-attr]
        try:
            with connection.begin():
                yield connection
        finally:
            connection.info.pop(WRITES, None)
            if short:
                connection.connection.dbapi_connection.execute("PRAGMA busy_timeout=15000")  # type: ignore[union-attr]


@compiles(by_letter)
def _plain(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(by_letter, "postgresql")
def _in_c_order(element: Any, compiler: Any, **options: Any) -> str:
    return f'({compiler.process(element.clauses, **options)}) COLLATE "C"'
