"""Logging in, being locked out, the second factor, coming by a link, and what ends a session."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from passlib.totp import TOTP

from kparole.access import SYSTEM, Role, acting_as
from kparole.accounts.forms import NAME_SIGNS
from kparole.accounts.lockout import LOCKED, TRIES
from kparole.accounts.models import Account, Invitation, Pass, Trial
from kparole.accounts.service import LAST_ADMINISTRATOR, TAKEN_NAME, first_invitation, invite
from kparole.db import db, now
from kparole.journal import AccessEntry
from kparole.sessions import SessionRow
from tests.databases import Bases
from tests.kparole.doors import (
    BASE,
    FROM_HERE,
    PASSWORD,
    House,
    come_in,
    furnished,
    token_of,
)

both = pytest.mark.both_databases
NEW = "une autre suite de mots"


@pytest.fixture
def house(bases: Bases, tmp_path: Path) -> Iterator[House]:
    with furnished(bases, tmp_path / "maison") as house:
        yield house


def post(client: FlaskClient, address: str, data: dict[str, Any], *, page: str | None = None) -> Any:
    form = {"csrf_token": token_of(client, page or address), **data}
    return client.post(address, base_url=BASE, headers=FROM_HERE, data=form)


def get(client: FlaskClient, address: str) -> Any:
    return client.get(address, base_url=BASE, buffered=True)


def log_in(client: FlaskClient, who: str, password: str = PASSWORD) -> Any:
    return post(client, "/entrer", {"username": who, "password": password})


def plain(answer: Any) -> str:
    text = re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)).replace("&#39;", "'").replace("’", "'")
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def inside(client: FlaskClient) -> bool:
    return bool(get(client, "/compte").status_code == 200)


# Logging in


@pytest.mark.parametrize("typed", ["ici", "ICI", " ici "])
def test_a_name_and_its_password_open_the_door_whatever_the_case(house: House, typed: str) -> None:
    client = house.app.test_client()
    assert log_in(client, typed).status_code == 302
    assert inside(client)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(house: House) -> None:
    answers = [log_in(house.app.test_client(), who, "pas le bon mot") for who in ("ici", "inconnue")]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, second = (re.sub(r'value="[^"]*"', "", answer.text) for answer in answers)
    assert first == second


@both
def test_five_failures_close_one_name_and_only_that_one(house: House) -> None:
    for _ in range(TRIES):
        log_in(house.app.test_client(), "ici", "pas le bon mot")
    client = house.app.test_client()
    assert LOCKED in plain(log_in(client, "ici"))
    assert not inside(client)
    assert log_in(house.app.test_client(), "ailleurs").status_code == 302


def test_a_name_that_does_not_exist_is_closed_the_same_way(house: House) -> None:
    for _ in range(TRIES):
        log_in(house.app.test_client(), "inconnue", "pas le bon mot")
    assert LOCKED in plain(log_in(house.app.test_client(), "inconnue"))


def test_the_names_that_are_tried_are_not_kept_and_the_lock_opens_by_itself(house: House) -> None:
    for _ in range(TRIES):
        log_in(house.app.test_client(), "ici", "pas le bon mot")
    with house.app.app_context():
        trials = list(db.session.query(Trial))
        assert len(trials) == TRIES
        assert not any("ici" in trial.who for trial in trials)
        for trial in trials:
            trial.at = now() - timedelta(minutes=16)
        db.session.commit()
    assert log_in(house.app.test_client(), "ici").status_code == 302


def test_a_session_already_open_goes_on_while_its_name_is_closed(house: House) -> None:
    client = come_in(house, "ici")
    for _ in range(TRIES):
        log_in(house.app.test_client(), "ici", "pas le bon mot")
    assert inside(client)


def test_an_access_that_ended_opens_nothing_more(house: House) -> None:
    client = come_in(house, "evaluation")
    with house.app.app_context():
        account = db.session.get_one(Account, house.accounts["evaluation"])
        account.ends_on = date.today() - timedelta(days=1)
        db.session.commit()
    assert not inside(client)


def test_a_closed_account_does_not_come_in(house: House) -> None:
    with house.app.app_context():
        db.session.get_one(Account, house.accounts["ici"]).opened = False
        db.session.commit()
    client = house.app.test_client()
    log_in(client, "ici")
    assert not inside(client)


def test_after_logging_in_one_goes_where_one_wanted_but_never_elsewhere(house: House) -> None:
    client = house.app.test_client()
    assert get(client, "/entretiens/").headers["Location"] == "/entrer?next=/entretiens/"
    form = {"username": "ici", "password": PASSWORD, "next": "/entretiens/"}
    assert post(client, "/entrer", form).headers["Location"] == "/entretiens/"
    for bad in ("https://ailleurs.exemple.fr/", "//ailleurs.exemple.fr", "javascript:alert(1)"):
        form["next"] = bad
        assert "ailleurs" not in post(house.app.test_client(), "/entrer", form).headers.get("Location", "")


def test_the_cookie_of_a_server_is_tied_to_it(house: House) -> None:
    cookie = get(house.app.test_client(), "/entrer").headers["Set-Cookie"]
    assert cookie.startswith("__Host-kparole=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie


def test_no_cookie_outlives_the_session(house: House) -> None:
    client = house.app.test_client()
    post(client, "/entrer", {"username": "ici", "password": PASSWORD, "remember": "y"})
    assert {key[2] for key in client._cookies} == {"__Host-kparole"}


# Leaving, and ending sessions


def test_leaving_ends_the_session_for_good(house: House) -> None:
    client = come_in(house, "ici")
    copy = dict(client._cookies)
    assert post(client, "/partir", {}, page="/compte").status_code == 302
    client._cookies.update(copy)
    assert not inside(client)


def test_leaving_asks_for_a_token(house: House) -> None:
    client = come_in(house, "ici")
    assert client.post("/partir", base_url=BASE, headers=FROM_HERE).status_code == 400
    assert inside(client)


@both
def test_one_sees_her_sessions_and_ends_those_elsewhere(house: House) -> None:
    here, there = come_in(house, "ici"), come_in(house, "ici")
    with house.app.app_context():
        ids = [row.id for row in db.session.query(SessionRow).filter_by(owner="u-ici").order_by(SessionRow.id)]
    assert post(here, f"/compte/seances/{ids[1]}", {}, page="/compte").status_code == 302
    assert inside(here)
    assert not inside(there)


def test_somebody_else_s_session_cannot_be_ended(house: House) -> None:
    mine, other = come_in(house, "ici"), come_in(house, "ailleurs")
    with house.app.app_context():
        target = db.session.query(SessionRow).filter_by(owner="u-ailleurs").one().id
    assert post(mine, f"/compte/seances/{target}", {}, page="/compte").status_code == 404
    assert inside(other)


@both
def test_a_change_of_role_ends_the_sessions_and_changes_the_rights(house: House) -> None:
    client, admin = come_in(house, "ici"), come_in(house, "administration")
    address = f"/comptes/{house.accounts['ici']}"
    assert post(admin, address, {"role": "animation", "active": "y"}).status_code == 302
    assert not inside(client)
    again = come_in(house, "ici")
    assert get(again, "/entretiens/importer").status_code == 403


def test_a_new_password_ends_the_other_sessions(house: House) -> None:
    here, there = come_in(house, "ici"), come_in(house, "ici")
    form = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}
    assert post(here, "/compte/mot-de-passe", form).status_code == 302
    assert not inside(there)
    client = house.app.test_client()
    assert log_in(client, "ici", NEW).status_code == 302
    assert log_in(house.app.test_client(), "ici").status_code == 200


@pytest.mark.parametrize("password", ["court", "onze lettre", " " * 12, "x" * 300])
def test_a_weak_or_endless_password_is_refused_with_a_mend(house: House, password: str) -> None:
    client = come_in(house, "ici")
    form = {"password": PASSWORD, "new_password": password, "new_password_confirm": password}
    answer = post(client, "/compte/mot-de-passe", form)
    assert answer.status_code == 200
    assert log_in(house.app.test_client(), "ici").status_code == 302


# The second factor


def set_up_totp(client: FlaskClient) -> TOTP:
    page = post(client, "/compte/second-facteur", {"setup": "authenticator"}).text
    key = re.search(r"[A-Z2-7]{4}(?:[- ][A-Z2-7]{2,4}){5,}", page)
    assert key is not None, plain_text(page)
    totp = TOTP(key=re.sub("[- ]", "", key[0]))
    answer = post(client, "/entrer/code", {"code": totp.generate().token}, page="/compte")
    assert answer.status_code == 302
    return totp


@both
def test_the_second_factor_is_asked_for_once_it_is_set_up(house: House) -> None:
    totp = set_up_totp(come_in(house, "ici"))
    client = house.app.test_client()
    assert log_in(client, "ici").headers["Location"].startswith("/entrer/code")
    assert not inside(client)
    assert post(client, "/entrer/code", {"code": "000000"}).status_code == 200
    assert not inside(client)
    later = totp.generate(time=time.time() + 60).token
    assert post(client, "/entrer/code", {"code": later}).status_code == 302
    assert inside(client)


def test_a_code_is_good_once(house: House) -> None:
    totp = set_up_totp(come_in(house, "ici"))
    code = totp.generate().token  # the one that set it up
    client = house.app.test_client()
    log_in(client, "ici")
    assert post(client, "/entrer/code", {"code": code}).status_code == 200
    assert not inside(client)


def test_codes_cannot_be_tried_for_ever(house: House) -> None:
    set_up_totp(come_in(house, "ici"))
    client = house.app.test_client()
    log_in(client, "ici")
    for number in range(TRIES):
        post(client, "/entrer/code", {"code": f"00000{number}"})
    assert LOCKED in plain(post(client, "/entrer/code", {"code": "000009"}))


@both
def test_a_recovery_code_opens_once(house: House) -> None:
    first = come_in(house, "ici")
    set_up_totp(first)
    page = post(first, "/compte/codes-de-secours", {"generate_new_codes": "y"})
    code = re.search(r"\b[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\b", page.text)
    assert code is not None
    with house.app.app_context():
        kept = db.session.get_one(Account, house.accounts["ici"]).mf_recovery_codes
        assert kept
        assert code[0] not in str(kept)
    opened = []
    for _ in range(2):
        client = house.app.test_client()
        log_in(client, "ici")
        post(client, "/entrer/secours", {"code": code[0]})
        opened.append(inside(client))
    assert opened == [True, False]


# Links


def invitation(house: House, role: str = "coordination", **more: Any) -> str:
    with house.app.app_context(), acting_as(SYSTEM):
        return invite(role, **more)


def join(client: FlaskClient, token: str, **changed: str) -> Any:
    form = {"username": "nouvelle", "name": "Nouvelle", "password": NEW, "again": NEW, **changed}
    return post(client, f"/invitation/{token}", form)


@both
def test_an_invitation_makes_an_account_and_lets_in_once(house: House) -> None:
    token, client = invitation(house), house.app.test_client()
    assert join(client, token).status_code == 302
    assert get(client, "/entretiens/").status_code == 200
    assert get(house.app.test_client(), f"/invitation/{token}").status_code == 404
    assert log_in(house.app.test_client(), "nouvelle", NEW).status_code == 302


def test_looking_at_an_invitation_does_not_use_it(house: House) -> None:
    token = invitation(house)
    for _ in range(3):
        assert get(house.app.test_client(), f"/invitation/{token}").status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "ICI"}, TAKEN_NAME),
        ({"username": "a"}, "Entre 2 et 32 caractères."),
        ({"username": "<b>moi</b>"}, NAME_SIGNS),
        ({"password": "court", "again": "court"}, "Au moins 12 caractères."),
        ({"again": "pas pareil du tout"}, "Les deux mots de passe ne sont pas les mêmes."),
        ({"name": ""}, "Remplissez cette case."),
    ],
)
def test_what_does_not_do_is_said_and_the_invitation_stays_good(
    house: House, changed: dict[str, str], said: str
) -> None:
    token = invitation(house)
    answer = join(house.app.test_client(), token, **changed)
    assert answer.status_code == 422
    assert said in plain(answer)
    assert join(house.app.test_client(), token).status_code == 302


@pytest.mark.parametrize("name", ["Éloïse", "jean-paul.martin", "sami@kpa.fr", "نور", "Ştefan 2"])
def test_a_name_with_accents_or_in_another_script_comes_back_in(house: House, name: str) -> None:
    assert join(house.app.test_client(), invitation(house), username=name).status_code == 302
    assert log_in(house.app.test_client(), name, NEW).status_code == 302
    assert log_in(house.app.test_client(), name.upper(), NEW).status_code == 302


def test_only_the_hash_of_a_link_is_kept_and_it_dies_after_a_week(house: House) -> None:
    token = invitation(house)
    with house.app.app_context():
        row = db.session.query(Invitation).one()
        assert token not in str(vars(row))
        assert timedelta(days=6) < row.expires_at - now() <= timedelta(days=7)
        row.expires_at = now() - timedelta(seconds=1)
        db.session.commit()
    assert get(house.app.test_client(), f"/invitation/{token}").status_code == 404


def test_the_administration_invites_shows_the_link_once_and_takes_it_back(house: House) -> None:
    admin = come_in(house, "administration")
    page = post(admin, "/comptes/inviter", {"role": "evaluation", "kpa": "", "ends_on": "2999-01-01"}, page="/comptes/")
    link = re.search(rf"{BASE}/invitation/([\w-]+)", page.text)
    assert page.status_code == 200
    assert link is not None
    assert "<svg" in page.text
    assert link[1] not in get(admin, "/comptes/").text
    with house.app.app_context():
        number = db.session.query(Invitation).one().id
    post(admin, f"/comptes/invitations/{number}/retirer", {}, page="/comptes/")
    assert get(house.app.test_client(), f"/invitation/{link[1]}").status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"role": "contributeur"}, "Choisissez sa KPA"),
        ({"role": "evaluation"}, "Dites jusqu'à quand"),
        ({"role": "evaluation", "ends_on": "2020-01-01"}, "Cette date est passée."),
        ({"role": ""}, "Choisissez ce que fera"),
    ],
)
def test_an_invitation_without_what_its_role_asks_for_is_refused(house: House, form: dict[str, str], said: str) -> None:
    answer = post(come_in(house, "administration"), "/comptes/inviter", {"kpa": "", **form}, page="/comptes/")
    assert answer.status_code == 422
    assert said in plain(answer)


def test_the_last_administrator_cannot_be_closed(house: House) -> None:
    admin = come_in(house, "administration")
    answer = post(admin, f"/comptes/{house.accounts['administration']}", {"role": "coordination", "active": "y"})
    assert answer.status_code == 422
    assert LAST_ADMINISTRATOR in plain(answer)
    assert inside(admin)


def test_a_forgotten_password_is_renewed_by_a_link_and_the_lost_second_factor_goes(house: House) -> None:
    set_up_totp(come_in(house, "ici"))
    admin = come_in(house, "administration")
    page = post(admin, f"/comptes/{house.accounts['ici']}/lien", {}, page=f"/comptes/{house.accounts['ici']}")
    link = re.search(r"/invitation/[\w-]+", page.text)
    assert link is not None
    client = house.app.test_client()
    assert post(client, link[0], {"password": NEW, "again": NEW}).status_code == 302
    assert inside(client)
    other = house.app.test_client()
    assert log_in(other, "ici", NEW).headers["Location"] == "/"


def test_the_first_administrator_comes_by_a_link_that_earlier_ones_do_not_outlive(house: House) -> None:
    with house.app.app_context():
        assert first_invitation() is None
        db.session.get_one(Account, house.accounts["administration"]).opened = False
        db.session.commit()
        old, new = first_invitation(), first_invitation()
    assert old is not None
    assert new is not None
    assert get(house.app.test_client(), f"/invitation/{old}").status_code == 404
    client = house.app.test_client()
    assert join(client, new).status_code == 302
    assert get(client, "/comptes/").status_code == 200


# Passes


@both
def test_a_pass_opens_its_interview_and_nothing_else(house: House) -> None:
    client = come_in(house, "relecture")
    assert get(client, f"/entretiens/{house.codes['ici']}").status_code == 200
    assert get(client, f"/entretiens/{house.codes['ailleurs']}").status_code == 404
    assert get(client, "/analyse/").status_code == 403
    page = get(client, "/entretiens/").text
    assert house.codes["ici"] in page
    assert house.codes["ailleurs"] not in page


def test_looking_at_a_pass_does_not_come_in(house: House) -> None:
    client = house.app.test_client()
    assert get(client, f"/passe/{house.passes['relecture']}").status_code == 200
    assert get(client, "/entretiens/").status_code == 302


def test_a_pass_ends_by_itself_or_when_it_is_taken_back(house: House) -> None:
    client, giver = come_in(house, "relecture"), come_in(house, "coordination")
    with house.app.app_context():
        given = db.session.query(Pass).filter_by(purpose="relecture").one()
        number, token = given.id, house.passes["relecture"]
    assert post(giver, f"/passes/{number}/retirer", {}, page="/passes/").status_code == 302
    assert get(client, "/entretiens/").status_code == 302
    assert get(house.app.test_client(), f"/passe/{token}").status_code == 404
    other = come_in(house, "coanalyse")
    with house.app.app_context():
        db.session.query(Pass).filter_by(purpose="coanalyse").one().ends_at = now()
        db.session.commit()
    assert get(other, "/entretiens/").status_code == 302


@both
def test_a_contributor_gives_passes_for_her_own_interviews_only(house: House) -> None:
    client = come_in(house, "ici")
    form = {"name": "Samia", "purpose": "relecture", "hours": "3"}
    refused = post(client, "/passes/donner", {**form, "interviews": house.codes["ailleurs"]}, page="/passes/")
    assert refused.status_code == 422
    given = post(client, "/passes/donner", {**form, "interviews": house.codes["ici"]}, page="/passes/")
    link = re.search(r"/passe/([\w-]+)", given.text)
    assert given.status_code == 200
    assert link is not None
    guest = house.app.test_client()
    post(guest, link[0], {})
    assert get(guest, f"/entretiens/{house.codes['ici']}").status_code == 200


def test_a_pass_given_by_somebody_else_is_not_seen_nor_taken_back(house: House) -> None:
    client = come_in(house, "ici")
    with house.app.app_context():
        number = db.session.query(Pass).first().id  # type: ignore[union-attr]
    assert post(client, f"/passes/{number}/retirer", {}, page="/passes/").status_code == 404


# What is written down


@both
def test_the_journal_says_who_came_in_and_what_was_refused_without_a_word_of_theirs(house: House) -> None:
    log_in(house.app.test_client(), "Kader-le-canari", "pas le bon mot")
    client = come_in(house, "ici")
    get(client, f"/entretiens/{house.codes['ici']}")
    get(client, f"/entretiens/{house.codes['ailleurs']}")
    with house.app.app_context(), acting_as(SYSTEM):
        found = [(e.who, e.action, e.object, e.outcome) for e in db.session.query(AccessEntry).order_by(AccessEntry.id)]
    me = f"compte:{house.accounts['ici']}"
    assert ("personne", "entrer", "compte", "refusé") in found
    assert (me, "lire", f"entretien:{house.codes['ici']}", "fait") in found
    assert (me, "lire", "entretien:?", "refusé") in found
    assert any(who == me and action == "entrer" for who, action, *_ in found)
    assert not any("Kader" in part for entry in found for part in entry)


def test_roles_of_accounts_are_words_of_the_list() -> None:
    with pytest.raises(ValueError, match="chef"):
        Account(role="chef")
    with pytest.raises(ValueError, match="tout"):
        Pass(purpose="tout")
    assert Account(role=str(Role.EVALUATION)).roles[0].name == "evaluation"


def plain_text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
