"""Coming in by a link (invitation, pass) and one's own account: how one is known, one's open sessions."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import login_user, logout_user

from kparole.access import Role
from kparole.accounts.forms import JoinForm, RenewForm
from kparole.accounts.models import ROLE_WORDS, Account, Invitation, Pass
from kparole.accounts.service import invitation_of, join, pass_of, renew
from kparole.db import db
from kparole.errors import UserError
from kparole.sessions import OWNER, end_sessions, is_current, open_sessions
from network.models import Kpa

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
def join_by_link(token: str) -> ResponseReturnValue:
    """The page of an invitation: choose a name and a password, and come in."""
    invitation = invitation_of(token)
    if invitation is None:
        return render_template("accounts/used_link.html"), 404
    return _renew(invitation) if invitation.account_id else _join(invitation)


@blueprint.route("/passe/<token>", methods=["GET", "POST"])
def use_pass(token: str) -> ResponseReturnValue:
    """The page of a pass: says what it opens, and opens it at a touch (a preview of the link must not)."""
    given = pass_of(token)
    if given is None:
        return render_template("accounts/used_link.html"), 404
    form = RenewForm(formdata=None)
    if not _posted():
        return render_template("accounts/use_pass.html", given=given, form=form, words=ROLE_WORDS)
    if current_user.is_authenticated:
        logout_user()
    session.clear()
    session[OWNER] = given.key
    return redirect(_first_page(given))


def _first_page(given: Pass) -> str:
    """Where a pass leads to: the interview to lead, or those to read."""
    if given.purpose == Role.LEADING:
        return url_for("plans.index")
    return url_for("interviews.index")


@blueprint.get("/compte")
def mine() -> ResponseReturnValue:
    """One's own account: role, second factor, open sessions."""
    owner = str(session.get(OWNER, ""))
    rows = open_sessions(owner)
    key = getattr(session, "key", None)
    here = next((row.id for row in rows if is_current(row, key)), None)
    account = current_user._get_current_object() if current_user.is_authenticated else None
    return render_template("accounts/mine.html", account=account, rows=rows, here=here, words=ROLE_WORDS)


@blueprint.post("/compte/seances/<int(max=2147483647):session_id>")
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions; 0 ends all the others."""
    owner = str(session.get(OWNER, ""))
    if session_id == 0:
        end_sessions(owner, but=getattr(session, "key", None))
    elif any(row.id == session_id for row in open_sessions(owner)):
        end_sessions(owner, only=session_id)
    else:
        abort(404)
    return redirect(url_for("accounts.mine"))


@blueprint.post("/partir")
def leave() -> ResponseReturnValue:
    """Close this session, whatever opened it."""
    if current_user.is_authenticated:
        logout_user()
    session.clear()
    return redirect(url_for("security.login"))


def _posted() -> bool:
    return request.method == "POST"


def _join(invitation: Invitation) -> ResponseReturnValue:
    form = JoinForm()
    if form.validate_on_submit():
        try:
            account = join(invitation, username=form.username.data, name=form.name.data, password=form.password.data)
        except UserError as error:
            form.username.errors = [*form.username.errors, str(error)]
        else:
            return _welcome(account)
    kpa = db.session.get(Kpa, invitation.kpa_id) if invitation.kpa_id else None
    page = render_template("accounts/join.html", form=form, invitation=invitation, kpa=kpa, words=ROLE_WORDS)
    return page, 422 if form.errors else 200


def _renew(invitation: Invitation) -> ResponseReturnValue:
    form = RenewForm()
    if form.validate_on_submit():
        return _welcome(renew(invitation, password=form.password.data))
    return render_template("accounts/renew.html", form=form), 422 if form.errors else 200


def _welcome(account: Account) -> ResponseReturnValue:
    session.clear()
    login_user(account, authn_via=["password"])
    db.session.commit()
    return redirect(url_for("home.index"))
