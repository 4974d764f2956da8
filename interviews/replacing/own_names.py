"""Names the house knows without reading a word: who is interviewed, planned, of the team; and the name a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app
from sqlalchemy import select

from analysis.steps.mask_lexicon import fold, folded
from interviews.journal_models import OperationRow
from interviews.plan_models import Appointment
from interviews.writeup.room import NAMES
from kparole.access import SYSTEM, acting_as
from kparole.db import db
from network.service import the_network

LONGEST = 40
"""A longer one is not a name: somebody wrote a sentence there."""


def names_known() -> tuple[str, ...]:
    """The first names and surnames that may be said in an interview and name somebody."""
    with acting_as(SYSTEM):  # looked for by the machine, shown to nobody
        found = [*_interviewed(), *db.session.scalars(select(Appointment.name)), *_team()]
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found if _is_name(one)))


def chosen_name(person: Mapping[str, Any]) -> str | None:
    """The first name that a person chose to be called by, as the fold of her interview tells it; None when she chose none.

    >>> chosen_name({"naming": "changed", "name": " Étoile "}), chosen_name({"naming": "own", "name": "Samia"})
    ('Étoile', None)
    """
    name = " ".join(str(person.get("name") or "").split())
    return name if person.get("naming") == "changed" and 0 < len(name) <= LONGEST else None


def _interviewed() -> Iterable[str]:
    told = db.session.scalars(select(OperationRow.data).where(OperationRow.kind == "person.set"))
    for data in told:
        for key in ("name", "interpreter"):
            if isinstance((data or {}).get(key), str):
                yield data[key]


def _team() -> Iterable[str]:
    accounts: Mapping[str, str] = current_app.extensions.get(NAMES, dict)()
    names = [name for key, name in accounts.items() if key.startswith("compte:")]
    network = the_network()
    names += [network.owner] if network is not None else []
    return [name for name in names if any(fold(part) in folded("prenoms", "surs") for part in name.split())]


def _is_name(one: str) -> bool:
    return 1 < len(one.strip()) <= LONGEST and any(sign.isalpha() for sign in one)
