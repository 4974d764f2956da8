"""Small people, extracts and readings made by hand, for the steps that only count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from analysis.steps.evidence import gather_evidence
from analysis.steps.types import Extract, Label, Note, Person, Reading

Said = tuple[str, int]
"""An effect with its strength, 1 to 3; 0 = the person says that it did not come."""


def person(name: str, kpa: str | None = "A", **fields: Any) -> Person:
    """A person of a KPA."""
    return Person(name, kpa, **fields)


def label(effect: str, strength: int = 1, *, sub: str | None = None, confidence: float = 0.9) -> Label:
    """A positive label of this strength; strength 0 says that the effect did not come."""
    polarity: Literal["positive", "absente"] = "positive" if strength else "absente"
    return Label(effect, polarity, strength or None, confidence, sub=sub)


class Corpus:
    """People with what each says: ``Corpus({person: [("confiance", 3), …]})``, an extract an entry."""

    def __init__(self, said: Mapping[Person, Sequence[Said]], *, card: str | None = None) -> None:
        self.people = tuple(said)
        self.extracts: tuple[Extract, ...] = ()
        self.readings: dict[str, Reading] = {}
        for who, entries in said.items():
            for number, (effect, strength) in enumerate(entries, 1):
                self.add(who.id, f"{who.id}.{number}", label(effect, strength), card=card)

    def add(self, who: str, name: str, *labels: Label, card: str | None = None, text: str = "mots") -> Extract:
        """Add one extract with its labels."""
        extract = Extract(name, who, f"{who}.1", "carte", card, 1, 0, len(text), text, False)
        self.extracts += (extract,)
        self.readings[name] = Reading(tuple(labels), labels[0].effect if labels else "", 0.5)
        return extract

    @property
    def table(self) -> dict[str, dict[str, Any]]:
        """The evidence, gathered."""
        return gather_evidence(self.people, self.extracts, self.readings)


def note(name: str, card: str | None, text: str = "mots") -> Note:
    """A note under a card."""
    return Note(name, "carte", text, 1, card)
