"""What each person says of each effect, gathered once: the base that weighing, crossing and saturation share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.steps.types import Extract, Person, Reading

AGE_GROUPS = ((25, "16-24"), (40, "25-39"), (55, "40-54"))
UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One person on one effect.

    ``strength``: her strongest evidence, 0 none, 1 evoked, 2 concrete example, 3 lasting change.
    ``extracts``: ids that carry the effect; ``contrary``: ids that say the contrary or that it did not come.
    """

    strength: int
    extracts: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()


NOTHING = Evidence(0)

EvidenceTable = Mapping[str, Mapping[str, Evidence]]
"""Person id → effect id → evidence; what was not said is not there."""


def gather_evidence(
    people: Iterable[Person], extracts: Iterable[Extract], readings: Mapping[str, Reading]
) -> dict[str, dict[str, Evidence]]:
    """Gather the labels by person and effect. Every person has a row, empty when nothing was found."""
    carried: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    denied: dict[tuple[str, str], list[str]] = defaultdict(list)
    for extract in extracts:
        for label in readings[extract.id].labels if extract.id in readings else ():
            key = (extract.person, label.effect)
            if label.polarity == "positive":
                carried[key].append((extract.id, label.strength or 1))
            else:
                denied[key].append(extract.id)
    table: dict[str, dict[str, Evidence]] = {person.id: {} for person in people}
    for key in sorted({*carried, *denied}):
        person, effect = key
        said = carried[key]
        strength = max((strength for _, strength in said), default=0)
        table.setdefault(person, {})[effect] = Evidence(strength, tuple(i for i, _ in said), tuple(denied[key]))
    return table


def age_group(age: int | None) -> str:
    """The age band of the network's figures.

    >>> age_group(24), age_group(25), age_group(74), age_group(None)
    ('16-24', '25-39', '55+', 'inconnu')
    """
    if age is None:
        return UNKNOWN
    return next((name for limit, name in AGE_GROUPS if age < limit), "55+")
