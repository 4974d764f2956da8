"""Campaigns made and changed by hand, findings in free words: what is kept, what is refused in French."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from analysis.campaigns.service import campaign_of, campaigns
from analysis.coding.decisions import NEEDS, Place, Told
from analysis.coding.service import decide
from analysis.review.teaching import corrections
from interviews.service import compte_rendu_by_code
from kparole.access import Role
from tests.analysis.review.conftest import Be
from tests.analysis.review.making import ARRIVED, CODES, actor, path, place
from tests.kparole.test_every_page import check, words

pytestmark = pytest.mark.usefixtures("be")


def test_a_campaign_is_made_and_an_interview_put_in_it_by_hand(app: Flask, client: FlaskClient) -> None:
    wrong = client.post("/analyse/campagnes/nouvelle", data={"nom": "Été", "debut": "2026-09-01", "fin": "2026-06-01"})
    assert "La fin de la campagne est avant son début" in wrong.text
    assert 'value="Été"' in wrong.text, "what was typed is still there"
    assert "ne se lit pas" in client.post("/analyse/campagnes/nouvelle", data={"nom": "Été", "debut": "hier"}).text
    made = client.post("/analyse/campagnes/nouvelle", data={"nom": "Été", "debut": "2031-06-01", "lire": "1"})
    assert "Été" in check(client, made.location)
    with app.app_context():
        summer = next(one for one in campaigns() if one.name == "Été")
        assert summer.read_first
        assert {season.name for season in campaign_of().values()} != {"Été"}
    client.post(f"/analyse/campagnes/entretiens/{CODES[0]}", data={"campagne": summer.id, "retour": summer.id})
    with app.app_context():
        assert campaign_of()[CODES[0]].name == "Été"
    assert "1 entretien" in words(check(client, "/analyse/campagnes/"))
    assert "à lire d’abord" in check(client, "/analyse/relire/")
    assert client.post(f"/analyse/campagnes/entretiens/{CODES[0]}", data={"campagne": 99}).status_code == 404


def test_a_finding_on_a_public_is_kept_taken_away_and_put_back(client: FlaskClient, be: Be) -> None:
    assert "Écrivez ce que vous avez trouvé" in client.post("/analyse/constats/", data={"constat": " "}).text
    kept = {"constat": "Elles viennent à deux.", "source": "trois entretiens", "genre": "femme", "age_de": "40"}
    assert "ne se lit pas" not in client.post("/analyse/constats/", data=kept, follow_redirects=True).text
    page = words(check(client, "/analyse/constats/"))
    assert "Femmes de 40 ans et plus" in page
    assert "Inès" in page
    away = client.post("/analyse/constats/1/retirer")
    assert "Elles viennent à deux" not in check(client, away.location)
    client.post("/analyse/constats/1/retirer")
    assert "Elles viennent à deux" in check(client, "/analyse/constats/")
    be(as_=actor("compte:5", "Malik", Role.FACILITATION))
    assert "Elles viennent à deux" in client.get("/analyse/constats/").text
    assert client.post("/analyse/constats/", data=kept).status_code == 403


def test_needs_are_coded_where_they_are_said_and_counted_by_public(app: Flask, client: FlaskClient) -> None:
    listed = words(check(client, "/analyse/relire/?grille=besoins"))
    assert "sur 2" in listed
    arrived = Place(CODES[0], f"{CODES[0]}-a", 0, len(ARRIVED))
    sheet = check(client, path(arrived) + "?grille=besoins")
    assert 'name="effet-sortir-isolement"' in sheet
    client.post(path(arrived, "/decider"), data={"grille": "besoins", "effet-sortir-isolement": "1"})
    assert client.get(path(place(0)) + "?grille=besoins").status_code == 404, "needs are not looked for under the cards"
    page = check(client, "/analyse/relire/besoins")
    assert "1 personne sur 2" in words(page)
    assert "relu par Inès" in page
    assert "Selon le genre" in page


def test_what_people_decided_teaches_the_machine_and_a_cut_passage_gives_way(app: Flask) -> None:
    with app.app_context():
        row = compte_rendu_by_code(CODES[0])
        assert row is not None
        where = place(2)
        decide(row, where, [Told("confiance", "positive", 3, "oser")])
        assert [(one.effects, one.strength, one.interview) for one in corrections()] == [(("confiance",), 3, CODES[0])]
        for start, end in ((where.start, where.start + 20), (where.start + 20, where.end)):
            decide(row, Place(where.code, where.note, start, end), [])
        assert [one.effects for one in corrections()] == [(), ()]
        assert corrections(NEEDS) == ()
