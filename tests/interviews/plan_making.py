"""What the pages of appointments are sent, for the tests."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient

from interviews.plan_models import Appointment
from interviews.plan_service import PlanData, make_plan

NEXT_MONTH = date.today() + timedelta(days=30)


def typed(**other: Any) -> dict[str, Any]:
    """A form filled in as a contributor would."""
    filled = {
        "kpa": "1", "day": NEXT_MONTH.isoformat(), "hour": "14:30", "zone": "Europe/Paris", "minutes": "60",
        "place": "La maison du quartier", "name": "Zéphyrine", "code": "A12", "naming": "changed", "language": "ar",
        "other_language": "", "interpreter": "Samira", "roles": "ensemble-cooperant", "swap": "y", "mode": "imprimees",
        "use_notes": "given", "use_audio": "refused", "use_image": "", "use_equipe": "", "use_atelier": "",
        "use_recit": "", "use_publication": "", "agreed_how": "oral", "person_reminders": "Son tablier",
        "own_reminders": "Charger la tablette", "version": "0", "click": "",
    }  # fmt: skip
    return {name: value for name, value in (filled | other).items() if value is not None}


def decided(**other: Any) -> PlanData:
    """What somebody decides of an appointment."""
    starts_at = datetime.combine(NEXT_MONTH, datetime.min.time()).replace(hour=14, minute=30)
    values: dict[str, Any] = {
        "kpa_id": None, "code": "A12", "name": "Zéphyrine", "naming": "changed", "language": "fr", "interpreter": "",
        "starts_at": starts_at, "zone": "Europe/Paris", "minutes": 60, "place": "La maison du quartier",
        "roles": "contributeur-cooperant", "swap": False, "mode": "ecran", "agreed": {"notes": "given"},
        "agreed_how": "oral", "person_reminders": "", "own_reminders": "",
    }  # fmt: skip
    return PlanData(**values | other)


def planned(**other: Any) -> Appointment:
    """An appointment in the base."""
    return make_plan(decided(**other))


def plain(page: str) -> str:
    """What is read on a page, with ordinary spaces and apostrophes."""
    bare = re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|svg).*?</\1>", " ", page, flags=re.DOTALL))
    return re.sub(r"[\s\u00a0\u202f]+", " ", bare.replace("&#39;", "'").replace("’", "'").replace("&nbsp;", " "))


def send(client: FlaskClient, address: str, **other: Any) -> tuple[int, str, str]:
    """Send a form: the status, the words of the page, where it leads."""
    answer = client.post(address, data=typed(**other))
    return answer.status_code, plain(answer.get_data(as_text=True)), answer.headers.get("Location", "")
