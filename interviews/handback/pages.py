"""What the pages of the hand back show, as plain dataclasses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from interviews.handback.models import HandBack
from interviews.handback.people import who_said
from interviews.handback.stages import LABELS, Knot, State
from interviews.handback.telling import Passage, Told
from interviews.models import CompteRendu, Consent


@dataclass(frozen=True, slots=True)
class KnotShown:
    """A knot of the thread as it is drawn."""

    state: State
    label: str
    place: str
    at: datetime | None
    who: str
    how: str


@dataclass(frozen=True, slots=True)
class HandBackPage:
    """The page of whoever is beside the person. ``left``: passages she has not spoken of; ``wrong``: those to mend."""

    row: CompteRendu
    name: str
    state: State
    state_said: str
    knots: tuple[KnotShown, ...]
    told: tuple[Told, ...]
    total: int
    left: int
    wrong: int
    reading: HandBack | None
    validated: HandBack | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the tablet in her hands. ``place``: 0 the welcome, then one a passage, then the end."""

    code: str
    name: str
    place: int
    total: int
    part: Told | None
    passage: Passage | None
    asked: str
    alone: bool


def knots_shown(knots: Sequence[Knot]) -> tuple[KnotShown, ...]:
    """The knots with who and when in words."""
    return tuple(
        KnotShown(
            one.state,
            one.label,
            one.place,
            one.reached.at if one.reached else None,
            who_said(one.reached.who) if one.reached else "",
            one.reached.how if one.reached else "",
        )
        for one in knots
    )


def hand_back_page(
    row: CompteRendu,
    told: tuple[Told, ...],
    *,
    name: str,
    state: State,
    knots: Sequence[Knot],
    reading: HandBack | None,
    validated: HandBack | None,
    changed: bool,
) -> HandBackPage:
    """The page of the team."""
    passages = passages_of(told)
    return HandBackPage(
        row=row,
        name=name,
        state=state,
        state_said=LABELS[state],
        knots=knots_shown(knots),
        told=told,
        total=len(passages),
        left=sum(one.answer is None for one in passages),
        wrong=sum(one.answer == "wrong" for one in passages),
        reading=reading,
        validated=validated,
        changed=changed,
    )


def passages_of(told: Sequence[Told]) -> tuple[Passage, ...]:
    """Every passage in the order it is read."""
    return tuple(passage for part in told for passage in part.passages)


def screen_of(told: Sequence[Told], place: int, *, code: str, name: str, asked: str, alone: bool) -> Screen:
    """The screen at this place; beyond the last passage it is the end."""
    flat = [(part, passage) for part in told for passage in part.passages]
    here = flat[place - 1] if 0 < place <= len(flat) else (None, None)
    return Screen(code, name, min(place, len(flat) + 1), len(flat), here[0], here[1], asked, alone)


def consents_by_use(row: CompteRendu) -> Mapping[str, Consent]:
    """What was said before of each use."""
    return {one.use: one for one in row.consents}
