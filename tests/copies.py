"""Copies of a PostgreSQL database, lent to one test after the other: putting one back as it was is quicker than making one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import psycopg

CATALOGS = (
    "pg_class",
    "pg_attribute",
    "pg_attrdef",
    "pg_constraint",
    "pg_index",
    "pg_trigger",
    "pg_proc",
    "pg_type",
    "pg_namespace",
)
SHAPE = "SELECT " + ", ".join(f"(SELECT (count(*), max(xmin::text::bigint))::text FROM {name})" for name in CATALOGS)
"""Changes with whatever changes a table, a column, a rule; not with the rows."""
TABLES = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
COUNTERS = "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences ORDER BY 1"


class Server(Protocol):
    """Makes databases and removes them."""

    def create(self, template: str | None = None) -> str:
        """A copy of the database at this address."""

    def drop(self, address: str) -> None:
        """Remove it, whoever still holds it."""

    def disconnect(self, address: str) -> None:
        """End the sessions of whoever still holds it."""


class Copies:
    """All the copies of one database that nobody changes."""

    def __init__(self, server: Server, template: str) -> None:
        self._server, self._template = server, template
        self._idle: list[str] = []
        with _connected(template) as connection:
            self._shape = connection.execute(SHAPE).fetchall()
            self._counters: list[Any] = connection.execute(COUNTERS).fetchall()
            tables = [str(row[0]) for row in connection.execute(TABLES)]
            self._rows = {table: _written_out(connection, table) for table in tables}

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The address of a copy that nobody else has; what is done to it is undone, or it is thrown away."""
        address = self._idle.pop() if self._idle else self._server.create(self._template)
        kept = False
        try:
            yield address
            kept = self._put_back(address)
        finally:
            if kept:
                self._idle.append(address)
            else:
                self._server.drop(address)

    def _put_back(self, address: str) -> bool:
        """Bring the rows back; False when it is no longer the same tables."""
        self._server.disconnect(address)
        with _connected(address) as connection:
            if connection.execute(SHAPE).fetchall() != self._shape:
                return False
            with connection.transaction():
                connection.execute("SET LOCAL session_replication_role = replica")  # rows go in any order
                connection.execute("; ".join(f"DELETE FROM {table}" for table in self._rows).encode())
                for table, rows in self._rows.items():
                    if rows:
                        _read_in(connection, table, rows)
                for counter, last in self._counters:
                    connection.execute("SELECT setval(%s, %s, %s)", (counter, last or 1, last is not None))
        return True


@contextmanager
def _connected(address: str) -> Iterator[psycopg.Connection[Any]]:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def _written_out(connection: psycopg.Connection[Any], table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT".encode()) as rows:
        return b"".join(bytes(part) for part in rows)


def _read_in(connection: psycopg.Connection[Any], table: str, rows: bytes) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN".encode()) as into:
        into.write(rows)
