from __future__ import annotations

import pytest

from analysis.steps.cross import cross, too_small
from analysis.steps.types import Crossing
from tests.analysis.steps.hand_made import Corpus, label, note, person


def cells(corpus: Corpus, variable: str, effect: str = "confiance") -> dict[str, tuple[int, int]]:
    found = cross(corpus.people, corpus.extracts, corpus.table, effects=[effect])
    return {c.value: (c.people, c.base) for c in found if c.variable == variable}


def test_each_public_has_its_people_and_its_base() -> None:
    corpus = Corpus(
        {
            person("a", "A", gender="femme", age=30): [("confiance", 1), ("confiance", 3)],
            person("b", "A", gender="femme", age=60): [],
            person("c", "B", gender="homme", age=24): [("confiance", 2)],
            person("d", None): [("projection", 3)],
        }
    )
    assert cells(corpus, "genre") == {"femme": (1, 2), "homme": (1, 1), "inconnu": (0, 1)}
    assert cells(corpus, "age") == {"16-24": (1, 1), "25-39": (1, 1), "55+": (0, 1), "inconnu": (0, 1)}
    assert cells(corpus, "kpa") == {"A": (1, 2), "B": (1, 1), "inconnu": (0, 1)}


def test_who_only_says_the_contrary_is_not_counted() -> None:
    assert cells(Corpus({person("a"): [("confiance", 0)]}), "kpa") == {"A": (0, 1)}


def test_by_card_the_base_is_who_took_it_and_only_what_was_said_under_it_counts() -> None:
    corpus = Corpus(
        {
            person("a", notes=(note("a.1", "appris"), note("a.2", "utile"))): [],
            person("b", notes=(note("b.1", "appris"),)): [],
        }
    )
    corpus.add("a", "x", label("confiance", 2), card="utile")
    corpus.add("b", "y", label("confiance", 2), card="appris")
    corpus.add("b", "z", label("confiance", 2), card="appris")
    assert cells(corpus, "carte") == {"appris": (1, 2), "utile": (1, 1)}


def test_a_contrary_extract_under_a_card_is_not_counted() -> None:
    corpus = Corpus({person("a", notes=(note("a.1", "utile"),)): []})
    corpus.add("a", "x", label("confiance", 0), card="utile")
    assert cells(corpus, "carte") == {"utile": (0, 1)}


def test_zeros_are_there_and_the_order_is_variable_value_then_effects() -> None:
    corpus = Corpus({person("b", "B"): [], person("a", "A"): [("x", 1)]})
    found = cross(corpus.people, corpus.extracts, corpus.table, effects=["y", "x"])
    kpas = [(c.value, c.effect, c.people) for c in found if c.variable == "kpa"]
    assert kpas == [("A", "y", 0), ("A", "x", 1), ("B", "y", 0), ("B", "x", 0)]
    assert [c.variable for c in found] == ["genre"] * 2 + ["age"] * 2 + ["kpa"] * 4


def test_nobody_crosses_nothing() -> None:
    assert cross((), (), {}, effects=["confiance"]) == ()


@pytest.mark.parametrize(
    ("people", "base", "small"),
    [
        (0, 22, False),
        (1, 22, True),
        (4, 22, True),
        (5, 22, False),
        (0, 4, True),
        (4, 4, True),
        (0, 0, False),
        (5, 5, False),
    ],
)
def test_a_cell_is_too_small_under_five_people_but_not_at_nobody(people: int, base: int, small: bool) -> None:
    assert too_small(Crossing("genre", "femme", "confiance", people=people, base=base)) is small


def test_the_limit_can_be_set() -> None:
    assert not too_small(Crossing("genre", "femme", "confiance", people=3, base=10), limit=3)
