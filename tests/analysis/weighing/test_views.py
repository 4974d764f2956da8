"""The pages of the weights on the samples: what each role reads, what is kept, what the Excel file lets out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from analysis.campaigns.service import campaigns, put_in, save_campaign
from analysis.service import run_analysis
from analysis.steps.formulas import Formula
from analysis.weighing.service import kept_formula, months_by_code
from interviews.models import CompteRendu, Consent
from interviews.service import compte_rendu_by_code
from kparole.access import EVERYTHING, LOCAL, Actor, Role
from kparole.db import db
from tests.analysis.test_service import ENGINE, made, silent, stand_in
from tests.conftest import opened
from tests.databases import Bases
from tests.kparole.test_every_page import check, count, words

OUTSIDE = Actor("compte:9", Role.EVALUATION, "Théo", EVERYTHING)
PUBLIC = "/analyse/publics/choisir"


@pytest.fixture(scope="module")
def house(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The samples analysed by a quick stand-in, in one campaign whose proposals are open; one person agreed to the team."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.pipeline.analyse", stand_in)
        with bases.filled(tmp_path_factory.mktemp("poids")) as settings, opened(settings) as app:
            with app.app_context():
                known = campaigns()[0]  # that of all tests, whose proposals are open
                save_campaign(id=known.id, name="Hiver", begins=date(2020, 1, 1), ends=None, read_first=False)
                run_analysis(ENGINE, progress=silent)
                _agree("KER-02")
            yield app


def _agree(code: str) -> None:
    row = compte_rendu_by_code(code)
    assert row is not None
    row.consents.append(Consent(use="equipe", state="given", who="Sylvie", when="hier", how="oral"))
    db.session.commit()


def as_(house: Flask, actor: Actor = LOCAL) -> FlaskClient:
    house.extensions["kparole.identify"] = lambda: actor
    return house.test_client()


def read(client: FlaskClient, address: str) -> str:
    return words(check(client, address)).replace("\xa0", " ")


def test_the_formula_is_written_in_one_line_tried_then_kept(house: Flask) -> None:
    client = as_(house)
    page = read(client, "/analyse/poids/")
    assert "poids = moyenne de la force de la preuve (de 0 à 3) ÷ 3" in page
    assert "ne représentent pas tout le monde" in page
    assert "6 KPA seulement" in page
    tried = read(client, "/analyse/poids/?force=2&premiere=1")
    assert "poids = (2 × force + première carte) ÷ 3" in tried
    assert "avantage les personnes qui parlent facilement" in tried
    assert "C’est un essai" in tried
    assert client.post("/analyse/poids/formule", data={"force": "1", "kpa_egales": "1"}).status_code == 302
    with house.app_context():
        assert kept_formula() == Formula.of(force=1, each_kpa=True)
        assert [season.name for season in campaigns()] == ["Hiver"]
    assert "C’est un essai" not in read(client, "/analyse/poids/")
    client.post("/analyse/poids/formule", data={"force": "1"})


def test_each_count_of_a_public_leads_to_its_words(house: Flask) -> None:
    page = check(as_(house), f"{PUBLIC}?genre=femme")
    link = next(one for one in re.findall(r'href="(/analyse/mots/[^"]+)"', page) if "autres" not in one)
    number = int(re.search(rf'{re.escape(link)}">(\d+) sur', page)[1])  # type: ignore[index]
    told = check(as_(house), link.replace("&amp;", "&"))
    assert f"Voici ce que disent {number} personnes" in words(told)
    assert told.count('class="verbatim"') >= number
    assert "2 autres" not in read(as_(house), f"{PUBLIC}?genre=femme&masquer=1")


def test_a_wrong_age_is_told_and_nothing_is_lost(house: Flask) -> None:
    page = read(as_(house), f"{PUBLIC}?genre=femme&age_de=trente")
    assert "L’âge le plus bas s’écrit en chiffres" in page
    assert "personnes dans ce public" in page


def test_how_long_people_have_been_there_is_known_for_the_samples(house: Flask) -> None:
    with house.app_context():
        assert None not in months_by_code().values()


def test_outside_the_team_no_public_is_chosen_and_no_formula_is_tried(house: Flask) -> None:
    client = as_(house, OUTSIDE)
    assert "reste dans l’équipe" in read(client, f"{PUBLIC}?public=femmes-40")
    page = check(client, "/analyse/poids/?temps=5")
    assert "avantage les personnes" not in page
    assert '<form method="get"' not in page
    assert client.get("/analyse/poids/entretiens").status_code == 403
    assert words(check(client, "/analyse/mots/confiance")) == words(check(client, "/analyse/mots/confiance?age_de=52"))
    crossings = check(client, "/analyse/publics")
    assert "/analyse/mots/" not in crossings
    assert "choisir" not in crossings


def test_who_led_is_not_counted_until_it_is_asked_for(house: Flask) -> None:
    assert "Rien n’est compté" in read(as_(house), "/analyse/poids/entretiens")
    assert "On ne sait pas qui a mené ces 30 entretiens" in read(as_(house), "/analyse/poids/entretiens?montrer=1")


@pytest.mark.parametrize("actor", [LOCAL, OUTSIDE], ids=["equipe", "evaluation"])
def test_the_excel_file_holds_only_words_that_were_agreed_to_with_names_changed(house: Flask, actor: Actor) -> None:
    answer = as_(house, actor).get("/analyse/grille.xlsx", buffered=True)
    assert answer.status_code == 200
    assert "grille-" in answer.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.data))
    head, *rows = book["Preuves"].iter_rows(values_only=True)
    told = {row[0] for row in rows if not str(row[-1]).startswith("[la personne")}
    assert told == {"KER-02"}
    assert ("Genre" in head) is (actor is LOCAL)
    assert len(list(book["Grille"].iter_rows())) == 31
    assert {cell.data_type for row in book["Preuves"].iter_rows() for cell in row} <= {"s", "n"}


def test_saturation_says_what_it_cannot_show_and_where_to_read_what_one_person_said(house: Flask) -> None:
    page = read(as_(house), "/analyse/saturation")
    assert "Une courbe plate ne prouve pas que tout est dit" in page
    assert "en dessous de dix" not in page
    assert (
        f"sur {len({label.sub or label.effect for r in made[-1].readings.values() for label in r.labels}) + 1}" in page
    )


def test_one_campaign_says_what_to_do_and_two_are_set_side_by_side(house: Flask) -> None:
    client = as_(house)
    assert "Il faut deux campagnes" in read(client, "/analyse/evolution")
    with house.app_context():
        second = save_campaign(id=None, name="Été", begins=date(2010, 1, 1), ends=date(2010, 2, 1), read_first=False)
        for row in db.session.scalars(select(CompteRendu).where(CompteRendu.code.startswith("PAS-"))).all():
            put_in(row, second.id)
    page = read(client, "/analyse/evolution")
    assert "« Été » et « Hiver »" in page
    assert "Aucune KPA n’est dans les deux campagnes" in page
    assert "Moins de dix entretiens dans Été" in page
    link = re.search(r'href="(/analyse/mots/[^"]+campagne=\d+)"', check(client, "/analyse/evolution"))
    assert link is not None
    assert "Été" in words(check(client, link[1].replace("&amp;", "&")))


def test_the_pages_ask_the_base_little(house: Flask) -> None:
    as_(house)
    for address in (
        "/analyse/poids/",
        f"{PUBLIC}?public=moins-30",
        "/analyse/dabord",
        "/analyse/evolution",
        "/analyse/mots/confiance?tranche=55%2B",
    ):
        count(house, address)
        assert count(house, address) <= 30, address
