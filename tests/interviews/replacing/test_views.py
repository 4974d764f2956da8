"""The pages of the names: who sees what, what a decision changes, what is never written in an address."""

from __future__ import annotations

import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from interviews.replacing.looking import JOB
from interviews.replacing.service import decide
from interviews.replacing.table import the_book
from kparole.db import db
from kparole.job_table import Job
from tests.conftest import ROOT
from tests.interviews.replacing.names_making import DIALLO, ELSEWHERE, FATOU, interview, mask_of, propose, states

INDEX, TABLE = "/entretiens/noms/", "/entretiens/noms/remplacements"


@pytest.fixture
def codes(app: Flask) -> tuple[str, str]:
    with app.app_context():
        first, other = interview("Ici", FATOU, DIALLO), interview("Ailleurs", ELSEWHERE)
        propose(first, ("Fatou", "PERSONNE"), ("Roubaix", "LIEU"), ("Mme Diallo", "PERSONNE"))
        propose(other, ("Fatou", "PERSONNE"), ("Kader", "PERSONNE"))
    return first, other


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.get_data(as_text=True).replace("\u00a0", " ").replace("\u202f", " "))


def test_what_waits_is_grouped_with_the_words_around(client: FlaskClient, codes: tuple[str, str]) -> None:
    shown = page(client, INDEX)
    assert "8 mots attendent, dans 2 entretiens" in shown
    assert len(re.findall(r"data-name ", shown)) == 5  # « Fatou » twice: two KPAs, two people
    assert "m'a emmenée à Roubaix" in shown.replace("&#39;", "'").replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("choice", "state"),
    [("changer", "confirmed"), ("garder", "refused"), ("changer-partout", "confirmed"), ("garder-partout", "refused")],
)
def test_a_tap_decides(app: Flask, client: FlaskClient, codes: tuple[str, str], choice: str, state: str) -> None:
    with app.app_context():
        mask = mask_of(codes[0], "Fatou")
    answer = client.post("/entretiens/noms/decider", data={"mot": mask, "choix": choice})
    assert answer.location == INDEX
    with app.app_context():
        assert states(codes[0])["Fatou"] == {state}
        assert states(codes[1])["Fatou"] == {state if choice.endswith("partout") else "proposed"}
    client.post("/entretiens/noms/annuler")
    with app.app_context():
        assert states(codes[0])["Fatou"] == states(codes[1])["Fatou"] == {"proposed"}


def test_a_decision_in_an_interview_comes_back_to_it(app: Flask, client: FlaskClient, codes: tuple[str, str]) -> None:
    with app.app_context():
        mask = mask_of(codes[0], "Roubaix")
    answer = client.post("/entretiens/noms/decider", data={"mot": mask, "choix": "garder", "code": codes[0]})
    assert answer.location == f"{INDEX}{codes[0]}"
    assert "Déjà décidé" in page(client, answer.location)
    assert client.post("/entretiens/noms/tout-changer", data={"code": codes[0]}).status_code == 302
    assert "Tout est vérifié" in page(client, answer.location)


@pytest.mark.parametrize(
    ("address", "form"),
    [("decider", {"mot": "1", "choix": "x"}), ("tout-changer", {"code": "XXX-01"}), ("XXX-01/cacher", {"mots": "a"})],
)
def test_what_is_not_there_is_a_404(
    client: FlaskClient, codes: tuple[str, str], address: str, form: dict[str, str]
) -> None:
    assert client.post(f"{INDEX}{address}", data=form).status_code == 404


def test_a_decision_on_words_that_went_is_told(client: FlaskClient, codes: tuple[str, str]) -> None:
    answer = client.post("/entretiens/noms/decider", data={"mot": "999", "choix": "changer"}, follow_redirects=True)
    assert "ne sont plus là" in answer.get_data(as_text=True)


def test_missed_words_are_hidden_without_a_script(app: Flask, client: FlaskClient, codes: tuple[str, str]) -> None:
    address = f"{INDEX}{codes[0]}/cacher"
    told = client.post(address, data={"mots": "livre", "sorte": "AUTRE"}, follow_redirects=True).get_data(as_text=True)
    assert "C’est changé." in told
    told = client.post(address, data={"mots": "girafe", "sorte": "AUTRE"}, follow_redirects=True).get_data(as_text=True)
    assert "Recopiez-les" in told


def test_the_page_of_replacements_shows_and_changes_them(
    app: Flask, client: FlaskClient, codes: tuple[str, str]
) -> None:
    assert "Rien encore" in page(client, TABLE)
    with app.app_context():
        decide(mask_of(codes[0], "Fatou"), "change")
        decide(mask_of(codes[0], "Roubaix"), "keep", everywhere=True)
        uid = next(one.uid for one in the_book().entries if one.instead)
    client.post(f"{TABLE}/changer", data={"qui": uid, "faire": "ecrire", "mots": "Étoile"})
    shown = page(client, TABLE)
    assert "Étoile" in shown
    assert "Gardés partout" in shown
    told = client.post(f"{TABLE}/changer", data={"qui": "x", "faire": "ecrire"}, follow_redirects=True)
    assert "n’est plus là" in told.get_data(as_text=True)


def test_the_search_is_asked_for_once_and_only_where_it_is_needed(
    app: Flask, client: FlaskClient, codes: tuple[str, str]
) -> None:
    assert client.post(f"{INDEX}chercher").location == INDEX
    with app.app_context():
        interview("Ici", "De nouveaux mots.")
        db.session.execute(text("UPDATE compte_rendu SET masks_proposed = 0 WHERE code LIKE '%-02'"))
        db.session.commit()
    assert "Chercher les noms" in page(client, INDEX)
    assert "/travaux/" in client.post(f"{INDEX}chercher").location
    client.post(f"{INDEX}chercher")
    with app.app_context():
        assert db.session.query(Job).filter_by(kind=JOB).count() == 1
    assert "La machine cherche" in page(client, INDEX)


def test_no_word_of_anybody_is_in_an_address(app: Flask, codes: tuple[str, str]) -> None:
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("names.")]
    assert len(found) == 11
    assert {name for rule in found for name in rule.arguments} == {"code"}


NOT_SAID = re.compile(r"anonym", re.IGNORECASE)
PLACES = [
    *sorted((ROOT / "templates").rglob("*.html")),
    *sorted((ROOT / "templates").rglob("*.typ")),
    *sorted((ROOT / "kparole" / "static" / "js").rglob("*.js")),
    *sorted((ROOT / "interviews" / "tablet").rglob("*.js")),
    *sorted((ROOT / "kparole" / "cli").rglob("*.po")),
    *sorted((ROOT / "interviews").glob("*.toml")),
]


def test_nothing_on_screen_says_that_somebody_cannot_be_known() -> None:
    assert len(PLACES) > 60
    assert [str(path) for path in PLACES if NOT_SAID.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", ["compte_rendu.docx", "recit.docx"])
def test_no_document_says_it_either(name: str) -> None:
    with zipfile.ZipFile(ROOT / "templates" / "word" / name) as file:
        words = [file.read(one).decode() for one in file.namelist() if one.endswith(".xml")]
    assert not any(NOT_SAID.search(re.sub(r"<[^>]+>", "", one)) for one in words)


def test_pages_say_that_names_are_changed_and_keep_the_legal_word_for_documents() -> None:
    said = [path.name for path in PLACES if re.search("pseudonymis", path.read_text(encoding="utf-8"), re.IGNORECASE)]
    assert [name for name in said if name.endswith(".html")] == []
