"""Two campaigns side by side: who speaks of each effect in each, and how unlike the two groups of people are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from analysis.steps.evidence import EvidenceTable
from analysis.steps.formulas import Formula
from analysis.steps.measure import measure
from analysis.steps.publics import PublicRow, side_by_side
from analysis.steps.types import Extract, Person
from analysis.steps.weigh_by import Weighed, weigh_by


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one campaign, as far as they may explain a gap. ``age``: the middle one, None when none is known."""

    people: int
    kpas: frozenset[str]
    women: int
    gender_known: int
    age: float | None
    cards: float
    passages: float


@dataclass(frozen=True, slots=True)
class EffectMove:
    """One effect before and after: the same formula on each side, and the exact test on who speaks of it (first − second)."""

    row: PublicRow
    before: Weighed
    after: Weighed


@dataclass(frozen=True, slots=True)
class Evolution:
    """Both groups and a row an effect. ``shared``: KPAs that are in both."""

    before: Group
    after: Group
    shared: frozenset[str]
    rows: tuple[EffectMove, ...]


def evolution(
    before: Sequence[Person],
    after: Sequence[Person],
    extracts: Sequence[Extract],
    table: EvidenceTable,
    *,
    effects: Sequence[str],
    formula: Formula,
    seed: int = 0,
) -> Evolution:
    """Compare two groups of people, each on its own base."""
    groups, weighed = [], []
    for people in (before, after):
        ids = {person.id for person in people}
        own = [extract for extract in extracts if extract.person in ids]
        groups.append(_group(people, own))
        weighed.append(weigh_by(formula, measure(people, own, table, effects=effects), seed=seed))
    rows = side_by_side(before, after, table, effects=effects)
    moves = tuple(EffectMove(row, one, other) for row, one, other in zip(rows, *weighed, strict=True))
    return Evolution(groups[0], groups[1], groups[0].kpas & groups[1].kpas, moves)


def _group(people: Sequence[Person], extracts: Sequence[Extract]) -> Group:
    ages = [person.age for person in people if person.age is not None]
    taken = [{note.rank for note in person.notes if note.part == "carte"} for person in people]
    count = len(people) or 1
    return Group(
        people=len(people),
        kpas=frozenset(person.kpa for person in people if person.kpa),
        women=sum(person.gender == "femme" for person in people),
        gender_known=sum(person.gender is not None for person in people),
        age=float(median(ages)) if ages else None,
        cards=round(sum(map(len, taken)) / count, 1),
        passages=round(len(extracts) / count, 1),
    )
