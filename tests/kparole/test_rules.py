"""Every address × everybody who may knock: made from the application's own map, so that no route is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule as Address

from cards.deck import load_deck
from interviews.journal_models import Interview
from interviews.models import CompteRendu, WordImport
from interviews.plan_models import Appointment
from interviews.reading import ReadFile
from kparole import jobs
from kparole.access import GRANTED, SYSTEM, Role, acting_as
from kparole.accounts.models import Pass
from kparole.app import create_app
from kparole.config import read_settings
from kparole.db import db
from kparole.rules import RULES, Rule
from kparole.sessions import SessionRow
from tests.kparole.doors import (
    BASE,
    FROM_HERE,
    PLANNED_NAME,
    House,
    come_in,
    furnish,
    network_settings,
    opened_network,
    token_of,
)

pytestmark = pytest.mark.xdist_group("rules")

ROLE_OF = {
    "ici": Role.CONTRIBUTOR,
    "ailleurs": Role.CONTRIBUTOR,
    "animation": Role.FACILITATION,
    "coordination": Role.COORDINATION,
    "evaluation": Role.EVALUATION,
    "administration": Role.ADMINISTRATION,
    "relecture": Role.REREADING,
    "coanalyse": Role.CO_ANALYSIS,
    "mener": Role.LEADING,
}
OWNED = {"code", "uid", "pass_id", "interview", "plan"}
"""Arguments that name something that belongs to a KPA or to somebody."""
LED, NOWHERE = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def addresses() -> list[Any]:
    app = create_app(read_settings({}, home=Path("/tmp/kparole-plan"), demo=True))
    found = sorted(app.url_map.iter_rules(), key=lambda one: (one.endpoint, one.rule))
    return [pytest.param(one, id=one.endpoint) for one in found if one.endpoint != "demo.walk"]


ADDRESSES = addresses()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, sample_files: list[ReadFile]) -> Iterator[House]:
    with opened_network(network_settings(tmp_path_factory.mktemp("portes"))) as app:
        yield furnish(app, sample_files)


@pytest.fixture(scope="module")
def inside(house: House) -> dict[str, FlaskClient]:
    """Everybody, come in once."""
    return {who: come_in(house, who) for who in ROLE_OF}


@pytest.fixture(scope="module")
def values(house: House) -> dict[str, object]:
    return values_of(house)


def values_of(house: House) -> dict[str, object]:
    """What the addresses ask for, all of it belonging to « ici »."""
    with house.app.app_context(), acting_as(SYSTEM):
        row = db.session.query(CompteRendu).filter_by(code=house.codes["ici"]).one()
        word_import = db.session.query(WordImport).filter_by(kpa_id=row.kpa_id).one()
        job = jobs.ask("import", {"import": word_import.uid}, owner=f"compte:{house.accounts['ici']}")
        given = db.session.query(Pass).first()
        plan = db.session.query(Appointment.uid).scalar()
        assert given is not None
        return {
            "code": row.code, "uid": job.uid, "import": word_import.uid, "effect_id": "confiance",
            "card_id": "utile", "account_id": house.accounts["ici"], "session_id": 999, "invitation_id": 999,
            "slug": "kpa", "pass_id": given.id,
            "interview": led_by(f"compte:{house.accounts['ici']}", row.kpa_id), "attachment": NOWHERE,
            "offset": 0, "token": "inconnu", "filename": "favicon.svg", "name": "main.js", "key": "x", "plan": plan,
            "file_id": 1, "deck_id": "kpa", "version": load_deck().version, "number": 1,
            "fiche_id": "guide", "paper": "compte-rendu", "piece": row.notes[0].uid,
            "place": 1, "sheet": "paroles", "ending": "pdf", "start": 0, "end": 9, "entry": "inconnu", "gesture": "inconnu", "theme": "inconnu",
        }  # fmt: skip


def led_by(owner: str, kpa_id: int | None) -> str:
    """An interview led with the tablet by this contributor."""
    db.session.add(Interview(uid=LED, kpa_id=kpa_id, owner=owner))
    db.session.commit()
    return LED


def path_of(app: Flask, address: Address, values: dict[str, Any]) -> str:
    given = {name: values[name] for name in address.arguments}
    if address.endpoint == "interviews.report":
        given["uid"] = values["import"]
    with app.test_request_context(base_url=BASE):
        return app.url_for(address.endpoint, **given, _external=False)


def methods(address: Address) -> list[str]:
    return sorted((address.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})


def knock(client: FlaskClient, method: str, path: str, **more: Any) -> Any:
    return client.open(path, method=method, base_url=BASE, buffered=True, headers=FROM_HERE, **more)


def rule_of(address: Address) -> Rule:
    return RULES[address.endpoint]


def test_every_address_has_a_written_rule(house: House) -> None:
    modes = [house.app, create_app(read_settings({}, home=Path("/tmp/kparole-plan")))]
    plans = {rule.endpoint for app in modes for rule in app.url_map.iter_rules()} | {"demo.walk"}
    assert plans == set(RULES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_passes_without_coming_in(house: House, values: dict[str, object], address: Address) -> None:
    rule, path = rule_of(address), path_of(house.app, address, values)
    for method in methods(address):
        answer = knock(house.app.test_client(), method, path)
        if rule.open:
            assert answer.status_code < 500
        elif method == "GET" and not path.endswith(".json") and not path.startswith("/api/"):
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/entrer")
        else:
            assert answer.status_code == 401


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", ROLE_OF)
def test_a_role_reaches_what_it_is_given_and_nothing_else(
    house: House, inside: dict[str, FlaskClient], values: dict[str, object], address: Address, who: str
) -> None:
    rule, path = rule_of(address), path_of(house.app, address, values)
    for method in methods(address):
        answer = knock(inside[who], method, path)
        assert answer.status_code < 500
        if rule.open:
            continue
        if rule.right is None:
            assert answer.status_code == 404
        elif rule.right not in GRANTED[ROLE_OF[who]]:
            assert answer.status_code == 403
        elif method != "GET":
            assert answer.status_code == 400  # no token came with it
        else:
            assert answer.status_code in {200, 302, 404}


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_kpa_gets_nothing_not_even_that_it_exists(
    house: House, inside: dict[str, FlaskClient], values: dict[str, object], address: Address
) -> None:
    rule, path = rule_of(address), path_of(house.app, address, values)
    client = inside["ailleurs"]
    owned = OWNED & set(address.arguments) and not rule.open
    for method in methods(address):
        data = {"csrf_token": token_of(client, "/entretiens/importer")} if method != "GET" and owned else {}
        answer = knock(client, method, path, data=data)
        text = answer.get_data().decode(errors="replace")  # some are pictures or PDF
        assert str(values["code"]) not in text
        assert PLANNED_NAME not in text
        if owned:
            assert answer.status_code in {403, 404}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_ended_session_is_nobody(house: House, values: dict[str, object], address: Address) -> None:
    rule, path = rule_of(address), path_of(house.app, address, values)
    client = house.app.test_client()
    client.set_cookie("__Host-kparole", "une-clef-qui-a-servi", domain="kparole.test", secure=True)
    for method in methods(address):
        answer = knock(client, method, path)
        assert rule.open or answer.status_code in {302, 401}


def test_closing_a_session_elsewhere_closes_it_everywhere(house: House) -> None:
    one = come_in(house, "coordination")
    assert knock(one, "GET", "/entretiens/").status_code == 200
    with house.app.app_context(), acting_as(SYSTEM):
        last = db.session.query(SessionRow).filter_by(owner="u-coordination").order_by(SessionRow.id.desc()).first()
        db.session.delete(last)
        db.session.commit()
    assert knock(one, "GET", "/entretiens/").status_code == 302


@pytest.mark.parametrize("guess", ["ZZZ-01", "MAI-99", "%2e%2e", "' OR 1=1", "é"])
@pytest.mark.parametrize("who", ["ici", "ailleurs", "coordination", "evaluation", "relecture"])
def test_guessing_a_code_answers_404(inside: dict[str, FlaskClient], who: str, guess: str) -> None:
    assert knock(inside[who], "GET", f"/entretiens/{guess}").status_code == 404


def test_the_evaluation_reads_no_name_and_the_contributor_reads_her_own(
    house: House, inside: dict[str, FlaskClient]
) -> None:
    with house.app.app_context(), acting_as(SYSTEM):
        row = db.session.query(CompteRendu).filter_by(code=house.codes["ici"]).one()
        note = next(note for note in row.notes if note.part == "carte")
        words = note.text[:40]
    page = f"/entretiens/{house.codes['ici']}"
    assert words[:20] in plain(knock(inside["ici"], "GET", page).get_data(as_text=True))
    assert "pas encore cherché les noms" in plain(knock(inside["evaluation"], "GET", page).get_data(as_text=True))
    assert words[:20] not in plain(knock(inside["evaluation"], "GET", page).get_data(as_text=True))


def plain(page: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", re.sub(r"<[^>]*>", "", page)).replace("&#39;", "'").replace("’", "'")
