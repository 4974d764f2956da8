"""The deck as the server gives it to tablets: the one on the table, and those that interviews began with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.deck import load_deck
from cards.library import table_deck
from cards.weight import too_heavy
from interviews.draft_follow import deck_of
from interviews.journal_models import Interview
from kparole.access import SYSTEM, acting_as
from kparole.db import db
from tests.interviews.deck_making import lay, reword, sound
from tests.interviews.journal_making import INTERVIEW, Device

CARDS = load_deck().cards
Team = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def team(app: Flask) -> Team:
    """Work as the team does, before a tablet asks for anything."""

    def work(what: Callable[[], Any]) -> Any:
        with app.app_context(), acting_as(SYSTEM):
            return what()

    return work


def fetched(client: FlaskClient, path: str) -> Any:
    with client.get(path) as answer:
        assert answer.status_code == 200, path
        return answer.data


def table_of(client: FlaskClient) -> Any:
    return json.loads(fetched(client, "/entretien/jeu.json"))["jeu"]


def at(slug: str, version: str) -> str:
    return f"/entretien/jeux/{slug}/{version}.json"


def test_what_is_hidden_is_not_on_the_table_and_known_by_its_title(team: Team, client: FlaskClient) -> None:
    one, two, three = CARDS[:3]

    def ours() -> str:
        cards = (replace(one, sounds={"fr": sound()}), replace(two, titles={"fr": "Deux"}, spoken={}))
        return lay("Le nôtre", [*cards, replace(three, hidden=True)])

    slug = team(ours)
    told = table_of(client)
    assert (told["id"], [card["id"] for card in told["cartes"]]) == (slug, [one.id, two.id])
    assert [(card["id"], card["titres"]["fr"]) for card in told["autres"]] == [(three.id, three.title)]
    assert told["langues"] == ["fr"], "the second card has a title in French only"
    heard = told["cartes"][0]["sons"]["fr"]
    assert re.fullmatch(r"/cartes/media/([0-9a-f]{16})[0-9a-f]{48}\.wav\?v=\1", heard)
    assert fetched(client, heard).startswith(b"RIFF")
    assert "sons" not in told["cartes"][1]


def test_a_deck_is_given_as_it_was_shown_to_whoever_goes_on_with_an_interview(
    app: Flask, team: Team, client: FlaskClient
) -> None:
    slug = team(lambda: lay("Le nôtre", list(CARDS[:2])))
    before = table_of(client)
    after = team(lambda: reword(slug, lambda card: replace(card, titles={**card.titles, "fr": f"{card.title} !"})))
    app.extensions["kparole.identify"] = lambda: None
    old = client.get(at(slug, before["version"]))
    assert old.get_json()["jeu"] == before
    assert old.headers["X-KParole"] == "1"
    assert client.get(at(slug, after.version)).get_json()["jeu"]["cartes"][0]["titres"]["fr"] == f"{CARDS[0].title} !"


@pytest.mark.parametrize("name", ["kpa/000000000000", "inconnu/000000000000"])
def test_a_deck_that_was_never_shown_is_unknown_and_said_so_in_french(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/entretien/jeux/{name}.json")
    assert answer.status_code == 404
    assert "n'a jamais été montré" in answer.get_json()["message"]


def test_a_draft_was_never_shown(team: Team, client: FlaskClient) -> None:
    slug = team(lambda: lay("Le nôtre", list(CARDS[:2])))
    draft = team(lambda: reword(slug, lambda card: replace(card, spoken={}), shown=False))
    assert client.get(at(slug, draft.version)).status_code == 404


def test_another_deck_on_the_table_is_no_new_version_of_the_application(team: Team, client: FlaskClient) -> None:
    before = fetched(client, "/entretien/sw.js")
    team(lambda: lay("Le nôtre", list(CARDS[:2])))
    assert fetched(client, "/entretien/sw.js") == before


def test_an_interview_begun_offline_with_a_deck_of_before_is_taken_and_keeps_its_words(
    team: Team, client: FlaskClient
) -> None:
    slug = team(lambda: lay("Le nôtre", [replace(card, id=f"le-{card.id}") for card in CARDS[:2]]))
    began = table_of(client)
    team(lambda: reword(slug, lambda card: replace(card, titles={**card.titles, "fr": "Autre"})))
    tablet = Device()
    card = began["cartes"][0]
    sent = [
        tablet.opens(deck=slug, version=began["version"]),
        tablet.does("card.take", {"pick": "0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b", "card": card["id"]}),
    ]
    told = client.post(f"/api/entretiens/{INTERVIEW}/operations", json={"operations": sent})
    assert told.get_json()["recues"] == [one["id"] for one in sent], told.get_json()
    known = team(lambda: deck_of(db.session.query(Interview).one()))
    assert [one.title for one in known.cards] == [one["titres"]["fr"] for one in began["cartes"]]


def test_a_deck_too_heavy_for_tablets_is_said_so_once_in_the_log(
    app: Flask, team: Team, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("cards.weight.MOST_MB", 0.1)
    monkeypatch.setattr("interviews.tablet_deck.MOST_MB", 0.1)
    team(lambda: lay("Le nôtre", [replace(CARDS[0], sounds={"fr": sound(40.0)})]))
    with caplog.at_level("WARNING", logger="interviews.tablet_deck"):
        table_of(client)
        table_of(client)
    assert [record.message for record in caplog.records] == ["deck.heavy"]
    home = app.config["KPAROLE"].home
    said = too_heavy(team(table_deck), home)
    assert said is not None
    assert "pèsent 1 Mo" in said
    assert too_heavy(load_deck(), home) is None, "what travels with KParole is light"
