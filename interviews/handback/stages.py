"""The stages of a compte-rendu, the moves a person may make between them, and the thread of knots that shows them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from interviews.handback.errors import StageError

State = Literal["planned", "in-progress", "to-write", "to-hand-back", "validated", "aside", "withdrawn"]
STATES: tuple[State, ...] = (
    "planned", "in-progress", "to-write", "to-hand-back", "validated", "aside", "withdrawn",
)  # fmt: skip
ON_THE_WAY: tuple[State, ...] = STATES[:5]
"""The knots of the thread; the other two are off it."""
LABELS: Mapping[State, str] = {
    "planned": "Prévu",
    "in-progress": "En cours",
    "to-write": "À écrire",
    "to-hand-back": "À rendre",
    "validated": "Validé",
    "aside": "Mis de côté",
    "withdrawn": "Retiré",
}
SLUGS: Mapping[str, State] = {
    "prevu": "planned", "en-cours": "in-progress", "a-ecrire": "to-write", "a-rendre": "to-hand-back",
    "valide": "validated", "mis-de-cote": "aside", "retire": "withdrawn",
}  # fmt: skip
"""How a stage is said in an address."""
MOVES: Mapping[State, frozenset[State]] = {
    "planned": frozenset(),
    "in-progress": frozenset(),
    "to-write": frozenset({"to-hand-back", "aside"}),
    "to-hand-back": frozenset({"to-write", "validated", "aside"}),
    "validated": frozenset({"to-write", "to-hand-back", "aside"}),
    "aside": frozenset({"to-write", "to-hand-back", "validated", "withdrawn"}),
    "withdrawn": frozenset(),
}
"""Where a person may take a compte-rendu; that it is planned or in progress is seen, not decided."""
LONGEST_REASON = 300
NO_REASON = "Dites en quelques mots pourquoi c'est à reprendre."
NOT_THERE = "Ce compte-rendu est « {here} » : il ne peut pas passer à « {there} »."


@dataclass(frozen=True, slots=True)
class Step:
    """A stage reached: when, by whom (a key, told in words by who shows it), and how or why, in words."""

    state: State
    at: datetime | None = None
    who: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Knot:
    """A knot of the thread. ``reached``: the last step that stands for it; ``place``: done, here, todo."""

    state: State
    label: str
    place: Literal["done", "here", "todo"]
    reached: Step | None


def state_of(history: Sequence[Step], *, taken_back: bool = False) -> State:
    """Where a compte-rendu is; one of which nothing was decided is to be written.

    ``taken_back``: the person's consent says so, whatever was decided before (she may have said it on the tablet).
    """
    last = history[-1].state if history else "to-write"
    return "aside" if taken_back and last != "withdrawn" else last


def check_move(here: State, there: State, *, reason: str = "") -> None:
    """Raise StageError when nobody may go from one to the other, or when going back is not explained."""
    if there not in MOVES[here]:
        raise StageError(NOT_THERE.format(here=LABELS[here], there=LABELS[there]))
    if goes_back(here, there) and not reason.strip():
        raise StageError(NO_REASON)


def goes_back(here: State, there: State) -> bool:
    """True when a compte-rendu that was further is taken up again."""
    on = (ON_THE_WAY.index(one) if one in ON_THE_WAY else -1 for one in (here, there))
    before, after = on
    return 0 <= after < before


def thread(before: Iterable[Step], history: Sequence[Step]) -> tuple[Knot, ...]:
    """The five knots. ``before``: what is known of how it was planned and led; the last visit of each stage is told."""
    here = state_of(history)
    told = {step.state: step for step in (*before, *history)}
    at = ON_THE_WAY.index(here) if here in ON_THE_WAY else len(ON_THE_WAY)
    return tuple(
        Knot(
            state,
            LABELS[state],
            "done" if number < at else "here" if number == at else "todo",
            told.get(state) if number <= at else None,
        )
        for number, state in enumerate(ON_THE_WAY)
    )
