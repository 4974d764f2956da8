"""The passages of a double reading: cut once when it opens, so that everybody reads the same ones. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.coding.decisions import Decision, Told
from analysis.coding.places import Spot, found_again
from analysis.steps.label_sets import Labels


@dataclass(frozen=True, slots=True)
class Unit:
    """One passage to be read: its number in the round, and where it was then."""

    number: int
    code: str
    note: str
    start: int
    end: int
    text: str

    def now(self, texts: Mapping[str, str]) -> Spot | None:
        """Where it is in the paragraphs as they are now (uid → text)."""
        return found_again(texts, note=self.note, start=self.start, end=self.end, text=self.text)


def units_of(kept: Sequence[Sequence[Any]]) -> tuple[Unit, ...]:
    """The passages of a round, as its table keeps them."""
    return tuple(Unit(number, *one) for number, one in enumerate(kept))


def labels_of(told: Sequence[Told]) -> Labels:
    """What was said, as agreement counts it."""
    return {one.effect: (one.strength or 1) if one.polarity == "positive" else -1 for one in told}


def by_reader(units: Sequence[Unit], said: Sequence[Decision]) -> dict[str, dict[int, Decision]]:
    """What each reader says last of each passage: reader → number of the passage → decision. Agreements are not readings."""
    found: dict[str, dict[int, Decision]] = {}
    for number, decision in _numbered(units, said):
        if not decision.agreed:
            found.setdefault(decision.coder, {})[number] = decision
    return found


def agreed_on(units: Sequence[Unit], said: Sequence[Decision]) -> dict[int, Decision]:
    """The decision that ended the discussion of each passage."""
    return {number: decision for number, decision in _numbered(units, said) if decision.agreed}


def _numbered(units: Sequence[Unit], said: Sequence[Decision]) -> Iterator[tuple[int, Decision]]:
    """Each decision with the number of its passage, in the order said: by its place, else by its words where they moved."""
    spots = {(one.code, one.note, one.start, one.end): one.number for one in units}
    words = {(one.code, one.text): one.number for one in units}
    for decision in sorted(said, key=lambda one: one.number):
        place = decision.place
        number = spots.get((place.code, place.note, place.start, place.end), words.get((place.code, decision.text)))
        if number is not None:
            yield number, decision
