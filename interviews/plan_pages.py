"""What the pages of appointments show: lists, one appointment, its points to tick. Data in, plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from interviews.consent import ALL_USES
from interviews.guide import Guide, Prompt
from interviews.plan_choices import ANSWERS, HOW_ASKED, MODES, NAMINGS, ROLES, ZONES, language_said
from interviews.plan_models import Appointment
from interviews.plan_times import day_said, here_and_now, hour_said, length_said, nearness
from interviews.plans import title_of

SHEETS = {"invitation": "Présenter, inviter", "preparation": "Préparer"}
AGREED = "accords"
NAME_POINT, PLACE_POINT = "accords:nom", "accords:rendez-vous"


@dataclass(frozen=True, slots=True)
class Line:
    """One appointment in a list. ``state``: that of its interview, None when it has not begun."""

    uid: str
    title: str
    when: str
    near: str
    where: str
    kpa: str
    done: int
    points: int
    state: str | None


@dataclass(frozen=True, slots=True)
class Lists:
    """The appointments, those to come first."""

    coming: tuple[Line, ...]
    past: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Something to do, and whether it is done; ``purpose``: what it is for. ``answer``: what was said of a use, or ""."""

    id: str
    text: str
    purpose: str
    done: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list of points under a title."""

    id: str
    title: str
    points: tuple[Point, ...]

    @property
    def done(self) -> int:
        """How many are ticked."""
        return sum(point.done for point in self.points)


@dataclass(frozen=True, slots=True)
class Page:
    """One appointment. ``facts``: label and words; ``today``: it is the day, the terms are to be said again."""

    plan: Appointment
    title: str
    when: str
    zone: str
    near: str
    today: bool
    facts: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    agreed: Sheet
    how: str
    state: str | None


def lists(plans: Iterable[Appointment], states: Mapping[str, str], guide: Guide) -> Lists:
    """What is to come, the nearest first, then what is past, the latest first. An appointment is past when it is over."""
    known = known_points(guide)
    ahead, over = list[Line](), list[Line]()
    for plan in sorted(plans, key=lambda one: one.starts_at):
        now = here_and_now(plan.zone)
        is_over = plan.starts_at + timedelta(minutes=plan.minutes) < now
        (over if is_over else ahead).append(_line(plan, states.get(plan.uid), known, now.date()))
    return Lists(tuple(ahead), tuple(reversed(over)))


def lines(plans: Iterable[Appointment]) -> list[Line]:
    """These appointments as lines, without what is to be prepared."""
    return [_line(plan, None, frozenset(), here_and_now(plan.zone).date()) for plan in plans]


def page_of(plan: Appointment, state: str | None, guide: Guide) -> Page:
    """Everything the page of one appointment shows."""
    today = here_and_now(plan.zone).date()
    return Page(
        plan=plan,
        title=title_of(plan),
        when=f"{day_said(plan.starts_at)} à {hour_said(plan.starts_at)}",
        zone=ZONES.get(plan.zone, plan.zone),
        near=nearness(plan.starts_at, today),
        today=plan.starts_at.date() == today,
        facts=tuple((label, words) for label, words in _facts(plan) if words),
        sheets=tuple(_sheet(section, guide[section], plan) for section in SHEETS),
        agreed=_agreed(plan),
        how=HOW_ASKED.get(plan.agreed_how, "") if plan.agreed_how else "",
        state=state,
    )


def known_points(guide: Guide) -> frozenset[str]:
    """Every point that can be ticked."""
    listed = (f"{section}:{one.id}" for section in SHEETS for one in guide[section])
    return frozenset({*listed, NAME_POINT, PLACE_POINT, *(f"{AGREED}:{use.id}" for use in ALL_USES)})


def _line(plan: Appointment, state: str | None, known: frozenset[str], today: date) -> Line:
    prepared = {point for point in known if not point.startswith(f"{AGREED}:")}
    return Line(
        uid=plan.uid,
        title=title_of(plan),
        when=f"{day_said(plan.starts_at)} à {hour_said(plan.starts_at)}",
        near=nearness(plan.starts_at, today),
        where=plan.place,
        kpa=plan.kpa.name if plan.kpa else "",
        done=len(prepared & set(plan.ticked)),
        points=len(prepared),
        state=state,
    )


def _facts(plan: Appointment) -> Iterable[tuple[str, str]]:
    yield "KPA", plan.kpa.name if plan.kpa else ""
    yield "Code", plan.code if plan.name else ""
    yield "Lieu", plan.place
    yield "Durée prévue", length_said(plan.minutes)
    yield "Langue", language_said(plan.language)
    yield "Interprète", plan.interpreter
    yield "Qui interroge qui", ROLES.get(plan.roles, plan.roles) + (", puis on échange les rôles" if plan.swap else "")
    yield "Avec quoi", MODES.get(plan.mode, plan.mode)


def _sheet(section: str, prompts: Iterable[Prompt], plan: Appointment) -> Sheet:
    points = (
        Point(f"{section}:{one.id}", one.text, one.purpose, f"{section}:{one.id}" in plan.ticked) for one in prompts
    )
    return Sheet(section, SHEETS[section], tuple(points))


def _agreed(plan: Appointment) -> Sheet:
    """What was agreed at the invitation, to be said again on the day."""
    ticked = set(plan.ticked)
    naming = NAMINGS.get(plan.naming, "")
    points = [
        Point(f"{AGREED}:{use.id}", use.label, "", f"{AGREED}:{use.id}" in ticked, ANSWERS[plan.agreed.get(use.id, "")])
        for use in ALL_USES
    ]
    name = Point(NAME_POINT, "le nom à utiliser", "", NAME_POINT in ticked, naming)
    place = Point(PLACE_POINT, "le lieu, l'heure, qui sera là", "", PLACE_POINT in ticked)
    return Sheet(AGREED, "Ce qui a été convenu", (name, *points, place))
