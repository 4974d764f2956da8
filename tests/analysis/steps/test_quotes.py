"""Exact words are found between quotation marks, whatever the marks."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps import quotes
from analysis.steps.quotes import exact_spans


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in exact_spans(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Elle dit « j'ose » et rit.", ["j'ose"]),
        ("«\u00a0j’ose parler\u00a0»", ["j’ose parler"]),
        ("Il dit “plus peur” souvent", ["plus peur"]),
        ('Il dit "plus peur" puis "jamais"', ["plus peur", "jamais"]),
        ("« Il m'a dit “viens”, alors… » fin", ["Il m'a dit “viens”, alors…"]),
        ("« elle « crie » fort » voilà", ["elle « crie » fort"]),
        ('« il a dit "non" » et "oui"', ['il a dit "non"', "oui"]),
        ("Elle : « je ne sais pas", ["je ne sais pas"]),
        ('Elle : "je ne sais pas', ["je ne sais pas"]),
        ("et voilà la suite ». Elle rit.", ["et voilà la suite"]),
        ("Aujourd’hui l'atelier n'a pas eu d'eau", []),
        ("l'aiguille de 12\" est cassée", []),
        ("un « » vide et « … » aussi", []),
        ("<<comme ça>> dit-elle", ["comme ça"]),
        ("„so“ dit-il", ["so"]),
        ("", []),
        ("« a »« b »", ["a", "b"]),
        ("« première ligne\ndeuxième ligne » fin", ["première ligne\ndeuxième ligne"]),
    ],
)
def test_the_words_between_marks_are_exact(text: str, words: list[str]) -> None:
    assert found(text) == words


@given(st.text(alphabet="ab «»“”\"'’<>\n.é😀א"))
def test_spans_are_ordered_apart_and_inside_the_text(text: str) -> None:
    spans = exact_spans(text)
    bounds = [bound for span in spans for bound in (span.start, span.end)]
    assert bounds == sorted(bounds)
    assert all(text[span.start : span.end].strip() for span in spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(quotes).failed == 0
