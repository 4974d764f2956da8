"""One folding for what is written and what is searched."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.search.fold import form_of, words_of
from interviews.search.tokens import packed, tokens

TEXTS = st.text(max_size=200) | st.text("aéèœÆçLl'’« »-0123 9.\u00a0أمّ😀", max_size=60)


def stems(text: str) -> list[str]:
    return [word.stem for word in words_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élève", "eleves"),
        ("cœur", "COEUR"),
        ("ex æquo", "ex aequo"),
        ("l'école", "école"),
        ("qu’elle", "elle"),
        ("D'abord", "abord"),
        ("développée", "développer"),
        ("aidées", "aider"),
        ("heureuse", "heureux"),
        ("travaux", "travaille"),
        ("12 000", "12\u202f000"),
        ("12 000", "12000"),
        ("cafe\u0301", "café"),
        ("مُتَعاوِن", "متعاون"),
    ],
)
def test_two_ways_of_writing_are_one(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), [("monnaie", "mon"), ("peur", "peu"), ("06 12 34", "061234"), ("osé", "os")])
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_only_an_elided_word_before_another_is_left_out() -> None:
    assert stems("l' d j'ai aujourd'hui") == ["l", "d", "ai", "aujourd", "hui"]


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in words_of(text):
        assert form_of(word.form) == word.form
        assert word.stem


@given(TEXTS)
def test_words_stand_where_they_say_in_order(text: str) -> None:
    places = [(word.start, word.end) for word in words_of(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


@given(TEXTS)
def test_a_word_read_alone_is_the_same_word(text: str) -> None:
    for word in words_of(text):
        assert stems(text[word.start : word.end]) == [word.stem]


@given(TEXTS)
def test_the_words_of_the_index_are_letters_and_digits(text: str) -> None:
    for token in packed(tokens("p", text, [[0, len(text)]])).split():
        assert token.isascii()
        assert token.isalnum()
        assert token == token.lower()


def test_exact_words_are_kept_apart_and_a_row_does_not_cross_two_of_them() -> None:
    kept = tokens("t", "Elle dit oui, puis non", [[9, 12], [19, 22]])
    assert kept == ["taelle", "tadit", "taoui", "tapuis", "tanon", "z", "tsoui", "z", "tsnon", "z"]
