"""What every test may use: a throw-away home, the application on it, the samples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.deck import load_deck
from interviews.reading import ReadFile, gather, read_files
from interviews.service import leave_file, open_import, take_file
from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.store import open_app
from network.kpas import read_sheets
from network.service import add_kpa

# make test always draws the same cases; make fuzz draws new ones, and more of them.
hypothesis.settings.register_profile("test", derandomize=True, deadline=None)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=400)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data_samples"
CONSENT = {"uses": ["notes", "recit"], "who": "Sylvie", "when": "en mars", "how": "oral"}


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    """An application for tests; its files are closed at the end."""
    app = open_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    app.testing = True
    app.extensions["kparole.enqueue"] = lambda _job_id: None  # no test wakes a worker
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({}, home=tmp_path / "maison")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with opened(settings) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def sample_files() -> list[ReadFile]:
    """The thirty samples, read from Word once for all."""
    kpas = [sheet.name for sheet in read_sheets(SAMPLES / "kpa.toml")]
    return read_files(gather([SAMPLES / "comptes_rendus"]), deck=load_deck(), known_kpas=kpas)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory, sample_files: list[ReadFile]) -> Path:
    """A home where the samples were imported, without analysis. Never opened again: tests copy it."""
    home = tmp_path_factory.mktemp("remplie")
    with opened(read_settings({}, home=home)) as app, app.app_context():
        for sheet in read_sheets(SAMPLES / "kpa.toml"):
            add_kpa(sheet.name, code=sheet.code, town=sheet.town, district=sheet.district, aliases=list(sheet.aliases))
        word_import = open_import(consent=CONSENT, kpa_id=None)
        for one in sample_files:
            entry = leave_file(word_import, name=one.source.name, content=one.source.content)
            take_file(word_import, entry, one, deck=load_deck())
    return home


@pytest.fixture
def filled_app(settings: Settings, filled_home: Path) -> Iterator[Flask]:
    """The application on a copy of the imported samples."""
    shutil.copytree(filled_home, settings.home, dirs_exist_ok=True)
    with opened(settings) as app:
        yield app


@pytest.fixture
def filled(filled_app: Flask) -> FlaskClient:
    return filled_app.test_client()
