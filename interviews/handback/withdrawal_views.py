"""The pages where she takes her words back: put aside, put back, erased; what each does is said before."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from interviews.handback import withdrawal
from interviews.handback.errors import StageError, WithdrawalError
from interviews.handback.people import who_said
from interviews.handback.room import blueprint, row_of
from interviews.handback.stage_service import way_of
from interviews.handback.whereabouts import left_since
from kparole.db import db

ASIDE = "C’est fait : ses paroles sont mises de côté. Elles ne servent plus à rien."
BACK = "C’est fait : ses paroles sont remises, avec les accords d’avant."
ERASED = "C’est fait : ses paroles sont effacées d’ici."


@blueprint.get("/retirer")
def withdraw(code: str) -> ResponseReturnValue:
    """What taking words back does, and where it stands."""
    row = row_of(code, taken_back=True)
    way = way_of(row)
    return render_template(
        "handback/withdraw.html",
        row=row,
        state=way.state,
        left=left_since(row),
        last=way.last,
        who=who_said(way.last.who) if way.last else "",
        can_put_back=withdrawal.aside_of(row) is not None,
    )


@blueprint.post("/retirer/cote")
def set_aside(code: str) -> ResponseReturnValue:
    """Put her words aside."""
    row_of(code, taken_back=True)
    return _done(code, withdrawal.set_aside, ASIDE)


@blueprint.post("/retirer/remettre")
def put_back(code: str) -> ResponseReturnValue:
    """Put them back as they were."""
    row_of(code, taken_back=True)
    return _done(code, withdrawal.put_back, BACK)


@blueprint.post("/retirer/effacer")
def erase(code: str) -> ResponseReturnValue:
    """Erase them for good."""
    row_of(code, taken_back=True)
    return _done(code, withdrawal.erase, ERASED)


def _done(code: str, act: Callable[[str], object], words: str) -> ResponseReturnValue:
    try:
        act(code)
    except (StageError, WithdrawalError) as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        flash(words)
    return redirect(url_for("handback.withdraw", code=code))
