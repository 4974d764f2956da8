"""A data folder that is empty, and one that was used."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kparole import jobs
from kparole.checks import points
from kparole.config import SETTINGS
from kparole.db import db
from kparole.journal import note
from kparole.store import open_store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, that the environment names; nothing else is set."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setattr("kparole.settings_sources.user_config_path", lambda *_: tmp_path / "config")
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path / "maison"))
    (tmp_path / "maison").mkdir(mode=0o700)
    return tmp_path / "maison"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data made once: a base with an entry in its journal and a job, a key, a queue. Tests copy it."""
    folder = tmp_path_factory.mktemp("faite") / "maison"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPAROLE_HOME", str(folder))
        with open_store() as app:
            app.extensions["kparole.enqueue"] = lambda _job_id: None
            note("lire", "recit")
            note("lire", "entretien:PAS-01")
            jobs.ask("analyse", {})
            queue = jobs.make_queue(app.config["KPAROLE"])
            queue.storage.flush_all()
            queue.storage.close()
            db.session.close()
            db.engine.dispose()
    with closing(sqlite3.connect(folder / "kparole.sqlite3")) as base:
        base.execute("PRAGMA journal_mode=DELETE")  # one file, that the tests may spoil
    return folder


@pytest.fixture
def used(home: Path, made: Path) -> Path:
    """A data folder that was used."""
    shutil.copytree(made, home, dirs_exist_ok=True)
    home.chmod(0o700)
    return home


@pytest.fixture(autouse=True)
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads the words takes seconds to load: it has tests of its own below."""
    monkeypatch.setattr(points, "OF_THE_READING", ())
