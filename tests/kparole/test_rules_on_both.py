"""The heart of the rules again, on both databases: another KPA, and nobody, walk round the whole house."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kparole.access import GRANTED, Role
from tests.databases import Bases
from tests.kparole.doors import House, come_in, furnished
from tests.kparole.test_rules import ADDRESSES, OWNED, knock, methods, path_of, rule_of, values_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def house(bases: Bases, tmp_path: Path) -> Iterator[House]:
    with furnished(bases, tmp_path / "maison") as house:
        yield house


def test_another_kpa_walks_round_and_finds_nothing(house: House) -> None:
    client, values = come_in(house, "ailleurs"), values_of(house)
    for address in (parameter.values[0] for parameter in ADDRESSES):
        rule, path = rule_of(address), path_of(house.app, address, values)
        if rule.open or "GET" not in methods(address):
            continue
        answer = knock(client, "GET", path)
        assert str(values["code"]) not in answer.get_data().decode(errors="replace"), path
        if rule.right is None or OWNED & set(address.arguments):
            assert answer.status_code in {403, 404}, path
        else:
            assert (answer.status_code == 403) is (rule.right not in GRANTED[Role.CONTRIBUTOR]), path


def test_nobody_walks_round_and_is_asked_to_come_in(house: House) -> None:
    values = values_of(house)
    for address in (parameter.values[0] for parameter in ADDRESSES):
        if not rule_of(address).open:
            for method in methods(address):
                answer = knock(house.app.test_client(), method, path_of(house.app, address, values))
                assert answer.status_code in {302, 401}, address.rule
