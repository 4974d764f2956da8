from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from network.service import add_kpa, all_kpas, count_kpas, find_kpa, known_names, kpa_named

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.parametrize("typed", ["La Passerelle", "passerelle", "KPA PASSERELLE", "la passerelle de montréval"])
def test_a_kpa_is_found_by_name_or_alias(typed: str) -> None:
    kpa = add_kpa("La Passerelle", aliases=["La Passerelle de Montréval"])
    assert find_kpa(typed) is kpa


def test_a_kpa_that_is_not_there_is_not_found() -> None:
    add_kpa("La Passerelle")
    assert find_kpa("Les Tilleuls") is None
    assert find_kpa("") is None


def test_naming_a_kpa_twice_makes_it_once() -> None:
    assert kpa_named("Les Tilleuls") is kpa_named("les tilleuls")
    assert count_kpas() == 1


@pytest.mark.parametrize(("one", "other"), [("Кооператив", "تعاونية"), ("!!!", "???"), ("协作", "合作社")])
def test_names_in_other_alphabets_are_kpas_of_their_own(one: str, other: str) -> None:
    assert kpa_named(one) is not kpa_named(other)
    assert kpa_named(one) is kpa_named(one)
    assert count_kpas() == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("La Passerelle", "PAS"),
        ("L'Atelier des Hautes-Combes", "COM"),
        ("Le Grand Large", "LAR"),
        ("Ô", "KPA"),
        ("!!!", "KPA"),
    ],
)
def test_a_code_is_made_from_the_name(name: str, code: str) -> None:
    assert add_kpa(name).code == code


def test_codes_are_always_free() -> None:
    codes = [add_kpa(f"La Passerelle{' bis' * n}").code for n in range(5)]
    assert len(set(codes)) == 5
    assert add_kpa("Passage").code not in codes


def test_a_given_code_is_kept() -> None:
    assert add_kpa("Ici", code="XYZ").code == "XYZ"


def test_the_network_is_listed_by_name() -> None:
    for name in ("Les Tilleuls", "La Passerelle"):
        add_kpa(name)
    assert [kpa.name for kpa in all_kpas()] == ["La Passerelle", "Les Tilleuls"]


def test_what_the_team_knows_is_names_aliases_towns_and_districts_once() -> None:
    add_kpa("A", aliases=["AA"], town="Ville", district="Quartier")
    add_kpa("B", town="Ville")
    assert known_names() == (("A", "AA", "B"), ("Ville", "Quartier"))


def test_an_empty_network_knows_nothing() -> None:
    assert known_names() == ((), ())
    assert (all_kpas(), count_kpas()) == ([], 0)
