"""Puts what people decided over what the machine read: their word replaces its own, and says that it is theirs.

Pure but for numpy. Weights, crossings and saturation are counted again on what stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.coding.decisions import Decision, Place
from analysis.coding.recount import recounted
from analysis.steps.types import Analysis, Extract, Note, Reading

PEOPLE = "personnes"


def decided(
    analysis: Analysis, standing: Mapping[Place, Decision], *, effects: Sequence[str], uids: Mapping[str, str]
) -> Analysis:
    """The analysis as people left it.

    Args:
        analysis: what the machine read.
        standing: the decision that stands on each passage.
        effects: ids of the grid, in its order; a label of another grid is left out.
        uids: id of a note in the analysis → uid of its paragraph.
    """
    standing = uncut(standing)
    if not standing:
        return analysis
    of_spot = {(uids.get(one.note, ""), one.start, one.end): one for one in analysis.extracts}
    notes = {uids[note.id]: (person.id, note) for person in analysis.people for note in person.notes if note.id in uids}
    extracts, readings = list(analysis.extracts), dict(analysis.readings)
    for place, decision in standing.items():
        extract = of_spot.get((place.note, place.start, place.end))
        if extract is None and place.note in notes:
            extract = _added(place, decision, *notes[place.note])
            extracts.append(extract)
        if extract is not None:
            readings[extract.id] = _reading(decision, readings.get(extract.id), effects)
    spots = spots_of(standing)
    extracts = [one for one in extracts if not cut_up(uids.get(one.note, ""), one.start, one.text, spots)]
    readings = {one.id: readings[one.id] for one in extracts}
    order = {note.id: number for number, note in enumerate(n for p in analysis.people for n in p.notes)}
    extracts.sort(key=lambda one: (order[one.note], one.start, one.end, one.id))
    return recounted(analysis, people=analysis.people, extracts=extracts, readings=readings, effects=effects)


Spots = Mapping[str, Sequence[tuple[int, int, int]]]
"""Start, end and number of each decision, by uid of paragraph."""


def spots_of(standing: Mapping[Place, Decision]) -> Spots:
    """Where the decisions are, paragraph by paragraph."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for place, one in standing.items():
        found.setdefault(place.note, []).append((place.start, place.end, one.number))
    return found


def uncut(standing: Mapping[Place, Decision]) -> dict[Place, Decision]:
    """What stands without the passages that were cut up after they were decided."""
    spots = spots_of(standing)
    return {place: one for place, one in standing.items() if not cut_up(place.note, place.start, one.text, spots)}


def cut_up(note: str, start: int, text: str, spots: Spots) -> bool:
    """True when passages decided inside this one, later than itself, hold all its words between them: it was cut."""
    end, there = start + len(text), spots.get(note, ())
    own = max((number for left, right, number in there if (left, right) == (start, end)), default=-1)
    held = bytearray(len(text))
    for left, right, number in there:
        if start <= left and right <= end and right - left < end - start and number > own:
            held[left - start : right - start] = b"\x01" * (right - left)
    return any(held) and all(mark or char.isspace() for mark, char in zip(held, text, strict=True))


def _added(place: Place, decision: Decision, person: str, note: Note) -> Extract:
    """A passage that somebody chose where the machine had cut otherwise."""
    exact = any(span.start <= place.start and place.end <= span.end for span in note.exact)
    name = f"{note.id}.p{decision.number}"
    return Extract(name, person, note.id, note.part, note.card, note.rank, place.start, place.end, decision.text, exact)


def _reading(decision: Decision, machine: Reading | None, effects: Sequence[str]) -> Reading:
    """What a person says; the words that decided the machine stay where both agree."""
    before = {label.effect: label for label in machine.labels} if machine else {}
    labels = tuple(
        replace(told.as_label(), words=before[told.effect].words if told.effect in before else ())
        for told in decision.labels
        if told.effect in effects
    )
    best = labels[0].effect if labels else (machine.best if machine else next(iter(effects), ""))
    return Reading(labels, best, 1.0 if labels else 0.0, by=PEOPLE, readers=(decision.coder_name,))
