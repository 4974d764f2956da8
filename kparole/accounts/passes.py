"""Giving a pass to somebody without an account, and taking it back."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from interviews.plan_service import plans_with
from interviews.plan_times import day_said
from interviews.plans import title_of
from interviews.service import list_comptes_rendus
from kparole.access import Role, current
from kparole.accounts.forms import PassForm
from kparole.accounts.models import ROLE_WORDS, Pass
from kparole.accounts.security import svg_qr
from kparole.accounts.service import give_pass, passes_given, take_back
from kparole.db import db

blueprint = Blueprint("passes", __name__, url_prefix="/passes")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The passes one gave, and a form to give one."""
    return _page(_form(PassForm(formdata=None)))


@blueprint.post("/donner")
def give() -> ResponseReturnValue:
    """Make a pass; its link is shown once."""
    form = _form(PassForm())
    if not form.validate_on_submit():
        return _page(form), 422
    given, token = give_pass(
        name=form.name.data, purpose=form.purpose.data, interviews=form.interviews.data, hours=form.hours.data
    )
    link = url_for("accounts.use_pass", token=token, _external=True)
    picture = Markup(svg_qr(link))  # drawn by us from a link of ours
    return render_template("passes/link.html", given=given, link=link, picture=picture, words=ROLE_WORDS)


@blueprint.post("/<int(max=2147483647):pass_id>/retirer")
def revoke(pass_id: int) -> ResponseReturnValue:
    """End a pass now; only who gave it, or the coordination, may."""
    given = db.session.get(Pass, pass_id)
    if given is None or (_only_own() and given.made_by != current().key):
        abort(404)
    take_back(given)
    return redirect(url_for("passes.index"))


def _form(form: PassForm) -> PassForm:
    """Only interviews that the giver reaches can be given."""
    form.interviews.choices = {row.code: f"{row.code} · {row.pseudonym}" for row in list_comptes_rendus()}
    return form


def _page(form: PassForm) -> str:
    given = passes_given(by=current().key if _only_own() else None)
    led = plans_with(uid for one in given if one.purpose == Role.LEADING for uid in one.interviews)
    titles = {plan.uid: f"{title_of(plan)}, {day_said(plan.starts_at)}" for plan in led}
    return render_template("passes/index.html", form=form, given=given, titles=titles, words=ROLE_WORDS)


def _only_own() -> bool:
    """Whoever does not reach every KPA handles her own passes only."""
    return not current().scope.whole
