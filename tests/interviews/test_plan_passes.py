"""A planned interview entrusted to somebody without an account: that interview, that appointment, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from interviews.journal_models import Interview
from interviews.reading import ReadFile
from kparole.access import SYSTEM, acting_as
from kparole.accounts.models import Pass
from kparole.db import db
from network.models import Kpa
from tests.interviews.journal_making import Device
from tests.interviews.plan_making import plain, planned
from tests.kparole.doors import (
    BASE,
    FROM_HERE,
    House,
    come_in,
    furnish,
    network_settings,
    opened_network,
    token_of,
)

pytestmark = pytest.mark.xdist_group("plan-passes")

LIST = "/entretiens/rendez-vous/"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, sample_files: list[ReadFile]) -> Iterator[House]:
    with opened_network(network_settings(tmp_path_factory.mktemp("confier"))) as app:
        yield furnish(app, sample_files)


@dataclass(frozen=True, slots=True)
class Entrusted:
    """An appointment that was entrusted, another of the same KPA, and the browser of who received the pass."""

    uid: str
    other: str
    client: FlaskClient
    kpa_id: int


def post(client: FlaskClient, address: str, token_from: str, **data: str) -> object:
    data = {"csrf_token": token_of(client, token_from), **data}
    return client.post(address, base_url=BASE, headers=FROM_HERE, data=data)


def plan_for(app: Flask, name: str, **other: object) -> tuple[str, int]:
    with app.app_context(), acting_as(SYSTEM):
        kpa = db.session.query(Kpa).filter_by(name="Les Mains d'ici").one()
        return planned(kpa_id=kpa.id, name=name, **other).uid, kpa.id


def entrust(house: House, uid: str, **data: str) -> tuple[int, str]:
    giver, address = come_in(house, "ici"), f"{LIST}{uid}/confier"
    answer = post(giver, address, address, **{"name": "Léo", "days": "31"} | data)
    return answer.status_code, answer.get_data(as_text=True)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def entrusted(house: House) -> Entrusted:
    uid, kpa_id = plan_for(house.app, "Bintou")
    other, _ = plan_for(house.app, "Ousmane")
    status, page = entrust(house, uid)
    assert status == 200
    assert "<svg" in page
    link = re.search(r"https://kparole\.test(/passe/[\w-]+)", page)
    assert link is not None
    client = house.app.test_client()
    assert "pour mener l'entretien" in plain(client.get(link[1], base_url=BASE).get_data(as_text=True))
    came = post(client, link[1], link[1])
    assert came.headers["Location"].endswith(LIST)  # type: ignore[attr-defined]
    return Entrusted(uid, other, client, kpa_id)


def test_the_place_of_the_interview_is_kept_in_its_kpa(house: House, entrusted: Entrusted) -> None:
    with house.app.app_context():
        row = db.session.query(Interview).filter_by(uid=entrusted.uid).one()
        given = db.session.query(Pass).filter_by(name="Léo").one()
        assert (row.kpa_id, row.deck, row.state) == (entrusted.kpa_id, "", "open")
        assert (given.purpose, given.interviews) == ("mener", [entrusted.uid])


def test_the_pass_shows_its_appointment_and_no_other(entrusted: Entrusted) -> None:
    client = entrusted.client
    page = plain(client.get(LIST, base_url=BASE).get_data(as_text=True))
    assert "Bintou" in page
    assert "Ousmane" not in page
    shown = client.get(f"{LIST}{entrusted.uid}", base_url=BASE).get_data(as_text=True)
    assert f"/entretien/#begin/{entrusted.uid}" in shown
    assert not any(word in shown for word in ("Supprimer", "Confier", "/changer"))
    assert client.get(f"{LIST}{entrusted.other}", base_url=BASE).status_code == 404
    assert client.get("/", base_url=BASE).headers["Location"].endswith(LIST)


@pytest.mark.parametrize(
    "address",
    ["/entretiens/", "/entretiens/importer", "/analyse/", "/recit/", "/passes/", "/journal/", f"{LIST}nouveau"],
)
def test_the_pass_opens_no_compte_rendu_nor_anything_else(entrusted: Entrusted, address: str) -> None:
    assert entrusted.client.get(address, base_url=BASE).status_code == 403


@pytest.mark.parametrize("end", ["changer", "supprimer", "confier"])
def test_the_pass_neither_changes_nor_gives_away(entrusted: Entrusted, end: str) -> None:
    token = token_of(entrusted.client, f"{LIST}{entrusted.uid}")
    answer = entrusted.client.post(
        f"{LIST}{entrusted.uid}/{end}", base_url=BASE, headers=FROM_HERE, data={"csrf_token": token}
    )
    assert answer.status_code == 403


def test_the_pass_ticks_its_list_and_not_that_of_another(entrusted: Entrusted) -> None:
    page, said = f"{LIST}{entrusted.uid}", {"point": "preparation:guide", "fait": "oui"}
    assert post(entrusted.client, f"{page}/cocher", page, **said).status_code == 302  # type: ignore[attr-defined]
    elsewhere = post(entrusted.client, f"{LIST}{entrusted.other}/cocher", page, **said)
    assert elsewhere.status_code == 404  # type: ignore[attr-defined]


def test_the_tablet_of_the_pass_leads_its_interview_and_no_other(house: House, entrusted: Entrusted) -> None:
    client = entrusted.client
    told = client.get("/api/tablette", base_url=BASE).get_json()
    assert [one["id"] for one in told["rendezvous"]] == [entrusted.uid]
    assert told["entretiens"] == []  # a place kept is no interview yet: the tablet still offers to begin it
    token = client.get("/api/jeton", base_url=BASE).get_json()["jeton"]
    answers = []
    for uid in (entrusted.uid, entrusted.other, "33333333-3333-4333-8333-333333333333"):
        sent = {"operations": [Device(interview=uid).opens()]}
        answer = client.post(
            f"/api/entretiens/{uid}/operations", base_url=BASE, headers=FROM_HERE | {"X-CSRFToken": token}, json=sent
        )
        answers.append(answer.status_code)
    assert answers[0] == 200
    assert set(answers[1:]) <= {403, 404}
    with house.app.app_context():
        assert db.session.query(Interview).filter_by(uid=entrusted.other).count() == 0
    fetched = client.get(f"/api/entretiens/{entrusted.uid}/operations", base_url=BASE)
    assert len(fetched.get_json()["operations"]) == 1


def test_the_tablet_of_the_pass_learns_of_its_appointment_and_of_no_kpa(entrusted: Entrusted) -> None:
    told = entrusted.client.get("/api/tablette", base_url=BASE).get_json()
    assert [plan["id"] for plan in told["rendezvous"]] == [entrusted.uid]
    assert told["kpas"] == []


def test_a_pass_too_short_for_the_interview_is_not_made(house: House) -> None:
    uid, _ = plan_for(house.app, "Fatou")
    status, page = entrust(house, uid, days="2")
    assert status == 422
    assert "s'arrêterait avant la fin de l'entretien" in plain(page)
    assert 'value="Léo"' in page


@pytest.mark.parametrize("days", ["", "0", "-3", "32", "beaucoup"])
def test_a_length_that_makes_no_sense_is_said(house: House, entrusted: Entrusted, days: str) -> None:
    status, page = entrust(house, entrusted.uid, days=days)
    assert status == 422
    assert "Entre 1 et 31 jours" in plain(page)


def test_an_interview_too_far_off_is_entrusted_later(house: House) -> None:
    uid, _ = plan_for(house.app, "Moussa", starts_at=datetime.now() + timedelta(days=60))
    status, page = entrust(house, uid)
    assert status == 422
    assert "confiez-le plus près du jour" in plain(page).lower()


def test_the_list_of_passes_names_the_interview_and_not_its_id(house: House, entrusted: Entrusted) -> None:
    page = come_in(house, "ici").get("/passes/", base_url=BASE).get_data(as_text=True)
    assert entrusted.uid not in plain(page)
    assert "mener l'entretien" in plain(page)
    assert "Mener" not in re.findall(r"<input[^>]*name=\"purpose\"[^>]*>", page)


def test_another_kpa_entrusts_nothing(house: House, entrusted: Entrusted) -> None:
    client = come_in(house, "ailleurs")
    assert client.get(f"{LIST}{entrusted.uid}/confier", base_url=BASE).status_code == 404
    assert "Bintou" not in client.get(LIST, base_url=BASE).get_data(as_text=True)
