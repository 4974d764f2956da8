from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kparole import launch
from kparole.config import Settings
from tests.conftest import opened


@pytest.fixture
def locked(settings: Settings) -> Iterator[Flask]:
    """A KParole for one person, with its door."""
    with opened(settings) as app:
        app.extensions["kparole.identify"] = launch.identify
        yield app


def use_key(app: Flask, client: FlaskClient) -> None:
    answer = client.get(f"/ouvrir/{app.extensions['kparole.launch'].key}")
    assert answer.status_code == 302


@pytest.mark.parametrize("address", ["/", "/entretiens/", "/cartes/", "/nulle-part", "/recit/", "/bienvenue"])
def test_without_the_launch_key_every_page_is_closed(locked: Flask, address: str) -> None:
    answer = locked.test_client().get(address)
    assert answer.status_code == 403
    assert '<html lang="fr">' in answer.text
    assert "adresse" in answer.text


def test_the_styles_are_served_to_whoever_asks_so_that_the_closed_page_can_be_read(locked: Flask) -> None:
    assert locked.test_client().get("/static/css/base.css", buffered=True).status_code == 200


def test_the_printed_address_opens_this_browser_and_only_this_one(locked: Flask) -> None:
    mine, other = locked.test_client(), locked.test_client()
    key = locked.extensions["kparole.launch"].key
    assert mine.get(f"/ouvrir/{key}").status_code == 302
    assert mine.get("/entretiens/").status_code == 200
    assert other.get(f"/ouvrir/{key}").status_code == 403
    assert other.get("/entretiens/").status_code == 403
    assert mine.get(f"/ouvrir/{key}").status_code == 302  # touched again in the browser that is already in


@pytest.mark.parametrize("key", ["x", "é", "a" * 5000])
def test_a_wrong_key_opens_nothing(locked: Flask, key: str) -> None:
    client = locked.test_client()
    assert client.get(f"/ouvrir/{key}").status_code == 403
    assert client.get("/entretiens/").status_code == 403


def test_a_preview_of_the_link_does_not_use_it_up(locked: Flask) -> None:
    client = locked.test_client()
    key = locked.extensions["kparole.launch"].key
    assert client.head(f"/ouvrir/{key}").status_code == 403
    use_key(locked, client)
    assert client.get("/entretiens/").status_code == 200


def test_a_key_already_used_can_no_longer_be_printed(locked: Flask) -> None:
    use_key(locked, locked.test_client())
    with pytest.raises(ValueError, match="used"):
        _ = locked.extensions["kparole.launch"].key
