from __future__ import annotations

from datetime import datetime

import pytest

from kparole.wording import FILTERS, MONTHS, age_band, count, day, decimal_comma, gender


@pytest.mark.parametrize(("number", "said"), [(0, "0 carte"), (1, "1 carte"), (2, "2 cartes"), (30, "30 cartes")])
def test_zero_and_one_are_singular(number: int, said: str) -> None:
    assert count(number, "carte", "cartes") == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 3, 1), "1er mars 2026"),
        (datetime(2026, 8, 11), "11 août 2026"),
        (datetime(2025, 12, 31), "31 décembre 2025"),
    ],
)
def test_a_date_is_said_in_words(moment: datetime, said: str) -> None:
    assert day(moment) == said


def test_there_are_twelve_months() -> None:
    assert len(set(MONTHS)) == 12


@pytest.mark.parametrize(
    ("value", "said"), [("femme", "Femmes"), ("inconnu", "Non dit"), (None, "Non dit"), ("x", "x")]
)
def test_a_gender_heads_a_column(value: str | None, said: str) -> None:
    assert gender(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [("16-24", "16–24 ans"), ("55+", "55 ans et plus"), ("inconnu", "Non dit"), ("x", "x")]
)
def test_an_age_band_is_said_in_words(value: str, said: str) -> None:
    assert age_band(value) == said


def test_decimals_have_a_comma() -> None:
    assert (decimal_comma(0.5), decimal_comma(0.416, 1)) == ("0,50", "0,4")


def test_the_filters_of_the_templates_are_all_callable() -> None:
    assert {"compte", "enumere", "jour", "genre", "tranche", "majuscule", "virgule"} == set(FILTERS)
    assert FILTERS["enumere"](["a", "b", "c"]) == "a, b et c"
    assert FILTERS["majuscule"]("être citée") == "Être citée"
