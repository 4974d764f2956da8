"""First names that are given: of many origins, each once, a list after the other before any number, nobody's gender changed."""

from __future__ import annotations

import pytest

from analysis.steps.mask_lexicon import fold
from analysis.steps.replace_people import Gender, Spelling, identities, tables

LISTS = {key: set(names.split()) for key, names in tables()["prenoms"].items()}


def given(gender: Gender | None, number: int) -> list[str]:
    """The names of so many people of one scope, none of whom is another."""
    people = [(Spelling("kpa:1", f"Personne{chr(97 + n // 26)}{chr(97 + n % 26)}"), gender) for n in range(number)]
    return [one.name for one in identities(people)]


def test_no_name_stands_in_two_lists_nor_twice_in_one() -> None:
    names = [fold(name) for text in tables()["prenoms"].values() for name in text.split()]
    assert len(names) == len(set(names)) > 500
    assert all(len(names) >= 140 for names in LISTS.values())


@pytest.mark.parametrize(("gender", "never"), [("femme", "homme"), ("homme", "femme")])
def test_a_list_that_is_through_is_followed_by_the_mixed_one(gender: Gender, never: str) -> None:
    names = given(gender, len(LISTS[gender]) + 30)
    assert set(names[: len(LISTS[gender])]) == LISTS[gender]
    assert set(names[len(LISTS[gender]) :]) < LISTS["neutre"]
    assert not set(names) & LISTS[never]


def test_who_has_no_known_gender_gets_any_name_before_a_number() -> None:
    names = given(None, len(LISTS["neutre"]) + 60)
    assert set(names[: len(LISTS["neutre"])]) == LISTS["neutre"]
    assert len(set(names)) == len(names)
    assert not [name for name in names if any(sign.isdigit() for sign in name)]
