"""Ways round the doors that were tried once and must stay closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from interviews.models import CompteRendu
from kparole.access import SYSTEM, acting_as
from kparole.accounts.forms import LOCKED
from kparole.accounts.lockout import TRIES
from kparole.accounts.models import Account
from kparole.accounts.service import LAST_ADMINISTRATOR, first_invitation
from kparole.db import db
from kparole.journal import AccessEntry
from tests.databases import Bases
from tests.kparole.accounts.test_coming_in import NEW, get, inside, log_in, plain, post
from tests.kparole.doors import (
    BASE,
    FROM_HERE,
    PASSWORD,
    House,
    come_in,
    furnished,
    token_of,
)


@pytest.fixture
def house(bases: Bases, tmp_path: Path) -> Iterator[House]:
    with furnished(bases, tmp_path / "maison") as house:
        yield house


def link_in(page: str) -> str:
    found = re.search(r"/(?:invitation|passe)/[\w-]+", page)
    assert found is not None
    return found[0]


def test_no_token_opens_the_door_beside_the_session(house: House) -> None:
    client = house.app.test_client()
    token = token_of(client, "/entrer")
    asked = client.post(
        "/entrer?include_auth_token",
        base_url=BASE,
        headers={**FROM_HERE, "X-CSRFToken": token, "Accept": "application/json"},
        json={"username": "ici", "password": PASSWORD},
    )
    assert asked.status_code == 400
    with house.app.app_context(), house.app.test_request_context(base_url=BASE):
        token = db.session.get_one(Account, house.accounts["ici"]).get_auth_token()
    stranger = house.app.test_client()
    for answer in (
        stranger.get("/entretiens/", base_url=BASE, headers={"Authentication-Token": token}),
        stranger.get(f"/entretiens/?auth_token={token}", base_url=BASE),
    ):
        assert answer.status_code == 302
        assert "/entrer" in answer.headers["Location"]


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_the_login_page_answers_in_pages_only(house: House, accept: str) -> None:
    client = house.app.test_client()
    form = {"csrf_token": token_of(client, "/entrer"), "username": "ici", "password": PASSWORD}
    answer = client.post(
        "/entrer?include_auth_token", base_url=BASE, headers={**FROM_HERE, "Accept": accept}, data=form
    )
    assert answer.status_code == 302
    assert "authentication_token" not in answer.text


@pytest.mark.parametrize("body", ["[1]", '"x"', "[[1]]", '{"username": "\\ud800"}', "{"])
def test_json_that_is_not_a_form_is_refused_quietly(house: House, body: str) -> None:
    client = house.app.test_client()
    headers = {**FROM_HERE, "X-CSRFToken": token_of(client, "/entrer"), "Content-Type": "application/json"}
    assert client.post("/entrer", base_url=BASE, headers=headers, data=body).status_code == 400


def test_other_ways_to_write_a_name_count_on_the_same_lock(house: House) -> None:
    for typed in ("ici", "ICI", "ｉｃｉ", "𝐢𝐜𝐢", " ici "):
        log_in(house.app.test_client(), typed, "pas le bon mot")
    client = house.app.test_client()
    assert LOCKED in plain(log_in(client, "ｉｃｉ"))
    assert not inside(client)


def test_failed_logins_under_an_odd_name_do_not_lock_a_second_factor(house: House) -> None:
    for name in ("code:ici", f"code{house.accounts['ici']}", "code\0ici"):
        for _ in range(TRIES):
            log_in(house.app.test_client(), name, "pas le bon mot")
    assert log_in(house.app.test_client(), "ici").status_code == 302


@pytest.mark.parametrize("address", ["/compte/mot-de-passe", "/compte/verifier"])
def test_an_open_tablet_does_not_give_the_password_by_trying(house: House, address: str) -> None:
    client = come_in(house, "ici")
    form = {"password": "pas le bon mot", "new_password": NEW, "new_password_confirm": NEW}
    for _ in range(TRIES):
        post(client, address, form)
    assert LOCKED in plain(post(client, address, {**form, "password": PASSWORD}))
    assert log_in(house.app.test_client(), "ici").status_code == 302


def test_a_title_given_to_a_joker_is_not_in_the_list_of_whoever_is_outside_the_team(house: House) -> None:
    with house.app.app_context(), acting_as(SYSTEM):
        row = db.session.query(CompteRendu).filter_by(code=house.codes["ici"]).one()
        row.masks_proposed = True
        row.picks[0].card, row.picks[0].title = "joker", "Chez Fatoumata"
        db.session.commit()
    for who in ("evaluation", "coanalyse"):
        page = get(come_in(house, who), "/entretiens/").text
        assert house.codes["ici"] in page
        assert "Fatoumata" not in page
    assert "Fatoumata" in get(come_in(house, "ici"), "/entretiens/").text


def test_what_is_not_agreed_shows_no_card_at_all(house: House) -> None:
    with house.app.app_context(), acting_as(SYSTEM):
        for row in db.session.query(CompteRendu):
            for consent in row.consents:
                consent.state = "withdrawn"
        db.session.commit()
    page = get(come_in(house, "evaluation"), "/entretiens/").text
    assert 'class="thumb s"' not in page
    assert "pas d’accord noté pour la lecture" in page


def test_a_new_link_makes_the_one_before_useless(house: House) -> None:
    admin, address = come_in(house, "administration"), f"/comptes/{house.accounts['ici']}"
    first, second = (link_in(post(admin, f"{address}/lien", {}, page=address).text) for _ in range(2))
    assert get(house.app.test_client(), first).status_code == 404
    assert get(house.app.test_client(), second).status_code == 200
    post(admin, address, {"role": "animation", "kpa": "", "active": "y"})
    assert get(house.app.test_client(), second).status_code == 404


def test_the_last_administrator_cannot_be_given_an_end(house: House) -> None:
    admin, address = come_in(house, "administration"), f"/comptes/{house.accounts['administration']}"
    form = {"role": "administration", "kpa": "", "ends_on": date.today().isoformat(), "active": "y"}
    answer = post(admin, address, form)
    assert answer.status_code == 422
    assert LAST_ADMINISTRATOR in plain(answer)


def test_a_network_whose_administrators_have_all_ended_prints_a_link_again(house: House) -> None:
    with house.app.app_context():
        account = db.session.get_one(Account, house.accounts["administration"])
        account.ends_on = date.today() - timedelta(days=1)
        db.session.commit()
        assert first_invitation() is not None


def test_whoever_s_access_has_ended_is_led_to_the_login_page_and_not_round_in_circles(house: House) -> None:
    client = come_in(house, "evaluation")
    with house.app.app_context():
        db.session.get_one(Account, house.accounts["evaluation"]).ends_on = date.today() - timedelta(days=1)
        db.session.commit()
    answer = client.get("/", base_url=BASE, follow_redirects=True)
    assert answer.status_code == 200
    assert "Votre nom pour entrer" in answer.text
    assert log_in(house.app.test_client(), "evaluation").status_code == 200


@pytest.mark.parametrize("host", ["evil.exemple.fr", "kparole.test, evil.exemple.fr", "", "127.0.0.1"])
@pytest.mark.parametrize("address", ["/", "/entrer", "/static/favicon.svg", "/inconnue"])
def test_another_name_is_refused_in_french_with_every_header(house: House, host: str, address: str) -> None:
    answer = house.app.test_client().get(address, base_url=BASE, headers={"Host": host}, buffered=True)
    assert answer.status_code in {400, 200, 302} if not host else answer.status_code == 400
    assert "Content-Security-Policy" in answer.headers


def test_passes_do_not_outlive_the_rights_of_whoever_gave_them(house: House) -> None:
    giver, admin = come_in(house, "ici"), come_in(house, "administration")
    form = {"name": "moi", "purpose": "relecture", "hours": "700", "interviews": house.codes["ici"]}
    link = link_in(post(giver, "/passes/donner", form, page="/passes/").text)
    guest = house.app.test_client()
    post(guest, link, {})
    assert get(guest, f"/entretiens/{house.codes['ici']}").status_code == 200
    post(admin, f"/comptes/{house.accounts['ici']}", {"role": "animation", "kpa": "", "active": "y"})
    assert get(guest, f"/entretiens/{house.codes['ici']}").status_code == 302
    assert get(house.app.test_client(), link).status_code == 404


@pytest.mark.parametrize("number", ["2147483648", "9" * 30, "-1", "0x1", "²"])
def test_a_number_that_no_row_can_have_is_404_and_not_a_failure(house: House, number: str) -> None:
    admin = come_in(house, "administration")
    assert get(admin, f"/comptes/{number}").status_code == 404
    assert get(admin, f"/journal/?avant={number}").status_code == 200


@pytest.mark.parametrize("name", ["   ", "\u00a0", "Sa\u202emi", "a\0b"])
def test_a_name_that_cannot_be_seen_is_refused(house: House, name: str) -> None:
    client = come_in(house, "ici")
    form = {"name": name, "purpose": "relecture", "hours": "3", "interviews": house.codes["ici"]}
    assert post(client, "/passes/donner", form, page="/passes/").status_code == 422


def test_what_is_typed_in_an_address_is_not_kept_by_the_journal(house: House) -> None:
    client = come_in(house, "ici")
    for typed in ("0612345678", "Fatoumata1"):
        get(client, f"/entretiens/{typed}")
    for _ in range(3):
        client_of_nobody: FlaskClient = house.app.test_client()
        client_of_nobody.post("/comptes/inviter", base_url=BASE)
    with house.app.app_context(), acting_as(SYSTEM):
        kept: list[Any] = list(db.session.query(AccessEntry))
    assert not any("0612" in entry.object or "Fatoumata" in entry.object for entry in kept)
    assert not any(entry.action == "inviter" for entry in kept)


def test_an_odd_next_address_lets_in_all_the_same(house: House) -> None:
    client = house.app.test_client()
    answer = post(client, "/entrer", {"username": "ici", "password": PASSWORD, "next": "//evil.exemple.fr"})
    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]
