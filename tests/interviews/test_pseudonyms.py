from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.document import CompteRendu, Passage, PickedCard
from interviews.pseudonyms import _names, all_words, draw_pseudonym

GENDERS = st.sampled_from(["femme", "homme", "autre", None])
EVERY_NAME = [name for names in _names().values() for name in names]


def flat(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def test_the_names_of_the_lists_are_each_their_own() -> None:
    assert set(_names()) == {"femme", "homme", "autre"}
    assert all(len(names) == len(set(names)) for names in _names().values())


@pytest.mark.parametrize("gender", ["femme", "homme", "autre"])
def test_the_first_free_name_of_the_list_is_drawn(gender: Literal["femme", "homme", "autre"]) -> None:
    first, second = _names()[gender][:2]
    assert draw_pseudonym(gender, taken=(), words="") == first
    assert draw_pseudonym(gender, taken={first}, words="") == second


@pytest.mark.parametrize("written", ["MALIKA est venue", "avec malika.", "Malika"])
def test_a_name_that_is_spoken_is_not_drawn(written: str) -> None:
    assert draw_pseudonym("femme", taken=(), words=written) == "Josiane"


@pytest.mark.parametrize("written", ["Elodie", "ÉLODIE", unicodedata.normalize("NFD", "Élodie")])
def test_a_name_spoken_without_its_accents_is_not_drawn(written: str) -> None:
    others = {name for name in _names()["femme"] if name != "Élodie"}
    assert draw_pseudonym("femme", taken=others, words=written) != "Élodie"


def test_used_up_names_come_again_with_a_number() -> None:
    names = _names()["autre"]
    assert draw_pseudonym("autre", taken=set(names), words="") == f"{names[0]} 2"
    assert draw_pseudonym("autre", taken={*names, f"{names[0]} 2"}, words="") == f"{names[1]} 2"


def test_when_every_name_is_spoken_a_person_has_no_name_rather_than_one_of_them() -> None:
    spoken = " ".join(EVERY_NAME)
    assert draw_pseudonym(None, taken=(), words=spoken) == "Personne"
    assert draw_pseudonym(None, taken={"Personne"}, words=spoken) == "Personne 2"


@given(st.lists(st.tuples(GENDERS, st.lists(st.sampled_from(EVERY_NAME), max_size=30)), max_size=40))
def test_a_name_is_never_in_the_words_and_never_given_twice(
    people: list[tuple[Literal["femme", "homme", "autre"] | None, list[str]]],
) -> None:
    taken: set[str] = set()
    for gender, spoken in people:
        words = ", ".join(spoken)
        name = draw_pseudonym(gender, taken=taken, words=words)
        assert name not in taken
        assert flat(name.split()[0]) not in flat(words)
        taken.add(name)


def test_every_part_of_a_compte_rendu_is_looked_at() -> None:
    parts = {part: (Passage(f"mot-{part}"),) for part in ("lived", "terms", "introduction", "closing", "unplaced")}
    document = CompteRendu(cards=(PickedCard("joker", "mot-titre", (Passage("mot-carte"),)),), **parts)  # type: ignore[arg-type]
    assert all(f"mot-{part}" in all_words(document) for part in (*parts, "titre", "carte"))


def test_once_its_list_is_used_up_a_name_of_the_mixed_one_is_given_before_any_number() -> None:
    lists = _names()
    assert draw_pseudonym("homme", taken=set(lists["homme"]), words="") == next(
        name for name in lists["autre"] if name not in lists["homme"]
    )
    assert draw_pseudonym("homme", taken={*lists["homme"], *lists["autre"]}, words="").endswith(" 2")
