"""The review, by forms: what a decision does, how it is taken back, who sees what."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from analysis.campaigns.service import campaigns, save_campaign
from analysis.coding.models import Coding
from analysis.coding.service import decisions, marks
from kparole.access import Role
from kparole.db import db
from tests.analysis.review.conftest import Be
from tests.analysis.review.making import CODES, SAID, actor, path, place
from tests.kparole.test_every_page import check, count, words

pytestmark = pytest.mark.usefixtures("be")
FIRST, SECOND, THIRD = (path(place(number)) for number in range(3))


def read_first() -> None:
    save_campaign(id=campaigns()[0].id, name="Essais", begins=None, ends=None, read_first=True)


def test_what_the_machine_hesitates_on_comes_first_and_a_decision_leads_to_the_next(client: FlaskClient) -> None:
    page = check(client, "/analyse/relire/")
    assert "0 passages relus sur 8" in words(page) or "0 passage relu sur 8" in words(page)
    assert f'href="{THIRD}?grille=effets&amp;ordre=apprend"' in page
    sheet = check(client, THIRD)
    assert "<mark>Main</mark>" in sheet
    assert "proposé : exemple concret" in words(sheet).replace("\xa0", " ")
    assert 'name="effet-confiance" value="2" checked' in sheet
    answer = client.post(
        path(place(2), "/decider"), data={"effet-confiance": "3", "effet-bien-etre": "1", "vu": "1", "ordre": "apprend"}
    )
    assert answer.location.startswith(path(place(2, CODES[1])))
    page = check(client, THIRD)
    assert 'name="effet-confiance" value="3" checked' in page
    assert "Vous" in page
    assert "après avoir vu" in page
    listed = words(check(client, "/analyse/relire/"))
    assert "1 passage relu sur 8" in listed
    assert "1 décision depuis la dernière analyse" in " ".join(listed.split())


def test_a_decision_is_taken_back_once_and_what_was_said_stays_in_the_history(app: Flask, client: FlaskClient) -> None:
    client.post(path(place(0), "/decider"), data={"rien": "1"})
    sent = {"X-Fragment": "1"}
    told = client.post(path(place(0), "/decider"), data={"effet-confiance": "1"}, headers=sent).json
    again = client.post(path(place(0), "/decider"), data={"effet-confiance": "1"}, headers=sent).json
    assert told["number"] == again["number"], "an answer lost on its way does not make two decisions"
    for done in (True, False):
        answer = client.post("/analyse/relire/annuler", data={"decision": told["number"]}, headers=sent)
        assert answer.json == {"done": done}
    with app.app_context():
        assert [one.labels for one in decisions()] == [()]
    page = words(check(client, FIRST))
    assert "annulé" in page
    assert "rien de tout cela" in page
    answer = client.post("/analyse/relire/annuler", follow_redirects=True)
    assert "Votre dernière décision est annulée" in answer.text
    assert "Il n’y a rien à annuler" in client.post("/analyse/relire/annuler", follow_redirects=True).text


def test_two_people_on_the_same_passage_are_both_kept_and_shown(client: FlaskClient, be: Be) -> None:
    client.post(path(place(0), "/decider"), data={"effet-confiance": "1"})
    be("compte:2", "Malik")
    client.post(path(place(0), "/decider"), data={"effet-bien-etre": "2"})
    page = words(check(client, FIRST))
    assert "Inès" in page
    assert "Vous" in page
    passages = check(client, f"/analyse/entretiens/{CODES[0]}")
    assert "relu par Malik" in passages
    assert "proposé par la machine" in passages
    voices = check(client, "/analyse/effets/bien-etre")
    assert "relu par Malik" in voices
    be(as_=actor("compte:9", "Théo", Role.EVALUATION))
    assert "Malik" not in client.get("/analyse/effets/bien-etre").text


def test_a_passage_is_cut_and_other_words_are_chosen(app: Flask, client: FlaskClient) -> None:
    start = place(2).start
    at = start + SAID[2].index(" et je")
    answer = client.post(path(place(2), "/couper"), data={"coupe": at, "effet-confiance": "2"})
    assert answer.location.startswith(path(place(2)).rpartition("/")[0] + f"/{start}-{at}")
    with app.app_context():
        assert [one.text for one in decisions()] == [SAID[2][: at - start], SAID[2][at - start :]]
    assert "9" in words(check(client, "/analyse/relire/"))
    assert (
        "On ne peut pas couper"
        in client.post(path(place(0), "/couper"), data={"coupe": 999}, follow_redirects=True).text
    )
    chosen = client.post(f"/analyse/relire/{CODES[0]}/ajouter", data={"mots": "je dors mieux"})
    assert check(client, chosen.location.partition("?")[0]).count('class="bit in"') == 1
    wrong = client.post(
        f"/analyse/relire/{CODES[0]}/ajouter", data={"mots": "girafe", "retour": "//ailleurs"}, follow_redirects=True
    )
    assert "Recopiez-les" in wrong.text


def test_words_that_changed_meanwhile_are_not_decided_of(app: Flask, client: FlaskClient) -> None:
    answer = client.post(
        path(place(0), "/decider"), data={"sceau": "autre", "effet-confiance": "1"}, headers={"X-Fragment": "1"}
    )
    assert answer.status_code == 409
    assert "réécrit" in answer.json["message"]
    with app.app_context():
        assert db.session.scalar(select(Coding.id)) is None


def test_people_read_first_and_what_they_saw_before_is_known(app: Flask, client: FlaskClient, be: Be) -> None:
    with app.app_context():
        read_first()
    assert "À vous de lire d’abord" in client.get("/analyse/").text
    sheet = check(client, FIRST)
    assert "<mark>" not in sheet
    assert "proposé" not in sheet
    assert "à lire" in check(client, f"/analyse/entretiens/{CODES[0]}")
    assert client.get(path(place(0), "/proches")).status_code == 404
    for number in range(3):
        client.post(path(place(number), "/decider"), data={"effet-confiance": "1", "vu": "0"})
    arrived = path(place(0)).rpartition("/")[0].replace("-b", "-a") + "/0-24/decider"
    client.post(arrived, data={"rien": "1", "vu": "0"})
    with app.app_context():
        assert [one.coder_name for one in marks("lu")[CODES[0]]] == ["Inès"]
        assert {one.saw for one in decisions()} == {False}
    page = check(client, "/analyse/grille")
    assert "1 entretien attend" in words(page)
    assert "Ada" in page
    assert "Bea" not in page
    client.post("/analyse/relire/montrer-tout", data={"retour": "/analyse/grille"})
    assert "Bea" in check(client, "/analyse/grille")
    with app.app_context():
        assert [one.coder_name for one in marks("vu")[CODES[1]]] == ["Inès"]
    be("compte:2", "Malik")
    assert "Bea" not in check(client, "/analyse/grille"), "whoever has not asked still waits"
    client.post(f"/analyse/relire/{CODES[1]}/lu")
    assert "Bea" in check(client, "/analyse/grille")


def test_outside_the_team_names_are_changed_and_only_what_was_agreed_is_read(
    app: Flask, client: FlaskClient, be: Be
) -> None:
    be(as_=actor("passe:1", "Joël", Role.CO_ANALYSIS, CODES[0]))
    assert check(client, "/analyse/relire/").count("/analyse/relire/ICI-01?") == 1
    assert client.get(path(place(0, CODES[1]))).status_code == 404
    assert client.post(path(place(0, CODES[1]), "/decider"), data={"rien": "1"}).status_code == 404
    assert client.get(FIRST).status_code == 200
    with app.app_context():
        from interviews.service import compte_rendu_by_code

        row = compte_rendu_by_code(CODES[0])
        assert row is not None
        row.consents[0].state = "withdrawn"
        db.session.commit()
    assert client.get(FIRST).status_code == 404
    assert "emmenée" not in client.get("/analyse/relire/").text


def test_the_nearest_examples_are_shown_on_demand(client: FlaskClient) -> None:
    page = client.get(path(place(2), "/proches"), headers={"X-Fragment": "1"}).text
    assert "Mots en commun" in page
    assert "<html" not in page
    assert "Mots en commun" in check(client, path(place(2), "/proches"))


def test_the_pages_ask_the_base_a_fixed_number_of_times(app: Flask, client: FlaskClient) -> None:
    addresses = ["/analyse/relire/", FIRST, f"/analyse/entretiens/{CODES[0]}"]
    asked = []
    for number in (0, 1, 2):
        client.post(path(place(number), "/decider"), data={"effet-confiance": "1"})
        for address in addresses:
            count(app, address)
        asked.append([count(app, address) for address in addresses])
    assert asked[1] == asked[2]
    assert max(asked[2]) <= 24
