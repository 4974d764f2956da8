from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.names import fold, same_kpa


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La Passerelle", "passerelle"),
        ("KPA La Passerelle", "la passerelle"),
        ("L'Atelier des Hautes-Combes", "L’ATELIER DES HAUTES COMBES"),
        ("Les Tilleuls", "les  tilleuls."),
        ("Cœur de ville", "coeur de ville"),
        ("Été", "ete"),
        ("Кооператив", "кооператив"),
        ("تعاونية", "تعاونية"),
    ],
)
def test_two_spellings_are_one_kpa(one: str, other: str) -> None:
    assert same_kpa(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La Passerelle", "Les Passerelles"),
        ("Les Mains Vertes", "Les Mains"),
        ("", ""),
        ("!!!", "???"),
        ("Кооператив", "تعاونية"),
        ("", "La Passerelle"),
    ],
)
def test_two_names_are_two_kpas(one: str, other: str) -> None:
    assert not same_kpa(one, other)


def test_a_name_made_of_articles_alone_keeps_its_last_word() -> None:
    assert fold("La KPA") == "kpa"
    assert fold("KPA") == "kpa"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)
