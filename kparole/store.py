"""Opens the data of this machine for a command: settings, tables brought up to date, an application context."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from kparole.app import create_app
from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.migrate import migrate
from network.service import known_names


def open_app(settings: Settings) -> Flask:
    """The application on these settings, its tables up to date."""
    app = create_app(settings)
    with app.app_context():
        migrate(db.engine)
    return app


@contextmanager
def open_store(home: Path | None = None) -> Iterator[Flask]:
    """An application context on this machine's data."""
    app = open_app(read_settings(home=home))
    with app.app_context():
        yield app


def known_names_if_any() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the network knows (names of KPAs, places), without making a database when there is none yet."""
    settings = read_settings()
    if settings.database_url.startswith("sqlite:///") and not Path(settings.database_url[10:]).is_file():
        return (), ()
    with open_app(settings).app_context():
        return known_names()
