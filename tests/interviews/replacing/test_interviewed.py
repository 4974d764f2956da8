"""Whoever is interviewed has one changed first name: at the head of her interview, in her words, and where others speak of her."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from interviews.draft_service import pour
from interviews.journal_service import store_batch
from interviews.models import CompteRendu
from interviews.replacing.corpus import review_page
from interviews.replacing.service import decide
from kparole.db import db
from tests.interviews.journal_making import Device, uid
from tests.interviews.replacing.names_making import interview, mask_of, propose
from tests.interviews.replacing.test_service import read

SPOKEN = "Fatou m'a appris à coudre. Avec Kader aussi."


def led(*, person: dict[str, str], words: str) -> str:
    """An interview led on a tablet, where she said her name; its code."""
    tablet = Device()
    card = uid("prise")
    store_batch(
        tablet.interview,
        [
            tablet.opens(),
            tablet.does("person.set", {**person, "age": 41, "gender": "femme"}),
            tablet.does("consent.set", {"use": "notes", "state": "given", "how": "oral"}, on="consent:notes"),
            tablet.does("consent.set", {"use": "equipe", "state": "given", "how": "oral"}, on="consent:equipe"),
            tablet.does("card.take", {"pick": card, "card": "utile"}),
            tablet.writes(words, on=f"note:carte:{card}:{uid('passage')}"),
            tablet.does("end.mark"),
        ],
    )
    code = pour(tablet.interview)
    db.session.query(CompteRendu).filter_by(code=code).one().masks_proposed = True
    db.session.commit()
    return code


def name_of(code: str) -> str:
    db.session.expire_all()
    return db.session.query(CompteRendu).filter_by(code=code).one().pseudonym


@pytest.mark.both_databases
def test_her_own_first_name_becomes_that_of_her_interview_when_she_told_it(app: Flask) -> None:
    with app.app_context():
        code = led(person={"name": "Fatou", "naming": "own"}, words="Moi c'est Fatou, et je couds.")
        propose(code, ("Fatou", "PERSONNE"))
        called = name_of(code)
        assert [one.instead for one in review_page(code=code).groups] == [called]
        decide(mask_of(code, "Fatou"), "change", code=code)
        assert read(code) == f"Moi c'est {called}, et je couds."


def test_a_name_she_chose_is_not_taken_for_her_own(app: Flask) -> None:
    with app.app_context():
        code = led(person={"name": "Étoile", "naming": "changed"}, words="Étoile a aidé.")
        propose(code, ("Étoile", "PERSONNE"))
        assert review_page(code=code).groups[0].instead != name_of(code) == "Étoile"


def test_words_are_said_to_name_whoever_was_interviewed(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        hers, other = interview("Ici", "Je couds."), interview("Ici", SPOKEN)
        propose(other, ("Fatou", "PERSONNE"), ("Kader", "PERSONNE"))
        fatou, kader, called = mask_of(other, "Fatou"), mask_of(other, "Kader"), name_of(hers)
    told = {"code": other, "entretien": f" {hers.lower()} "}
    client.post("/entretiens/noms/decider", data={"mot": fatou, "choix": "personne", **told})
    client.post("/entretiens/noms/decider", data={"mot": kader, "choix": "personne", **told, "entretien": "NUL-99"})
    with app.app_context():
        assert read(other) == f"{called} m'a appris à coudre. Avec [prénom] aussi."
    shown = client.get(f"/entretiens/noms/{other}").get_data(as_text=True)
    assert "pas d’entretien de ce code ici" in shown.replace("&#39;", "’").replace("'", "’")


@pytest.mark.both_databases
def test_the_first_name_she_chooses_is_written_everywhere_and_can_be_taken_back(
    app: Flask, client: FlaskClient
) -> None:
    with app.app_context():
        hers, other = interview("Ici", "Je couds."), interview("Ici", SPOKEN)
        propose(other, ("Fatou", "PERSONNE"), ("Kader", "PERSONNE"))
        before, taken, hers_uid = name_of(hers), name_of(other), _uid(hers)
        decide(mask_of(other, "Fatou"), "change", code=other, same_as=hers_uid)
        decide(mask_of(other, "Kader"), "change", code=other)
    address = f"/entretiens/noms/{hers}/prenom"
    for refused in ("", taken, "Fatou", "kader"):  # nobody's name, somebody else's, her real one, a real person's
        client.post(address, data={"mots": refused})
        with app.app_context():
            assert name_of(hers) == before
    client.post(address, data={"mots": " Étoile "})
    with app.app_context():
        assert name_of(hers) == "Étoile"
        assert read(other).startswith("Étoile m'a appris")
    client.post("/entretiens/noms/annuler", data={"table": "1"})
    with app.app_context():
        assert name_of(hers) == before
        assert read(other).startswith(f"{before} m'a appris")


def test_who_is_not_spoken_of_anywhere_chooses_too(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        hers = interview("Ici", "Je couds.")
    client.post(f"/entretiens/noms/{hers}/prenom", data={"mots": "Étoile"})
    with app.app_context():
        assert name_of(hers) == "Étoile"


def _uid(code: str) -> str:
    return db.session.query(CompteRendu).filter_by(code=code).one().uid
