"""What the person said of each use, told on the tablet, as a compte-rendu keeps it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interviews.draft_times import moment
from interviews.fold import InterviewState
from interviews.journal_order import ordered
from interviews.operations import Operation
from kparole.wording import day

WHO = "la personne qui a mené l'entretien"
NO = ("refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Carried:
    """One answer: ``when`` in words; ``how``: "oral", "ecrit", or as it was said."""

    use: str
    state: str
    who: str
    when: str
    how: str


def notes_kept(state: InterviewState) -> bool:
    """False once the person has refused that her notes be kept, or has taken her word back."""
    said = state.consents.get("notes")
    return said is None or said.state not in NO


def carried(
    journal: Iterable[Operation], state: InterviewState, *, received: Mapping[str, datetime]
) -> tuple[Carried, ...]:
    """The standing answers, in the order they were first given. ``received``: when each operation came to the server.

    Whoever does not want her notes kept wants them used for nothing: what she had allowed besides falls with them.
    """
    told = {}
    for one in ordered(journal):
        if one.kind == "consent.set" and one.data is not None and one.id not in state.erased:
            said = state.consents.get(one.data["use"])
            if said is not None and (said.state, said.how) == (one.data["state"], one.data["how"]):
                told[one.data["use"]] = _carried(one, received.get(one.id))
    found = tuple(told[use] for use in state.consents if use in told)
    if notes_kept(state):
        return found
    return tuple(replace(one, state="withdrawn") if one.state == "given" else one for one in found)


def _carried(one: Operation, received: datetime | None) -> Carried:
    data = one.data or {}
    return Carried(data["use"], data["state"], WHO, _when(one, received), data["how"])


def _when(one: Operation, received: datetime | None) -> str:
    """The day it was said by the clock of the device, or when it came here if that clock cannot be right."""
    at = moment(one.at)
    if received is None:
        return f"le {day(at)}" if at else "à une date inconnue"
    if at is None or not received - timedelta(days=366) <= at <= received + timedelta(days=1):
        return f"reçu le {day(received)}"
    return f"le {day(at)}"
