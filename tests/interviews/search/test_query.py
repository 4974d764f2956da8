"""What is typed in the field, and where a text says it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.search.errors import SearchError
from interviews.search.fold import words_of
from interviews.search.query import MOST_SIGNS, MOST_WORDS, Query, Term, found_in, read_query

TYPED = st.text(max_size=MOST_SIGNS) | st.text("\"«»“*-() ANDORNEARe\u00e9l'’:^{}\\%_", max_size=60)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("", ()),
        ("   ", ()),
        ("cuisine", (Term(("cuisin",)),)),
        ("Cuisine cuisiner", (Term(("cuisin",)),)),
        ("l'école", (Term(("ecol",)),)),
        ("porte-monnaie", (Term(("port", "monnai")),)),
        ('"peur de parler"', (Term(("peur", "de", "parl")),)),
        ("« peur de parler »", (Term(("peur", "de", "parl")),)),
        ("cuis*", (Term(beginning="cuis"),)),
        ("c*", (Term(("c",)),)),
        ("-peur confiance", (Term(("peur",), out=True), Term(("confianc",)))),
        ('-"peur de" oser', (Term(("peur", "de"), out=True), Term(("oser",)))),
        ("-peur", (Term(("peur",), out=True),)),
        ("la peur de parler", (Term(("peur",)), Term(("parl",)))),
        ("de la", (Term(("de",)), Term(("la",)))),
        ("12 000 euros", (Term(("12000",)), Term(("euro",)))),
        ('"peur sans fin', (Term(("peur",)), Term(("san",)), Term(("fin",)))),
        ("AND", (Term(("and",)),)),
        ("NEAR(peur", (Term(("near", "peur")),)),
        ('peur ""', (Term(("peur",)),)),
        ("متعاون", (Term(("متعاون",)),)),
    ],
)
def test_what_is_typed_is_read(typed: str, terms: tuple[Term, ...]) -> None:
    assert read_query(typed).terms == terms


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"', "pas de mot"),
        ("*", "pas de mot"),
        ("😀 😀", "pas de mot"),
        ("-", "pas de mot"),
        ('""', "pas de mot"),
        ("a" * 10_000, "trop long"),
        (" ".join(f"mot{n}" for n in range(MOST_WORDS + 1)), "12 mots"),
    ],
)
def test_what_cannot_be_searched_is_told_in_french(typed: str, said: str) -> None:
    with pytest.raises(SearchError, match=said):
        read_query(typed)


@given(TYPED)
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(SearchError):
        assert all(term.stems or term.beginning for term in read_query(typed).terms)


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("cuisiner", "La cuisine, les Cuisines.", ["cuisine", "Cuisines"]),
        ("école", "J'aime l’École !", ["École"]),
        ('"peur de parler"', "Ma peur de parler, la peur de.", ["peur de parler"]),
        ("peu* parler", "peur de parler", ["peur", "parler"]),
        ("-peur parler", "peur de parler", ["parler"]),
        ("heureux*", "heureuse", ["heureuse"]),
        ("cœur", "un Coeur, des cœurs", ["Coeur", "cœurs"]),
        ('peur "peur de"', "la peur de dire", ["peur de"]),
    ],
)
def test_what_is_found_is_shown_in_the_text_as_it_was_written(typed: str, text: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in found_in(read_query(typed), text)] == shown


@given(st.text(max_size=80))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    for word in words_of(text):
        spans = found_in(Query((Term((word.stem,)),)), text)
        assert any(start <= word.start and word.end <= end for start, end in spans)
        assert found_in(Query((Term(beginning=word.form[:2]),)), text)
