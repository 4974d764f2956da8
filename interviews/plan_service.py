"""Reads and writes the appointments; the only writer of their table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from interviews.journal_models import Interview
from interviews.plan_models import Appointment
from interviews.plan_times import here_and_now
from kparole.access import current
from kparole.db import db, now, take_turn

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PlanData:
    """What somebody decides of an appointment; see ``Appointment`` for what each part means."""

    kpa_id: int | None
    code: str
    name: str
    naming: str
    language: str
    interpreter: str
    starts_at: datetime
    zone: str
    minutes: int
    place: str
    roles: str
    swap: bool
    mode: str
    agreed: dict[str, str]
    agreed_how: str
    person_reminders: str
    own_reminders: str


class ChangedMeanwhile(Exception):
    """Somebody else changed this appointment since it was read, and not into the same."""


class Gone(Exception):
    """Somebody deleted this appointment since it was read."""


def plans_from(start: datetime, *, most: int = MOST_SHOWN) -> list[Appointment]:
    """The appointments of this moment and after, the nearest first."""
    wanted = select(Appointment).where(Appointment.starts_at >= start)
    return list(db.session.scalars(wanted.order_by(Appointment.starts_at, Appointment.id).limit(most)))


def latest_plans(*, most: int = MOST_SHOWN) -> list[Appointment]:
    """The appointments whose day is the latest, the latest first."""
    wanted = select(Appointment).order_by(Appointment.starts_at.desc(), Appointment.id.desc())
    return list(db.session.scalars(wanted.limit(most)))


def plan_by_uid(uid: str) -> Appointment | None:
    """The appointment with this id; None when there is none within reach."""
    return db.session.scalar(select(Appointment).where(Appointment.uid == uid))


def plans_with(uids: Iterable[str]) -> list[Appointment]:
    """Those of these appointments that are within reach."""
    wanted = sorted(set(uids))
    return list(db.session.scalars(select(Appointment).where(Appointment.uid.in_(wanted)))) if wanted else []


def next_plan() -> Appointment | None:
    """The nearest appointment that is not over; None when there is none."""
    for plan in plans_from(now() - timedelta(days=2), most=50):
        if plan.starts_at + timedelta(minutes=plan.minutes) >= here_and_now(plan.zone):
            return plan
    return None


def make_plan(data: PlanData, *, click: str | None = None) -> Appointment:
    """Write a new appointment down; the same ``click`` again gives the one it made. Commits."""
    take_turn("rendez-vous")
    actor = current()
    click = f"{actor.key} {click}" if click else None
    known = db.session.scalar(select(Appointment).where(Appointment.click == click)) if click else None
    if known is not None:
        return known
    plan = Appointment(uid=str(uuid4()), click=click, made_by=actor.key, **asdict(data))
    db.session.add(plan)
    db.session.commit()
    return plan


def change_plan(uid: str, data: PlanData, *, version: int) -> Appointment:
    """Change what was decided, if ``version`` is still the last. Commits.

    Nothing is written, and the number stays, when nothing differs. Raises Gone or ChangedMeanwhile.
    """
    plan = _held(uid)
    differs = tuple(one.name for one in fields(PlanData) if getattr(plan, one.name) != getattr(data, one.name))
    if differs and plan.version != version:
        raise ChangedMeanwhile(uid)
    if differs:
        for name in differs:
            setattr(plan, name, getattr(data, name))
        plan.version += 1
        plan.changed_at = now()
        db.session.commit()
    return plan


def tick(uid: str, point: str, *, done: bool) -> None:
    """Note that a point of the list is done, or not yet. Commits. Raises Gone."""
    plan = _held(uid)
    others = [one for one in plan.ticked if one != point]
    plan.ticked = [*others, point] if done else others
    db.session.commit()


def delete_plan(uid: str) -> None:
    """Delete an appointment; the interview it may have led to stays. Commits. Raises Gone."""
    db.session.delete(_held(uid))
    db.session.commit()


def interview_state(plan: Appointment) -> str | None:
    """Where the interview of this appointment stands: None when it has not begun, else « open » or « ended »."""
    wanted = select(Interview.state).where(Interview.uid == plan.uid, Interview.deck != "")
    return db.session.scalar(wanted)


def states_of(plans: list[Appointment]) -> dict[str, str]:
    """Where the interviews of these appointments stand, by id, for those that have begun."""
    ids = [plan.uid for plan in plans]
    wanted = select(Interview.uid, Interview.state).where(Interview.uid.in_(ids), Interview.deck != "")
    return {row.uid: row.state for row in db.session.execute(wanted)} if ids else {}


def open_place_for(plan: Appointment) -> None:
    """Make the interview that this appointment announces, empty, in its KPA: somebody else will lead it. Commits."""
    take_turn(f"entretien {plan.uid}")
    if db.session.scalar(select(Interview.id).where(Interview.uid == plan.uid)) is None:
        db.session.add(Interview(uid=plan.uid, kpa_id=plan.kpa_id, owner=current().key))
    db.session.commit()


def _held(uid: str) -> Appointment:
    """The appointment as it is now, and nobody else changes it before our commit. Raises Gone."""
    take_turn(f"rendez-vous {uid}")
    plan = db.session.scalar(
        select(Appointment).where(Appointment.uid == uid).execution_options(populate_existing=True)
    )
    if plan is None:
        raise Gone(uid)
    return plan
