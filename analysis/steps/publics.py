"""A public chosen by anybody: gender, age, KPA, a card taken, since when; and how it speaks of each effect beside the others.

What is not known of somebody puts her on neither side: she is counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from analysis.steps.evidence import NOTHING, EvidenceTable
from analysis.steps.exact_tests import Pair, Verdict, fisher, fisher_within, holm, verdict
from analysis.steps.types import Person

Side = Literal["in", "out", "unknown"]


@dataclass(frozen=True, slots=True)
class Public:
    """Who is looked at; None or "" = any. Ages in whole years, ``since`` in whole months, both ends taken."""

    gender: str = ""
    age_from: int | None = None
    age_to: int | None = None
    kpa: str = ""
    card: str = ""
    since_from: int | None = None
    since_to: int | None = None

    @property
    def everybody(self) -> bool:
        """True when nobody is left out."""
        return self == Public()

    def side(self, person: Person, *, months: int | None = None) -> Side:
        """Whether she is of this public; unknown when what is asked was not noted."""
        told = (
            not self.gender or (None if person.gender is None else person.gender == self.gender),
            _between(person.age, self.age_from, self.age_to),
            not self.kpa or (None if person.kpa is None else person.kpa == self.kpa),
            not self.card or any(note.card == self.card for note in person.notes),
            _between(months, self.since_from, self.since_to),
        )
        if False in told:
            return "out"
        return "unknown" if None in told else "in"


READY = MappingProxyType(
    {
        "femmes-40": ("Femmes de 40 ans et plus", Public(gender="femme", age_from=40)),
        "moins-30": ("Moins de 30 ans", Public(age_to=29)),
        "40-et-plus": ("40 ans et plus", Public(age_from=40)),
    }
)
"""Publics that the network always asks about."""


@dataclass(frozen=True, slots=True)
class PublicRow:
    """An effect in a public and in the others. ``chance``: exact test; ``corrected``: for all effects looked at together;
    ``within``: comparing people only with those of their own KPA, None when that cannot be done.
    """

    effect: str
    pair: Pair
    chance: float
    corrected: float
    within: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """A public beside the others: codes on each side, and a row an effect."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[PublicRow, ...]


def compare(
    people: Sequence[Person],
    table: EvidenceTable,
    public: Public,
    *,
    effects: Sequence[str],
    months: Mapping[str, int | None] = MappingProxyType({}),
) -> Compared:
    """The public beside everybody else whose side is known."""
    sides: dict[Side, list[Person]] = {"in": [], "out": [], "unknown": []}
    for person in people:
        sides[public.side(person, months=months.get(person.id))].append(person)
    codes = [tuple(person.id for person in sides[side]) for side in ("in", "out", "unknown")]
    rows = side_by_side(sides["in"], sides["out"], table, effects=effects, by_kpa=not public.kpa)
    return Compared(codes[0], codes[1], codes[2], rows)


def side_by_side(
    inside: Sequence[Person],
    outside: Sequence[Person],
    table: EvidenceTable,
    *,
    effects: Sequence[str],
    by_kpa: bool = True,
) -> tuple[PublicRow, ...]:
    """A row an effect: who speaks of it on each side, and whether the gap is more than what chance does."""
    pairs = [_pair(inside, outside, table, effect) for effect in effects]
    chances = [fisher(pair) for pair in pairs]
    return tuple(
        PublicRow(
            effect=effect,
            pair=pair,
            chance=chance,
            corrected=corrected,
            within=_within(inside, outside, table, effect) if by_kpa else None,
            verdict=verdict(pair, chance=chance, corrected=corrected),
        )
        for effect, pair, chance, corrected in zip(effects, pairs, chances, holm(chances), strict=True)
    )


def _pair(inside: Sequence[Person], outside: Sequence[Person], table: EvidenceTable, effect: str) -> Pair:
    one, other = (sum(_speaks(person, table, effect) for person in side) for side in (inside, outside))
    return Pair(one, len(inside), other, len(outside))


def _within(inside: Sequence[Person], outside: Sequence[Person], table: EvidenceTable, effect: str) -> float | None:
    """Compared KPA by KPA; None when no KPA has people on both sides."""
    groups: dict[str, tuple[list[Person], list[Person]]] = defaultdict(lambda: ([], []))
    for place, side in enumerate((inside, outside)):
        for person in side:
            if person.kpa:
                groups[person.kpa][place].append(person)
    strata = [_pair(one, other, table, effect) for one, other in groups.values() if one and other]
    return fisher_within(strata) if len(groups) > 1 and strata else None


def _speaks(person: Person, table: EvidenceTable, effect: str) -> bool:
    return table.get(person.id, {}).get(effect, NOTHING).strength > 0


def _between(value: int | None, low: int | None, high: int | None) -> bool | None:
    if low is None and high is None:
        return True
    if value is None:
        return None
    return (low is None or low <= value) and (high is None or value <= high)
