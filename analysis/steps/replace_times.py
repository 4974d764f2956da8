"""Dates and ages said less precisely: « au printemps », « il y a deux ans », « plus de 75 ans »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analysis.steps.mask_lexicon import fold

_TWELVE = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_MONTHS = _TWELVE.split()
_SEASONS = ("l'hiver", "le printemps", "l'été", "l'automne")
_WHEN = {"l'hiver": "en hiver", "le printemps": "au printemps", "l'été": "en été", "l'automne": "en automne"}
_OF = {"l'hiver": "de l'hiver", "le printemps": "du printemps", "l'été": "de l'été", "l'automne": "de l'automne"}
_NUMERIC = re.compile(r"\b[0-3]?\d[/.-]([01]?\d)(?:[/.-](\d{4}|\d\d))?\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LED = re.compile(
    r"(?<![\w-])(depuis le|depuis|avant le|avant|après le|après|jusqu['’]au|dès le|pour le|vers le|le|du|au|en|de)"
    r"[ \u00a0]\Z",
    re.IGNORECASE,
)
_SIXTEEN = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_UNITS = _SIXTEEN.split()
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100}
_ROUND = {
    20: "une vingtaine",
    30: "une trentaine",
    40: "une quarantaine",
    50: "une cinquantaine",
    60: "une soixantaine",
}
_PLACES = frozenset(["avant", "après", "dès", "pour", "vers"])


@dataclass(frozen=True, slots=True)
class Said:
    """Words in place of ``text[start:…]``."""

    start: int
    instead: str


def softer_date(text: str, start: int, end: int, *, said_on: date | None, floor: int = 0) -> Said:
    """What to say instead of a date, with the small word before it.

    ``said_on``: when it was said; without it a year cannot become « il y a deux ans ».
    """
    year, month = _read(text[start:end])
    led = _LED.search(text, floor, start)
    word = re.sub(r" le$", "", led[1].lower()).replace("’", "'") if led else ""
    first = led.start() if led else start
    season = _SEASONS[month % 12 // 3] if month else None
    ago = _ago(year, said_on) if year and said_on else None
    if ago:
        return Said(first, _since(word, ago))
    return Said(first, _in_season(word, season) if season else _some_day(word))


def _read(words: str) -> tuple[int | None, int | None]:
    """Year and month of a date, as far as they are told."""
    year = next((int(found.group()) for found in _YEAR.finditer(words)), None)
    numeric = _NUMERIC.search(words)
    if numeric:
        month = int(numeric[1])
        short = int(numeric[2]) if numeric[2] and len(numeric[2]) == 2 else None
        return year or (
            None if short is None else short + (2000 if short < 50 else 1900)
        ), month if 0 < month < 13 else None
    iso = re.search(r"\d{4}-([01]\d)-", words)
    named = [place for place, name in enumerate(_MONTHS, 1) if name in re.findall(r"[a-z]+", fold(words))]
    return year, int(iso[1]) if iso and 0 < int(iso[1]) < 13 else next(iter(named), None)


def _ago(year: int, said_on: date) -> str | None:
    """A length of time in years, rounded as it grows; None for the same year or one to come."""
    years = said_on.year - year
    if years < 1:
        return None
    if years < 10:
        return "un an" if years == 1 else f"{_UNITS[years - 1]} ans"
    if years < 20:
        return "plus de dix ans"
    return f"{_ROUND[years // 10 * 10]} d'années" if years < 70 else "plus de soixante-dix ans"


def _since(word: str, ago: str) -> str:
    if word == "depuis":
        return f"depuis {ago}"
    if word in {"de", "du"}:
        return f"d'il y a {ago}"
    return f"{word} il y a {ago}" if word in _PLACES - {"vers"} else f"il y a {ago}"


def _in_season(word: str, season: str) -> str:
    if word in {"du", "de"}:
        return _OF[season]
    if word.startswith("jusqu") or word == "au":
        return word[:-2] + ("au printemps" if season == "le printemps" else f"à {season}")
    return f"{word} {season}" if word in _PLACES | {"depuis"} else _WHEN[season]


def _some_day(word: str) -> str:
    if word in {"du", "de"}:
        return "d'une date"
    if word.startswith("jusqu"):
        return "jusqu'à une date"
    return f"{word} une date" if word in _PLACES | {"depuis"} else "à une date"


def age_of(words: str) -> int | None:
    """The years of an age in figures or in words; None when it is neither.

    >>> age_of("quatre-vingt-deux ans"), age_of("81 ans"), age_of("vieux")
    (82, 81, None)
    """
    figures = re.search(r"\d+", words)
    if figures:
        return int(figures.group())
    total, found = 0, False
    for word in re.findall(r"[a-zé]+", fold(words)):
        value = _UNITS.index(word) + 1 if word in _UNITS else _TENS.get(word)
        if value is None:
            continue
        total = 80 if value == 20 and total == 4 else total + value
        found = True
    return total if found else None


def softer_age(words: str) -> str:
    """A band in place of an age: « moins de 18 ans », « environ 40 ans », « plus de 75 ans »; « un certain âge » at worst.

    >>> softer_age("81 ans"), softer_age("seize ans"), softer_age("43 ans")
    ('plus de 75 ans', 'moins de 18 ans', 'environ 40 ans')
    """
    years = age_of(words)
    if years is None:
        return "un certain âge"
    if years < 18:
        return "moins de 18 ans"
    return "plus de 75 ans" if years >= 75 else f"environ {round(years / 10) * 10} ans"
