"""One application with the editor of decks, shared by a module; each test has a deck of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.service import add_deck
from tests.cards.deck_making import a_deck
from tests.conftest import opened
from tests.databases import Bases


@pytest.fixture(scope="module")
def shared_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, on a base of its own."""
    bases = Bases(tmp_path_factory.mktemp("jeux"), None, open_=opened, fill=lambda: None)
    with bases.empty(tmp_path_factory.mktemp("maison") / "m") as settings, opened(settings) as app:
        yield app


@pytest.fixture
def visitor(shared_app: Flask) -> FlaskClient:
    """Somebody who looks at the pages of the editor."""
    return shared_app.test_client()


@pytest.fixture
def slug(shared_app: Flask) -> str:
    """A deck of three cards, « un », « deux », « trois »."""
    with shared_app.app_context():
        return add_deck(a_deck())
