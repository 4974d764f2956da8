"""Two people read the same interviews on one machine, blind; they are compared, and one disagreement is settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from analysis.coding.decisions import settled
from analysis.coding.models import Coding, CodingRound
from analysis.coding.service import decisions
from analysis.double import service
from analysis.double.blind import read_blind
from analysis.double.errors import RoundError
from analysis.double.units import Unit, units_of
from analysis.review.folding import folded
from analysis.service import latest_run, load_analysis, run_analysis
from interviews.models import NoteRow
from kparole.access import LOCAL, acting_as
from kparole.db import db
from tests.analysis.test_service import ENGINE, silent, stand_in

READERS = [("", "Awa"), ("", "Lucien")]
ROOM = "/analyse/double-lecture"


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.pipeline.analyse", stand_in)
        yield


@pytest.fixture
def analysed(filled_app: Flask) -> Flask:
    with filled_app.app_context():
        run_analysis(ENGINE, progress=silent)
    return filled_app


def opened(app: Flask, *codes: str) -> tuple[int, tuple[Unit, ...]]:
    with app.app_context(), acting_as(LOCAL):
        row = service.open_round("Avant l'atelier", codes=codes, readers=READERS)
        return row.id, units_of(row.units)


def page_of(client: FlaskClient, address: str) -> str:
    return client.get(f"{ROOM}/{address}").get_data(as_text=True)


def read_all(client: FlaskClient, number: int, units: tuple[Unit, ...], reader: str, *, first: str = "") -> None:
    """A reader sees confidence in every other passage; ``first``: what she says of the first one instead."""
    client.post(f"{ROOM}/{number}/je-suis", data={"lecteur": reader})
    for unit in units:
        told = first if unit.number == 0 and first else "2" if unit.number % 2 else ""
        assert f'name="passage" value="{unit.number}"' in page_of(client, f"{number}/lire")
        client.post(f"{ROOM}/{number}/lire", data={"passage": unit.number, "effet-confiance": told})
    client.post(f"{ROOM}/{number}/fini")


def test_two_people_read_blind_then_compare_and_settle(analysed: Flask) -> None:
    client, (number, units) = analysed.test_client(), opened(analysed, "PAS-01", "TIL-01")
    page = page_of(client, f"{number}/")
    assert "Awa" in page
    assert "Voyez-vous pareil" not in page
    read_all(client, number, units, "lecteur:1", first="3")

    # The second reader sees nothing of the first one, nothing counts yet, and no comparison is open.
    client.post(f"{ROOM}/{number}/je-suis", data={"lecteur": "lecteur:2"})
    page = page_of(client, f"{number}/lire")
    assert re.findall(r'value="([^"]*)" checked', page) == [""] * 8
    assert "proposé" not in page
    assert client.get(f"{ROOM}/{number}/desaccords").status_code == 302
    with analysed.app_context(), acting_as(LOCAL):
        assert settled(decisions()) == {}
        assert read_blind() == {"PAS-01", "TIL-01"} <= folded()

    read_all(client, number, units, "lecteur:2")
    with analysed.app_context(), acting_as(LOCAL):
        result = db.session.get_one(CodingRound, number).result
        assert read_blind() == frozenset()
    assert result is not None
    told = result["entre"]["effets"]["confiance"]
    assert (told["units"], told["same"]) == (len(units), len(units) - 1)
    assert 0 < told["alpha"] < 1
    page = page_of(client, f"{number}/")
    assert "1 passage vu différemment" in page
    assert "Et la machine" in page

    page = page_of(client, f"{number}/desaccords")
    assert "changement durable" in page
    assert "aucun effet" in page
    why = "Awa et Lucien : elle l'évoque."
    client.post(f"{ROOM}/{number}/accord", data={"passage": 0, "effet-confiance": "1", "pourquoi": why})
    with analysed.app_context():
        standing = settled(decisions()).values()
        assert [[(one.effect, one.strength) for one in d.labels] for d in standing] == [[("confiance", 1)]]
        assert db.session.scalar(select(Coding.why).where(Coding.agreed)) == why
        run = latest_run()
        assert run is not None
        assert [r.labels[0].strength for r in load_analysis(run).readings.values() if r.by == "personnes"] == [1]
    assert "tous discutés" in page_of(client, f"{number}/")


def test_what_was_finished_is_no_longer_changed_and_what_is_not_all_read_is_not_finished(analysed: Flask) -> None:
    number, units = opened(analysed, "PAS-01")
    with analysed.app_context(), acting_as(LOCAL):
        row = db.session.get_one(CodingRound, number)
        with pytest.raises(RoundError, match="sans réponse"):
            service.finish(row, reader="lecteur:1")
        for unit in units:
            service.say(row, unit, [], reader="lecteur:1")
        service.finish(row, reader="lecteur:1")
        for refused in (
            lambda: service.say(row, units[0], [], reader="lecteur:1"),
            lambda: service.settle(row, units[0], [], why=""),
            lambda: service.say(row, units[0], [], reader="lecteur:9"),
        ):
            with pytest.raises(RoundError, match="pas pour vous"):
                refused()
    assert analysed.test_client().get(f"{ROOM}/{number}/lire").status_code == 404  # nobody has said who reads


def test_a_reading_opens_with_two_people_and_something_to_read(analysed: Flask) -> None:
    client = analysed.test_client()
    for told, wanted in (
        ({"entretien": ["PAS-01"], "nom": ["Awa"]}, "au moins deux personnes"),
        ({"entretien": ["PAS-01"], "nom": ["Awa", "Awa"]}, "au moins deux personnes"),
        ({"nom": ["Awa", "Lucien"]}, "au moins un entretien"),
    ):
        answer = client.post(f"{ROOM}/ouvrir", data=told, follow_redirects=True)
        assert wanted in answer.get_data(as_text=True)
    asked = {"entretien": ["PAS-01"], "nom": ["Awa", " Lucien ", ""], "titre": "Mars"}
    page = client.post(f"{ROOM}/ouvrir", data=asked, follow_redirects=True).get_data(as_text=True)
    assert "<h1>Mars</h1>" in page
    assert "Lucien" in page


def test_a_passage_taken_out_meanwhile_is_left_out_and_said(analysed: Flask) -> None:
    client, (number, units) = analysed.test_client(), opened(analysed, "PAS-01")
    with analysed.app_context():
        db.session.execute(update(NoteRow).where(NoteRow.uid == units[0].note).values(text="Autre chose."))
        db.session.commit()
    client.post(f"{ROOM}/{number}/je-suis", data={"lecteur": "lecteur:1"})
    assert 'name="passage" value="1"' in page_of(client, f"{number}/lire")
    told = {"passage": 0, "effet-confiance": "1"}
    page = client.post(f"{ROOM}/{number}/lire", data=told, follow_redirects=True).get_data(as_text=True)
    assert "a été retiré du compte-rendu" in page
