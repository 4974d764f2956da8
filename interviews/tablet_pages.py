"""What the list of the interviews led with the tablet shows, as plain dataclasses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.deck import Deck
from interviews.draft import card_title
from interviews.draft_consents import notes_kept
from interviews.fold import InterviewState
from interviews.pages import Taken
from interviews.plan_models import Appointment
from interviews.received_service import MOST_LISTED, Received

NAMELESS = "Une personne"
GROUPS = (
    ("a-verser", "À relire et à verser"),
    ("en-cours", "Pas encore terminés"),
    ("verses", "Versés au corpus"),
    ("refuses", "Sans notes gardées"),
    ("essais", "Essais"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One interview. ``coming``: photos and sounds still on their way; ``code``: its compte-rendu's, once there is one."""

    uid: str
    title: str
    began: datetime
    cards: tuple[Taken, ...]
    to_settle: int
    conflicts: int
    coming: int
    code: str | None
    not_kept: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The interviews that wait for the same thing."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TabletList:
    """A page of the interviews received, those that wait for somebody first. ``before``, ``after``: is there another page?"""

    groups: tuple[Group, ...]
    total: int
    number: int
    before: bool
    after: bool


def list_page(received: Sequence[Received], deck: Deck, *, total: int, number: int = 1) -> TabletList:
    """The list, in groups that are never empty."""
    by_group: dict[str, list[Line]] = {}
    for one in received:
        by_group.setdefault(_group_of(one), []).append(_line(one, deck))
    groups = tuple(Group(key, title, tuple(by_group[key])) for key, title in GROUPS if key in by_group)
    return TabletList(groups, total, number, number > 1, total > number * MOST_LISTED)


def title_of(state: InterviewState, planned: Appointment | None) -> str:
    """What to call an interview: the name the person chose, that of the appointment or its code, or neither."""
    named = planned.name or planned.code if planned else ""
    return str(state.person.get("name") or "").strip() or named or NAMELESS


def taken_cards(state: InterviewState, deck: Deck) -> tuple[Taken, ...]:
    """The cards on the table, in their order, as they were called."""
    chosen = [pick for pick in state.picks.values() if not pick.returned]
    return tuple(_taken(rank, pick.card, card_title(pick, deck), deck) for rank, pick in enumerate(chosen, 1))


def _taken(rank: int, card_id: str, title: str, deck: Deck) -> Taken:
    card = deck.card(card_id)
    return Taken(rank, card.id if card else None, title)


def _line(one: Received, deck: Deck) -> Line:
    return Line(
        uid=one.interview.uid,
        title=title_of(one.state, one.planned),
        began=one.interview.created_at,
        cards=taken_cards(one.state, deck),
        to_settle=one.to_settle,
        conflicts=one.conflicts,
        coming=one.pieces.get("waiting", 0),
        code=one.code,
        not_kept=not notes_kept(one.state),
    )


def _group_of(one: Received) -> str:
    if one.state.trial or one.interview.trial:
        return "essais"
    if not notes_kept(one.state):
        return "refuses"
    if one.code is not None:
        return "verses"
    return "a-verser" if one.state.ended else "en-cours"
