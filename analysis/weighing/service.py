"""Reads what the pages of the weights need besides the analysis: the formula kept, since when people are there, who led."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from analysis.campaigns.service import Season, campaigns, keep_weighing
from analysis.steps.formulas import Formula, formula_from
from analysis.steps.since import months_since
from interviews.journal_models import Interview, Poured
from interviews.kept import kept
from interviews.models import CompteRendu
from interviews.plan_models import Appointment
from kparole.db import db


@dataclass(frozen=True, slots=True)
class Led:
    """How an interview was led, as far as it is known: the way it was planned ("" unknown), and the key of who led it."""

    roles: str
    owner: str


def present_season() -> Season:
    """The campaign whose formula the pages take: the last one."""
    return campaigns()[-1]


def kept_formula() -> Formula:
    """The formula kept with the present campaign."""
    return formula_from(present_season().weighing)


def keep_formula(formula: Formula) -> None:
    """Keep this formula with the present campaign, and commit."""
    keep_weighing(present_season(), formula.as_json())


def months_by_code() -> dict[str, int | None]:
    """For how many months each person has been there; None when no length was noted."""
    rows = db.session.execute(select(CompteRendu.code, CompteRendu.since).where(kept()))
    return {code: months_since(since) for code, since in rows}


def led_by_code() -> dict[str, Led]:
    """How interviews were led, by code: only those that came from the tablet are known."""
    rows = db.session.execute(
        select(CompteRendu.code, Interview.owner, Appointment.roles)
        .join(Poured, Poured.compte_rendu_id == CompteRendu.id)
        .join(Interview, Interview.id == Poured.interview_id)
        .outerjoin(Appointment, Appointment.uid == Interview.uid)
        .where(kept())
    )
    return {code: Led(roles or "", owner) for code, owner, roles in rows}
