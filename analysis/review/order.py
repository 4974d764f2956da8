"""In which order passages are looked at: what teaches most first, or one interview after the other. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.coding.decisions import Decision, Place
from analysis.steps.types import Extract, Reading

Order = Literal["apprend", "entretien"]
TEACHES: Order = "apprend"
BY_INTERVIEW: Order = "entretien"
USUAL_THRESHOLD = 0.3
"""Of a run that does not say from which confidence an effect is proposed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A passage to look at: where it is and was said, what the machine read, what stands. ``done``: somebody decided."""

    place: Place
    extract: Extract
    machine: Reading | None
    standing: Decision | None = None

    @property
    def done(self) -> bool:
        """True when somebody decided of it."""
        return self.standing is not None


@dataclass(frozen=True, slots=True)
class Queue:
    """Passages in the order they are looked at."""

    items: tuple[Item, ...]

    @property
    def done(self) -> int:
        """How many somebody decided of."""
        return sum(item.done for item in self.items)

    def at(self, place: Place) -> int | None:
        """The rank of this passage from 0; None when it is not in this queue (one that somebody is choosing)."""
        return next((rank for rank, item in enumerate(self.items) if item.place == place), None)

    def beside(self, place: Place, step: int) -> Item | None:
        """The passage ``step`` further, decided or not; None at the ends. One that is not here stands where its words are."""
        rank = self.at(place)
        if rank is None:
            rank = self._near(place) - (step > 0)
        wanted = rank + step
        return self.items[wanted] if 0 <= wanted < len(self.items) else None

    def next_todo(self, place: Place | None = None) -> Item | None:
        """The first passage after this one that nobody decided of, those before it last; None when all is done."""
        rank = -1 if place is None else self.at(place)
        start = (self._near(place) if rank is None and place else (rank or 0) + 1) if rank != -1 else 0
        turned = (*self.items[start:], *self.items[:start])
        return next((item for item in turned if not item.done and item.place != place), None)

    def _near(self, place: Place) -> int:
        """The rank of the first passage of the same paragraph that begins at or after this one; the end without any."""
        spots = enumerate(self.items)
        same = [
            rank
            for rank, item in spots
            if (item.place.code, item.place.note) == (place.code, place.note) and item.place.start >= place.start
        ]
        return min(same, default=len(self.items))


def in_order(items: Sequence[Item], order: Order, *, thresholds: Mapping[str, float], folded: Collection[str]) -> Queue:
    """The queue of these passages, given interview by interview.

    What the machine hesitates on comes first (its best effect is nearest to the threshold from which it is proposed);
    interviews whose proposals are folded come last, as they were said: their order must not tell what the machine saw.
    """
    if order == BY_INTERVIEW:
        return Queue(tuple(items))
    open_ = [item for item in items if item.place.code not in folded]
    closed = [item for item in items if item.place.code in folded]
    return Queue((*sorted(open_, key=lambda item: margin(item.machine, thresholds)), *closed))


def margin(reading: Reading | None, thresholds: Mapping[str, float]) -> float:
    """How far the best effect is from being proposed, or from not being: 0 teaches most. 1 where nothing was read."""
    if reading is None:
        return 1.0
    return abs(reading.best_confidence - thresholds.get(reading.best, USUAL_THRESHOLD))
