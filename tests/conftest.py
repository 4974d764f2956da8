"""What every test may use: a throw-away home, the application on it, the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.store import open_app

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data_samples"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({}, home=tmp_path / "maison")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = open_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    app.testing = True
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
