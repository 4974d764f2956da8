"""In the demonstration only: seeing KParole as each role sees it, without an account."""

from __future__ import annotations

import re

from flask import Blueprint, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from kparole.access import LOCAL, Actor
from kparole.accounts.identify import actor_of, actor_of_pass
from kparole.accounts.models import ROLE_WORDS, Account, Pass
from kparole.accounts.service import list_accounts, passes_given
from kparole.db import db

blueprint = Blueprint("demo", __name__)
WALK = "demo_as"


@blueprint.post("/demonstration")
def walk() -> ResponseReturnValue:
    """From here on, see as this account or this pass; anything else comes back to one's own machine."""
    chosen = request.form.get("comme", "")
    if chosen and _actor(chosen) is None:
        abort(404)
    session[WALK] = chosen
    return redirect(url_for("home.index"))


def identify() -> Actor | None:
    """Whoever was chosen, else the person of this machine: the demonstration has no door."""
    return _actor(str(session.get(WALK, ""))) or LOCAL


def choices() -> list[tuple[str, str]]:
    """Keys and labels of everybody one can be."""
    accounts = [(one.key, f"{ROLE_WORDS[one.role]} : {one.name}") for one in list_accounts()]
    passes = [(one.key, f"passe pour {ROLE_WORDS[one.purpose]} : {one.name}") for one in passes_given(by=None)]
    return [("", "votre machine, tout voir"), *accounts, *passes]


def _actor(key: str) -> Actor | None:
    kind, _, number = key.partition(":")
    if not re.fullmatch(r"[0-9]{1,9}", number):  # more than a base can hold, or « ² », is nobody
        return None
    if kind == "compte":
        account = db.session.get(Account, int(number))
        return actor_of(account) if account else None
    given = db.session.get(Pass, int(number)) if kind == "passe" else None
    return actor_of_pass(given) if given else None
