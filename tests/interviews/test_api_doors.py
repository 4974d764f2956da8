"""Who may send and read journals: by role, by KPA, with a token; every refusal is JSON that a tablet can read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from interviews.journal_models import Interview, OperationRow
from interviews.reading import ReadFile
from kparole.access import SYSTEM, acting_as
from kparole.accounts.models import Account
from kparole.app import create_app
from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.journal import entries
from kparole.sessions import SessionRow
from network.models import Kpa
from tests.interviews.journal_making import INTERVIEW, Device, uid
from tests.kparole.doors import BASE, FROM_HERE, House, come_in, furnish, network_settings, opened_network

pytestmark = pytest.mark.xdist_group("api-doors")

OPERATIONS = f"/api/entretiens/{INTERVIEW}/operations"
PIECES = f"/api/entretiens/{INTERVIEW}/pieces/{uid('photo')}"
LEADERS = ["ici", "coordination"]
OTHERS = ["animation", "evaluation", "administration", "relecture", "coanalyse"]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, sample_files: list[ReadFile]) -> Iterator[House]:
    with opened_network(network_settings(tmp_path_factory.mktemp("tablettes"))) as app:
        yield furnish(app, sample_files)


@pytest.fixture
def house(settled: House) -> Iterator[House]:
    yield settled
    with settled.app.app_context():
        for interview in db.session.scalars(select(Interview)):
            db.session.delete(interview)
        db.session.commit()


def token(client: FlaskClient) -> dict[str, str]:
    answer = client.get("/api/jeton", base_url=BASE)
    return {**FROM_HERE, "X-CSRFToken": answer.get_json()["jeton"]}


def post(
    client: FlaskClient, *operations: dict[str, Any], to: str = OPERATIONS, headers: dict[str, str] | None = None
) -> Any:
    body = {"operations": list(operations)}
    return client.post(to, json=body, base_url=BASE, headers=token(client) if headers is None else headers)


def count(house: House) -> int:
    with house.app.app_context():
        return db.session.scalar(select(func.count()).select_from(OperationRow)) or 0


def check_json(answer: Any, status: int) -> str:
    assert answer.status_code == status
    assert answer.headers["X-KParole"] == "1"
    assert answer.content_type == "application/json"
    message: str = answer.get_json()["message"]
    return message


def test_an_interview_belongs_to_the_kpa_of_who_sends_it(house: House) -> None:
    ici = come_in(house, "ici")
    assert post(ici, Device().opens()).status_code == 200
    with house.app.app_context():
        interview = db.session.scalars(select(Interview).where(Interview.uid == INTERVIEW)).one()
        assert interview.owner == f"compte:{house.accounts['ici']}"
        kpa = db.session.get(Kpa, interview.kpa_id)
        assert kpa is not None
        assert kpa.name == "Les Mains d'ici"
    assert ici.get("/api/jeton", base_url=BASE).get_json()["acteur"] == f"compte:{house.accounts['ici']}"


def test_another_kpa_cannot_read_write_nor_learn_that_it_exists(house: House) -> None:
    ici, ailleurs = come_in(house, "ici"), come_in(house, "ailleurs")
    post(ici, Device().opens(), Device("B").writes("Zéphyrin"))
    headers = token(ailleurs)
    unknown = OPERATIONS.replace(INTERVIEW, uid("nowhere"))
    asked = [
        (ailleurs.get(OPERATIONS, base_url=BASE), ailleurs.get(unknown, base_url=BASE)),
        (ailleurs.get(PIECES, base_url=BASE), ailleurs.get(PIECES.replace(INTERVIEW, uid("nowhere")), base_url=BASE)),
    ]
    for there, nowhere in asked:
        assert check_json(there, 404) == check_json(nowhere, 404)
    for answer in (
        post(ailleurs, Device("C").writes("Moi aussi")),
        post(ailleurs, {"id": "broken"}),
        ailleurs.post(OPERATIONS, data=b"{", base_url=BASE, headers=headers),
        ailleurs.put(f"{PIECES}/0", data=b"x", base_url=BASE, headers=headers | {"X-SHA256": "0" * 64}),
        ailleurs.post(f"{PIECES}/fin", json={}, base_url=BASE, headers=headers),
    ):
        assert "pas ici" in check_json(answer, 404)
    assert count(house) == 2


@pytest.mark.parametrize("who", LEADERS)
def test_whoever_leads_sends_and_reads(house: House, who: str) -> None:
    post(come_in(house, "ici"), Device().opens())
    client = come_in(house, who)
    assert post(client, Device("B").writes("a")).status_code == 200
    assert len(client.get(OPERATIONS, base_url=BASE).get_json()["operations"]) == 2


@pytest.mark.parametrize("who", OTHERS)
def test_the_others_neither_send_nor_read(house: House, who: str) -> None:
    post(come_in(house, "ici"), Device().opens())
    client = come_in(house, who)
    check_json(post(client, Device("B").writes("a")), 403)
    check_json(client.get(OPERATIONS, base_url=BASE), 403)
    check_json(client.get(PIECES, base_url=BASE), 403)
    assert count(house) == 1


def test_an_interview_planned_for_another_kpa_is_not_taken_into_mine(house: House) -> None:
    """None of it, or the words of a tablet that changed hands would be read in the wrong KPA and lost to their own."""
    tablet = Device()
    journal = [tablet.opens(kpa="La Roue d'ailleurs"), tablet.writes("Zéphyrin")]
    assert "autre KPA que la vôtre" in check_json(post(come_in(house, "ici"), *journal), 403)
    assert count(house) == 0
    answer = post(come_in(house, "ailleurs"), *journal)
    assert (answer.status_code, len(answer.get_json()["recues"])) == (200, 2)


def test_an_account_without_a_kpa_is_told_what_to_do(house: House) -> None:
    with house.app.app_context(), acting_as(SYSTEM):
        account = db.session.get_one(Account, house.accounts["ailleurs"])
        before, account.kpa_id = account.kpa_id, None
        db.session.commit()
    try:
        message = check_json(post(come_in(house, "ailleurs"), Device().opens()), 403)
        assert "demandez à l'administration" in message
    finally:
        with house.app.app_context(), acting_as(SYSTEM):
            db.session.get_one(Account, house.accounts["ailleurs"]).kpa_id = before
            db.session.commit()
    assert count(house) == 0


@pytest.mark.parametrize("sent", [{}, {"X-CSRFToken": "faux"}])
def test_without_a_fresh_token_nothing_is_taken(house: House, sent: dict[str, str]) -> None:
    client = come_in(house, "ici")
    assert "Rechargez" in check_json(post(client, Device().opens(), headers=FROM_HERE | sent), 400)
    check_json(client.put(f"{PIECES}/0", data=b"x", base_url=BASE, headers=FROM_HERE | sent), 400)
    assert count(house) == 0


def test_a_session_that_ended_is_a_401_and_the_queue_goes_on_after_a_new_login(house: House) -> None:
    client, tablet = come_in(house, "ici"), Device()
    headers = token(client)
    with house.app.app_context():
        db.session.query(SessionRow).filter_by(owner="u-ici").delete()
        db.session.commit()
    opening = tablet.opens()
    assert "Reconnectez-vous" in check_json(post(client, opening, headers=headers), 401)
    check_json(client.get("/api/jeton", base_url=BASE), 401)
    check_json(client.get("/api/inconnue", base_url=BASE), 401)
    assert count(house) == 0
    assert post(come_in(house, "ici"), opening).status_code == 200


def test_the_journal_of_access_says_who_sent_and_who_read(house: House) -> None:
    client = come_in(house, "ici")
    post(client, Device().opens())
    client.get(OPERATIONS, base_url=BASE)
    with house.app.app_context():
        last = [(one.who, one.action, one.object, one.outcome) for one in entries(limit=2)]
    who = f"compte:{house.accounts['ici']}"
    assert last == [(who, "lire", "entretien", "fait"), (who, "ajouter", "entretien", "fait")]


def test_whoever_goes_too_fast_is_told_in_json(settings: Settings, sample_files: list[ReadFile]) -> None:
    with opened_network(network_settings(settings.home, KPAROLE_DEBIT="30")) as app:
        client = come_in(furnish(app, sample_files), "ici")
        for _ in range(31):
            answer = client.get("/api/jeton", base_url=BASE)
        assert "Attendez une minute" in check_json(answer, 429)


def test_on_one_s_own_machine_too_nobody_comes_in_without_the_printed_address(settings: Settings) -> None:
    app = create_app(read_settings({}, home=settings.home))
    assert "KParole est fermé ici" in check_json(app.test_client().get("/api/jeton"), 401)
    with app.app_context():
        db.engine.dispose()
