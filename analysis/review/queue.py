"""Which passages whoever acts may look at, made from the last run and from what people decided since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis.coding.decisions import NEEDS, Decision, Place, settled
from analysis.coding.overlay import cut_up, spots_of, uncut
from analysis.coding.places import found_again
from analysis.coding.service import decisions, stamp
from analysis.models import Run
from analysis.review.needs import needs_readings
from analysis.review.order import Item, Order, Queue, in_order
from analysis.review.schemes import Grid, grid_of
from analysis.service import corpus_stamp, latest_run, load_machine
from analysis.steps.types import Analysis, Extract, Note, Reading
from interviews.masks import unsearched_codes
from interviews.service import consents_by_code, names_by_code
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody goes through: with which grid, in which order, in one interview or in all."""

    grid: Grid
    order: Order
    interview: str | None = None

    @property
    def arguments(self) -> dict[str, Any]:
        """As addresses say it."""
        only = {"entretien": self.interview} if self.interview else {}
        return {"grille": self.grid.scheme, "ordre": self.order, **only}


def newest_run() -> Run | None:
    """The last run, for whoever may look at one interview of it: which run is the newest is no secret."""
    with acting_as(SYSTEM):
        return latest_run()


def within_reach() -> frozenset[str]:
    """The interviews whose words whoever acts may read: outside the team, only once that was agreed and names searched."""
    use = current().use_needed
    if use is None:
        return frozenset(names_by_code())
    agreed = {code for code, said in consents_by_code().items() if said.get(use) == "given"}
    return frozenset(agreed - unsearched_codes())


def queue(run: Run, choice: Choice, *, folded: frozenset[str], reach: frozenset[str]) -> Queue:
    """The passages within reach, in the order chosen."""
    codes = reach if choice.interview is None else reach & {choice.interview}
    items = [item for item in every_item(run, choice.grid.scheme) if item.place.code in codes]
    return in_order(items, choice.order, thresholds=thresholds_of(run, choice.grid.scheme), folded=folded)


def thresholds_of(run: Run, scheme: str) -> dict[str, float]:
    """From which confidence each effect is proposed, as the run kept it; {} when it did not."""
    told = run.summary.get("needs", {}) if scheme == NEEDS else run.summary
    return dict(told.get("thresholds", {}))


def every_item(run: Run, scheme: str) -> tuple[Item, ...]:
    """Every passage of a run with what stands on it, interview by interview, whoever asks."""
    with acting_as(SYSTEM):
        return _items(run.id, scheme, corpus_stamp(), stamp(), str(db.engine.url))


@lru_cache(maxsize=4)
def _items(run_id: int, scheme: str, _corpus: str, _decided: str, _database: str) -> tuple[Item, ...]:
    run = db.session.get_one(Run, run_id)
    analysis, uids = load_machine(run)
    grid = grid_of(scheme)
    readings = needs_readings(run) if grid.scheme == NEEDS else analysis.readings
    standing = uncut(settled(decisions(scheme=grid.scheme)))
    machine = dict(_machine_items(analysis, uids, readings, standing, grid))
    notes = {uids[note.id]: (person.id, note) for person in analysis.people for note in person.notes if note.id in uids}
    for place, one in standing.items():
        if place not in machine and place.note in notes and notes[place.note][1].part in grid.parts:
            machine[place] = Item(place, _chosen(place, one, *notes[place.note]), None, one)
    spots = spots_of(standing)
    order = {uid: rank for rank, uid in enumerate(notes)}
    kept = [one for one in machine.values() if not cut_up(one.place.note, one.place.start, one.extract.text, spots)]
    return tuple(sorted(kept, key=lambda item: (order[item.place.note], item.place.start, item.place.end)))


def _machine_items(
    analysis: Analysis,
    uids: Mapping[str, str],
    readings: Mapping[str, Reading],
    standing: Mapping[Place, Decision],
    grid: Grid,
) -> Iterator[tuple[Place, Item]]:
    """The passages as the machine cut them, where their words are now; those that were rewritten since are left out."""
    texts = {
        person.id: {uids[note.id]: note.text for note in person.notes if note.id in uids} for person in analysis.people
    }
    for one in analysis.extracts:
        if one.part not in grid.parts or one.note not in uids:
            continue
        spot = found_again(texts[one.person], note=uids[one.note], start=one.start, end=one.end, text=one.text)
        if spot is not None:
            place = Place(one.person, *spot)
            yield place, Item(place, one, readings.get(one.id), standing.get(place))


def _chosen(place: Place, decision: Decision, person: str, note: Note) -> Extract:
    """A passage that somebody chose."""
    exact = any(span.start <= place.start and place.end <= span.end for span in note.exact)
    name = f"{note.id}.p{decision.number}"
    return Extract(name, person, note.id, note.part, note.card, note.rank, place.start, place.end, decision.text, exact)
