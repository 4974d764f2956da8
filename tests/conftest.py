"""What every test may use: a throw-away home, the application on it, the samples."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from analysis.campaigns.service import save_campaign
from cards.deck import load_deck
from interviews.reading import ReadFile, gather, read_files
from interviews.service import leave_file, open_import, take_file
from kparole.access import LOCAL
from kparole.config import Settings
from kparole.db import db
from kparole.store import open_app
from network.kpas import read_sheets
from network.service import add_kpa, set_network, the_network
from tests.databases import KINDS, Bases, Postgres, running_postgres
from tests.quicker import make_applications_quickly, write_in_memory

# make test always draws the same cases; make fuzz draws new ones, and more of them.
hypothesis.settings.register_profile("test", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=400)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

os.environ.setdefault("KPAROLE_REGLAGES", os.devnull)  # the settings of whoever runs the tests are not the tests'
write_in_memory()
make_applications_quickly()

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
    app.extensions["kparole.identify"] = lambda: (
        LOCAL
    )  # whoever holds the launch key; the doors have tests of their own
    with app.app_context():
        if the_network() is None:
            set_network(name="Le réseau", deck="kpa", owner="Sylvie", kpas=[])
            db.session.commit()
            # Most tests look at what the machine reads: « lire d'abord » is off, tests/analysis/review puts it on.
            save_campaign(id=None, name="Essais", begins=None, ends=None, read_first=False)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the real models run in one worker, which loads them once."""
    for item in items:
        if item.get_closest_marker("model") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("model"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked ``both_databases`` runs on SQLite, then on PostgreSQL."""
    if metafunc.definition.get_closest_marker("both_databases") and "database" in metafunc.fixturenames:
        metafunc.parametrize("database", KINDS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: SQLite unless it is marked ``both_databases``."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL, started for the first test that needs it."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def bases_made() -> dict[str, Bases]:
    """What was made on each database, once in the session: tests go from one to the other."""
    return {}


@pytest.fixture(scope="session")
def bases(
    database: str,
    bases_made: dict[str, Bases],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Bases:
    """Makes data on the database of the test."""
    if database not in bases_made:
        server = request.getfixturevalue("postgres") if database == "postgresql" else None
        bases_made[database] = Bases(tmp_path_factory.mktemp(database), server, open_=opened, fill=import_samples)
    return bases_made[database]


@pytest.fixture
def settings(tmp_path: Path, bases: Bases, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """An empty KParole; with the imported samples for a test that asks for ``filled_app``."""
    data = bases.filled if "filled_app" in request.fixturenames else bases.empty
    with data(tmp_path / "maison") as settings:
        yield settings


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
    return read_samples()


@cache
def read_samples() -> list[ReadFile]:
    """The thirty samples, read at the first call."""
    kpas = [sheet.name for sheet in read_sheets(SAMPLES / "kpa.toml")]
    return read_files(gather([SAMPLES / "comptes_rendus"]), deck=load_deck(), known_kpas=kpas)


def import_samples() -> None:
    """Import the samples on the data of the present application."""
    for sheet in read_sheets(SAMPLES / "kpa.toml"):
        add_kpa(sheet.name, code=sheet.code, town=sheet.town, district=sheet.district, aliases=list(sheet.aliases))
    word_import = open_import(consent=CONSENT, kpa_id=None)
    for one in read_samples():
        entry = leave_file(word_import, name=one.source.name, content=one.source.content)
        take_file(word_import, entry, one, deck=load_deck())


@pytest.fixture
def filled_app(settings: Settings) -> Iterator[Flask]:
    """The application on a copy of the imported samples."""
    with opened(settings) as app:
        yield app


@pytest.fixture
def filled(filled_app: Flask) -> FlaskClient:
    return filled_app.test_client()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file made when tests are gathered holds the hour: two workers would name the same test differently."""
    return argname if isinstance(val, bytes) and len(val) > 40 else None
