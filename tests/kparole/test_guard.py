"""Speed, and what the answers of the door look like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kparole.access import LOCAL, NOBODY, SYSTEM, Right, Role, current
from kparole.limits import Pace
from tests.databases import Bases
from tests.kparole.doors import BASE, House, come_in, furnished


@pytest.fixture
def house(bases: Bases, tmp_path: Path) -> Iterator[House]:
    with furnished(bases, tmp_path / "maison", KPAROLE_DEBIT="30") as house:
        yield house


def test_each_person_has_a_pace_of_her_own() -> None:
    pace = Pace(3)
    assert [pace.allows("compte:1") for _ in range(4)] == [True, True, True, False]
    assert pace.allows("compte:2")


def test_whoever_goes_too_fast_waits_and_the_others_do_not(house: House) -> None:
    fast, calm = come_in(house, "ici"), come_in(house, "ailleurs")
    codes = [fast.get("/cartes/", base_url=BASE).status_code for _ in range(31)]
    assert codes[0] == 200
    assert codes[-1] == 429
    assert "Attendez une minute" in fast.get("/cartes/", base_url=BASE).text
    assert calm.get("/cartes/", base_url=BASE).status_code == 200
    assert house.app.test_client().get("/entrer", base_url=BASE).status_code == 200


@pytest.mark.parametrize("address", ["/static/favicon.svg", "/cartes/images/utile.svg"])
def test_what_comes_with_a_page_does_not_count(house: House, address: str) -> None:
    client = come_in(house, "ici")
    for _ in range(40):
        client.get(address, base_url=BASE, buffered=True)
    assert client.get("/cartes/", base_url=BASE).status_code == 200


def test_a_script_is_told_and_a_reader_is_led_to_the_login_page(house: House) -> None:
    client = house.app.test_client()
    assert client.get("/travaux/x.json", base_url=BASE).status_code == 401
    answer = client.get("/analyse/effets/confiance", base_url=BASE)
    assert answer.headers["Location"] == "/entrer?next=/analyse/effets/confiance"
    assert client.get("/inconnue", base_url=BASE).headers["Location"] == "/entrer"


def test_nobody_acts_any_more_once_a_request_is_over(house: House) -> None:
    come_in(house, "ici").get("/entretiens/", base_url=BASE)
    assert current() is SYSTEM


def test_the_administration_reads_no_words_and_the_team_keeps_no_accounts() -> None:
    from kparole.access import GRANTED

    words = {Right.READ_INTERVIEWS, Right.READ_ANALYSIS, Right.WRITE_RECIT, Right.IMPORT, Right.CHECK_NAMES}
    assert not words & GRANTED[Role.ADMINISTRATION]
    assert [role for role in Role if Right.MANAGE_ACCOUNTS in GRANTED[role]] == [Role.ADMINISTRATION]
    assert not any(NOBODY.may(right) for right in Right)
    assert LOCAL.may(Right.WRITE_RECIT)
