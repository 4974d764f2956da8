"""The page of the journal of access: who did what to which object, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from kparole.access import LOCAL, NOBODY, SYSTEM
from kparole.accounts.models import Account, Pass
from kparole.db import db
from kparole.journal import entries

blueprint = Blueprint("trail", __name__, url_prefix="/journal")

PAGE = 50
MOST = 2**31 - 1
KNOWN = {LOCAL.key: "votre machine", NOBODY.key: "quelqu'un, sans être entré", SYSTEM.key: "KParole"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown."""

    at: datetime
    who: str
    action: str
    object: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some entries, newest first; ``older``: where the page before continues, None when this is the beginning."""

    entries: tuple[Line, ...]
    older: int | None
    who: str
    people: tuple[tuple[str, str], ...]


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Fifty entries, those of one person when she is chosen."""
    who = request.args.get("qui", "")
    known = names()
    before = request.args.get("avant", type=int)
    rows = entries(before_id=min(before, MOST) if before else None, limit=PAGE + 1, who=who if who in known else None)
    lines = tuple(Line(row.at, known.get(row.who, row.who), row.action, row.object, row.outcome) for row in rows[:PAGE])
    older = rows[PAGE - 1].id if len(rows) > PAGE else None
    people = tuple(sorted(known.items(), key=lambda pair: pair[1].casefold()))
    return render_template("trail/index.html", page=TrailPage(lines, older, who, people))


def names() -> dict[str, str]:
    """Opaque keys of the journal to names people know; accounts and passes that went keep their key."""
    accounts = {f"compte:{row.id}": row.name for row in db.session.execute(select(Account.id, Account.name))}
    passes = {f"passe:{row.id}": f"passe de {row.name}" for row in db.session.execute(select(Pass.id, Pass.name))}
    return {**KNOWN, **accounts, **passes}
