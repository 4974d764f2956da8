"""French for pages: counts, lists, dates and bands said as a person would say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from analysis.steps.wording import capital, decimal, listed

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]  # the system's locale is not to be relied on
GENDERS = {"femme": "Femmes", "homme": "Hommes", "autre": "Autre", "inconnu": "Non dit"}
AGES = {"16-24": "16–24 ans", "25-39": "25–39 ans", "40-54": "40–54 ans", "55+": "55 ans et plus", "inconnu": "Non dit"}


def count(number: int, one: str, many: str) -> str:
    """A number with its word, in French agreement: 0 and 1 are singular.

    >>> count(1, "personne", "personnes"), count(0, "personne", "personnes"), count(2, "carte", "cartes")
    ('1 personne', '0 personne', '2 cartes')
    """
    return f"{number} {one if number < 2 else many}"


def day(moment: date) -> str:
    """The day of a moment, or a date, in words.

    >>> day(date(2026, 3, 1)), day(date(2026, 3, 2))
    ('1er mars 2026', '2 mars 2026')
    """
    return day_of(moment)


def day_of(moment: date) -> str:
    """A date in words."""
    number = "1er" if moment.day == 1 else str(moment.day)
    return f"{number} {MONTHS[moment.month - 1]} {moment.year}"


def gender(value: str | None) -> str:
    """A gender as the head of a column."""
    return GENDERS.get(value or "inconnu", value or "Non dit")


def age_band(value: str) -> str:
    """An age band in words."""
    return AGES.get(value, value)


def decimal_comma(value: float, places: int = 2) -> str:
    """A number with a French comma; for templates, which pass by place.

    >>> decimal_comma(1.25, 1)
    '1,2'
    """
    return decimal(value, places=places)


FILTERS: dict[str, Callable[..., Any]] = {
    "compte": count,
    "enumere": listed,
    "jour": day,
    "genre": gender,
    "tranche": age_band,
    "majuscule": capital,
    "virgule": decimal_comma,
}
