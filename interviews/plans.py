"""The appointments as the tablet gets them: from yesterday on, those that whoever acts reaches."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from interviews.operation_kinds import LANGUAGE
from interviews.plan_choices import ROLES, UNCODED, language_said
from interviews.plan_models import Appointment
from interviews.plan_service import plans_from
from interviews.plan_times import with_offset
from kparole.db import now

FARTHEST_ZONE = timedelta(hours=14)
"""No clock on a wall is further from UTC."""
NAMELESS = "Entretien"


def tablet_plans() -> list[dict[str, Any]]:
    """The appointments of yesterday and after, the nearest first, in the words of GET /api/tablette.

    « langue » is a code that an operation may carry, « quand » an ISO moment with its offset.
    """
    since = (now() - FARTHEST_ZONE - timedelta(days=1)).replace(hour=0, minute=0, second=0)
    return [_told(plan) for plan in plans_from(since)]


def title_of(plan: Appointment) -> str:
    """What one calls the interview: the name the person chose, or the code, or neither."""
    return plan.name or plan.code or NAMELESS


def _told(plan: Appointment) -> dict[str, Any]:
    return {
        "id": plan.uid,
        "titre": title_of(plan),
        "kpa": plan.kpa.code if plan.kpa else None,
        "langue": plan.language if LANGUAGE.fullmatch(plan.language) else UNCODED,
        "langue_dite": language_said(plan.language),
        "interprete": plan.interpreter or None,
        "nom": plan.name or None,
        "appel": plan.naming or None,
        "quand": with_offset(plan.starts_at, plan.zone),
        "lieu": plan.place,
        "qui": ROLES.get(plan.roles, plan.roles),
        "roles": plan.roles,
        "echange": plan.swap,
        "mode": plan.mode,
        "duree": plan.minutes,
        "accords": dict(plan.agreed),
        "rappels_personne": plan.person_reminders,
        "rappels": plan.own_reminders,
    }
