"""Cross the effects with gender, age group, KPA and card; and mask cells too small to leave the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from analysis.steps.evidence import NOTHING, UNKNOWN, EvidenceTable, age_group
from analysis.steps.types import Crossing, Extract, Person

SMALL_CELL = 5
Variable = Literal["genre", "age", "kpa"]


def cross(
    people: Sequence[Person], extracts: Sequence[Extract], table: EvidenceTable, *, effects: Sequence[str]
) -> tuple[Crossing, ...]:
    """Every effect by every value that occurs, zeros included; sorted by variable, value, then order of effects.

    By card, ``base`` is who took the card and ``people`` who spoke of the effect under that card.
    """
    return (*_by_profile(people, table, effects), *_by_card(people, extracts, table, effects))


def too_small(crossing: Crossing, *, limit: int = SMALL_CELL) -> bool:
    """True when the cell could point at someone: fewer than ``limit`` people, but not nobody.

    >>> too_small(Crossing("genre", "femme", "confiance", people=3, base=22))
    True
    """
    return 0 < crossing.people < limit or 0 < crossing.base < limit


def _by_profile(people: Sequence[Person], table: EvidenceTable, effects: Sequence[str]) -> Iterator[Crossing]:
    variables: tuple[Variable, ...] = ("genre", "age", "kpa")
    for variable in variables:
        groups: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            groups[_value(person, variable)].append(person)
        for value in sorted(groups):
            members = groups[value]
            for effect in effects:
                speaking = sum(1 for p in members if table.get(p.id, {}).get(effect, NOTHING).strength)
                yield Crossing(variable, value, effect, speaking, len(members))


def _by_card(
    people: Sequence[Person], extracts: Sequence[Extract], table: EvidenceTable, effects: Sequence[str]
) -> Iterator[Crossing]:
    under = {extract.id: extract.card for extract in extracts}
    taken: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for note in person.notes:
            if note.card:
                taken[note.card].add(person.id)
    for card in sorted(taken):
        for effect in effects:
            said = sum(
                any(under.get(e) == card for e in table.get(person, {}).get(effect, NOTHING).extracts)
                for person in taken[card]
            )
            yield Crossing("carte", card, effect, said, len(taken[card]))


def _value(person: Person, variable: Variable) -> str:
    if variable == "genre":
        return person.gender or UNKNOWN
    if variable == "age":
        return age_group(person.age)
    return person.kpa or UNKNOWN
