"""The one database handle, the base class of the tables, and how SQLite is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import has_request_context, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
READING = {"GET", "HEAD", "OPTIONS"}

db = SQLAlchemy()


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(naming_convention=NAMING)


def now() -> datetime:
    """The present, in UTC, to the second, without zone as SQLite keeps it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def prepare_engine(engine: Engine) -> None:
    """Set what a safe SQLite needs; nothing for other databases.

    A read that turns into a write fails at once in SQLite whatever the timeout, hence BEGIN IMMEDIATE for whatever may write.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Any) -> None:
    reading = has_request_context() and request.method in READING
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
