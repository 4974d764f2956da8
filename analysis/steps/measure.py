"""What a formula of weights is made of, counted once: each part of the evidence, person by person, KPA by KPA.

``Measures`` holds arrays so that a change of formula costs a few products of small matrices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.steps.evidence import NOTHING, Evidence, EvidenceTable
from analysis.steps.types import Extract, Person

BY_PERSON = ("force", "personnes", "durable", "passages", "premiere", "temps")
"""Parts that are a mean over people; the others are counted over all of them together."""
TOGETHER = ("kpa", "cartes")
MOST_EXTRACTS = 3


@dataclass(frozen=True, slots=True)
class Measures:
    """The parts of the evidence.

    ``people``: shape (people, effects, parts of BY_PERSON), each 0–1. ``said``: a part of TOGETHER → shape (people,
    effects, things) of booleans, and ``there``: (people, things), what could have been. ``who``: id and KPA of each person.
    """

    effects: tuple[str, ...]
    people: NDArray[np.float64]
    said: Mapping[str, NDArray[np.bool_]]
    there: Mapping[str, NDArray[np.bool_]]
    who: tuple[tuple[str, str | None], ...]


def measure(
    people: Sequence[Person], extracts: Sequence[Extract], table: EvidenceTable, *, effects: Sequence[str]
) -> Measures:
    """Count every part of the evidence of every person on every effect."""
    by_id = {extract.id: extract for extract in extracts}
    spoken: dict[str, int] = defaultdict(int)
    for extract in extracts:
        spoken[extract.person] += len(extract.text)
    rows = np.zeros((len(people), len(effects), len(BY_PERSON)))
    cards = sorted({note.card for person in people for note in person.notes if note.card})
    kpas = sorted({person.kpa for person in people if person.kpa})
    said = {
        "kpa": np.zeros((len(people), len(effects), len(kpas)), dtype=bool),
        "cartes": np.zeros((len(people), len(effects), len(cards)), dtype=bool),
    }
    there = {name: np.zeros((len(people), found.shape[2]), dtype=bool) for name, found in said.items()}
    of_card, of_kpa = ({name: place for place, name in enumerate(names)} for names in (cards, kpas))
    for row, person in enumerate(people):
        there["cartes"][row, [of_card[note.card] for note in person.notes if note.card]] = True
        if person.kpa:
            there["kpa"][row, of_kpa[person.kpa]] = True
        for column, effect in enumerate(effects):
            evidence = table.get(person.id, {}).get(effect, NOTHING)
            if not evidence.strength:
                continue
            rows[row, column] = _parts(evidence, by_id, spoken[person.id])
            taken = {by_id[name].card for name in evidence.extracts}
            said["cartes"][row, column, [of_card[card] for card in sorted(filter(None, taken)) if card in of_card]] = (
                True
            )
            said["kpa"][row, column] = there["kpa"][row]
    return Measures(tuple(effects), rows, said, there, tuple((person.id, person.kpa) for person in people))


def _parts(evidence: Evidence, by_id: Mapping[str, Extract], spoken: int) -> tuple[float, ...]:
    """The parts of BY_PERSON, in their order."""
    carried = [by_id[name] for name in evidence.extracts]
    return (
        evidence.strength / 3,
        1.0,
        float(evidence.strength == 3),
        min(len(carried), MOST_EXTRACTS) / MOST_EXTRACTS,
        float(any(extract.rank == 1 for extract in carried)),
        sum(len(extract.text) for extract in carried) / spoken if spoken else 0.0,
    )
