"""What is said first: in which moment of the interview each person first speaks of each effect, and what she opens with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.steps.types import Extract, Person, Reading

Moment = Literal["introduction", "premiere-carte", "autre-carte", "cloture"]
MOMENTS: tuple[Moment, ...] = ("introduction", "premiere-carte", "autre-carte", "cloture")


@dataclass(frozen=True, slots=True)
class FirstSaid:
    """One effect: how many people first speak of it in each moment (in the order of MOMENTS), and how many open with it."""

    effect: str
    moments: tuple[int, int, int, int]
    opens: int
    people: int

    @property
    def early(self) -> int:
        """People who speak of it by the end of their first card."""
        return self.moments[0] + self.moments[1]


def moment_of(extract: Extract) -> Moment:
    """When a passage was said; what was placed nowhere counts with the end."""
    if extract.part == "introduction":
        return "introduction"
    if extract.part == "carte":
        return "premiere-carte" if extract.rank == 1 else "autre-carte"
    return "cloture"


def said_first(
    people: Sequence[Person], extracts: Sequence[Extract], readings: Mapping[str, Reading], *, effects: Sequence[str]
) -> tuple[FirstSaid, ...]:
    """A row an effect, in the order of ``effects``; zeros without people. Only what says that the effect came counts."""
    first: dict[tuple[str, str], Extract] = {}
    opening: dict[str, Extract] = {}
    known = {person.id for person in people}
    for extract in sorted(extracts, key=_place):
        said = [one.effect for one in readings[extract.id].labels if one.polarity == "positive"]
        for effect in said if extract.person in known else ():
            first.setdefault((extract.person, effect), extract)
            opening.setdefault(extract.person, extract)
    return tuple(_row(effect, first, opening) for effect in effects)


def _row(effect: str, first: Mapping[tuple[str, str], Extract], opening: Mapping[str, Extract]) -> FirstSaid:
    found = [extract for (_, one), extract in first.items() if one == effect]
    moments = [moment_of(extract) for extract in found]
    a, b, c, d = (moments.count(moment) for moment in MOMENTS)
    return FirstSaid(effect, (a, b, c, d), sum(opening[e.person].id == e.id for e in found), len(found))


def _place(extract: Extract) -> tuple[int, int, int, int]:
    """Where a passage stands in its interview."""
    number = extract.note.rpartition(".")[2]
    order = MOMENTS.index(moment_of(extract))
    return order, extract.rank or 0, int(number) if number.isdigit() else 0, extract.start
