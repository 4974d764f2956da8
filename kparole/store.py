"""Opens the data of this machine for a command: settings, tables brought up to date, an application context."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import DBAPIError

from interviews.search.index import catch_up
from kparole.app import create_app
from kparole.archives import finish_restoring
from kparole.backups import database_file
from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.errors import UserError
from kparole.migrate import Standing, bring_up_to_date, standing
from kparole.private import close_to_others
from kparole.troubles import trouble_of
from network.service import known_names


def open_app(settings: Settings) -> Flask:
    """The application on these settings, its tables up to date. Raises UserError when the database cannot be used as it is."""
    finish_restoring(settings)
    app = create_app(settings)
    with app.app_context(), told_in_french():
        try:
            bring_up_to_date(db.engine, settings)
            catch_up()  # what a migration or a restoration left out of the search
        except BaseException:
            db.engine.dispose()  # whoever is refused leaves no connection open
            raise
    close_to_others(settings)
    return app


@contextmanager
def open_store(home: Path | None = None) -> Iterator[Flask]:
    """An application context on this machine's data. Raises UserError when the disk or the database cannot go on."""
    with at_work(open_app(read_settings(home=home))) as app:
        yield app


@contextmanager
def at_work(app: Flask) -> Iterator[Flask]:
    """The context of an application for the time of a command; its connections are closed at the end."""
    with app.app_context(), told_in_french():
        try:
            yield app
        finally:
            db.session.close()
            db.engine.dispose()


@contextmanager
def told_in_french() -> Iterator[None]:
    """Turn what a full disk or a silent database says into a UserError that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise UserError(str(trouble)) from error


def known_names_if_any() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the network knows (names of KPAs, places), for a reading that writes nothing: neither a database nor its update."""
    settings = read_settings()
    file = database_file(settings)
    if file is not None and not file.is_file():
        return (), ()
    with at_work(create_app(settings)):
        return known_names() if standing(db.engine) is Standing.CURRENT else ((), ())
