"""What was read of an interview as a line of figures: offsets, effects, confidence; the words are in the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.steps.types import Extract, Label, Note, Person, Reading, Word


@dataclass(frozen=True, slots=True)
class Read:
    """The passages of one person in order, and what was read in each."""

    extracts: tuple[Extract, ...]
    readings: tuple[Reading, ...]


def reads_of(extracts: Sequence[Extract], readings: Mapping[str, Reading], people: Sequence[Person]) -> dict[str, Read]:
    """The same by person; every person has a line, empty when nothing was said."""
    said: dict[str, list[Extract]] = {person.id: [] for person in people}
    for extract in extracts:
        said[extract.person].append(extract)
    return {
        person: Read(tuple(found), tuple(readings[extract.id] for extract in found)) for person, found in said.items()
    }


def line_of(person: Person, read: Read) -> list[Any]:
    """Plain lists, for JSON: [place of the note, start, end, exact, best, confidence, labels] a passage."""
    places = {note.id: place for place, note in enumerate(person.notes)}
    return [
        [
            places[e.note],
            e.start,
            e.end,
            int(e.exact),
            r.best,
            r.best_confidence,
            [_label_line(one) for one in r.labels],
        ]
        for e, r in zip(read.extracts, read.readings, strict=True)
    ]


def read_of(person: Person, line: Sequence[Any]) -> Read:
    """The passages and readings that ``line_of`` wrote for these same notes."""
    extracts: list[Extract] = []
    readings: list[Reading] = []
    numbers: dict[int, int] = {}
    for place, start, end, exact, best, confidence, labels in line:
        note = person.notes[place]
        numbers[place] = numbers.get(place, 0) + 1
        extracts.append(_extract(person, note, numbers[place], start, end, exact=bool(exact)))
        text = extracts[-1].text
        readings.append(Reading(tuple(_label(text, one) for one in labels), best, confidence))
    return Read(tuple(extracts), tuple(readings))


def _extract(person: Person, note: Note, number: int, start: int, end: int, *, exact: bool) -> Extract:
    uid, text = f"{note.id}.{number}", note.text[start:end]
    return Extract(uid, person.id, note.id, note.part, note.card, note.rank, start, end, text, exact)


def _label_line(label: Label) -> list[Any]:
    words = [[word.start, word.end, word.weight] for word in label.words]
    return [label.effect, label.polarity, label.strength, label.confidence, words, label.sub]


def _label(text: str, line: Sequence[Any]) -> Label:
    effect, polarity, strength, confidence, words, sub = line
    found = tuple(Word(start, end, text[start:end], weight) for start, end, weight in words)
    return Label(effect, polarity, strength, confidence, found, sub)
