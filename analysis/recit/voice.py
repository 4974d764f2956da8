"""How a verbatim and its speaker are written: guillemets, changed first name, age band, KPA, card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.recit.source import RecitSource
from analysis.steps.evidence import UNKNOWN, age_group
from analysis.steps.types import Extract, Person
from cards.deck import Card

AGES = {
    "16-24": "16–24 ans",
    "25-39": "25–39 ans",
    "40-54": "40–54 ans",
    "55+": "55 ans et plus",
    UNKNOWN: "âge non dit",
}
GENDERS = {"femme": "femmes", "homme": "hommes", "autre": "autre genre", UNKNOWN: "genre non dit"}
_CODE = re.compile(r"[A-Z]{1,5}-?\d{1,4}")


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim ready to print.

    ``said``: the words, in guillemets when they are the person's own; ``ref`` leads to the annex of origins.
    """

    said: str
    who: str
    ref: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a quote comes from: its number, the interview's code, the place in the interview, the passage."""

    ref: int
    interview: str
    place: str
    passage: str


class Speakers:
    """Names people and places of speech; the same extract always reads the same."""

    def __init__(self, source: RecitSource, refs: Mapping[str, int]) -> None:
        self._source = source
        self._refs = refs
        self._people = {person.id: person for person in source.analysis.people}
        self._codes = {p.id: interview_code(p.id, n) for n, p in enumerate(source.analysis.people, 1)}

    def quote(self, extract: Extract) -> Quote:
        """The extract as a verbatim, its words as they may leave, unchanged."""
        words = self._source.quotable[extract.id].strip()
        return Quote(in_guillemets(words) if extract.exact else words, self._who(extract), self._refs[extract.id])

    def origin(self, extract: Extract) -> Origin:
        """Where the quote can be found again."""
        place = self._place(extract) or "ailleurs dans l'entretien"
        return Origin(
            ref=self._refs[extract.id],
            interview=self._codes.get(extract.person, extract.person),
            place=place[:1].upper() + place[1:] + (f", {ordinal(extract.rank)} prise" if extract.rank else ""),
            passage=f"{self._number(extract)}",
        )

    def _who(self, extract: Extract) -> str:
        person = self._people.get(extract.person)
        parts = [self._source.names.get(extract.person) or "Une personne"]
        if person and person.age is not None:
            parts.append(AGES[age_group(person.age)])
        if person and person.kpa:
            parts.append(person.kpa)
        parts.append(self._place(extract))
        if not extract.exact:
            parts.append("d'après les notes")
        return ", ".join(part for part in parts if part)

    def _place(self, extract: Extract) -> str:
        if extract.part == "introduction":
            return "au début de l'entretien"
        if extract.part == "cloture":
            return "à la fin de l'entretien"
        card = self._source.deck.card(extract.card) if extract.card else None
        return f"carte {card_name(card)}" if card else ""

    def _number(self, extract: Extract) -> str:
        """Place of the passage among those of the interview, from 1."""
        same = [e.id for e in self._source.analysis.extracts if e.person == extract.person]
        return str(same.index(extract.id) + 1)


def interview_code(person: str, number: int) -> str:
    """The interview's own code when it is one (« PAS-01 »), else its rank: a file name could name someone.

    >>> interview_code("PAS-01", 4), interview_code("entretien malika", 4)
    ('PAS-01', 'E04')
    """
    return person if _CODE.fullmatch(person) else f"E{number:02d}"


def in_guillemets(words: str) -> str:
    """Words between French guillemets, unless they already carry some."""
    return words if "«" in words or "»" in words else f"«\u00a0{words}\u00a0»"


def card_name(card: Card) -> str:
    """« J'ai été utile… », with its guillemets; a joker's free title is never given, it could name someone."""
    return "JOKER" if card.joker else f"«\u00a0{card.title}\u00a0»"


def ordinal(rank: int) -> str:
    """1re, 2e, 3e (card)."""
    return "1re" if rank == 1 else f"{rank}e"


def public_label(variable: str, value: str) -> str:
    """A public in French: « femmes », « 40–54 ans », or the KPA's name."""
    if variable == "genre":
        return GENDERS.get(value, value)
    if variable == "age":
        return AGES.get(value, value)
    return "KPA non dite" if value == UNKNOWN else value


def by_person(people: tuple[Person, ...], variable: str) -> dict[str, int]:
    """Size of each public, in the order of the labels."""
    order = list(GENDERS if variable == "genre" else AGES)
    values = [(p.gender or UNKNOWN) if variable == "genre" else age_group(p.age) for p in people]
    return {value: values.count(value) for value in order if value in values}
