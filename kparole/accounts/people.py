"""The pages of the administration: who has an account, inviting, changing a role, a new password."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kparole.access import current
from kparole.accounts.forms import AccountForm
from kparole.accounts.models import ROLE_WORDS, Account
from kparole.accounts.security import svg_qr
from kparole.accounts.service import (
    INVITATION_LASTS,
    change_account,
    invite,
    list_accounts,
    open_invitations,
    withdraw_invitation,
)
from kparole.db import db
from kparole.errors import UserError
from network.service import all_kpas

blueprint = Blueprint("people", __name__, url_prefix="/comptes")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every account, and the invitations that wait."""
    form = AccountForm(formdata=None)
    form.offer(all_kpas())
    return _page(form)


@blueprint.post("/inviter")
def invite_someone() -> ResponseReturnValue:
    """Make a link to give by hand, by message or as a QR code."""
    form = AccountForm()
    form.offer(all_kpas())
    if not form.validate_on_submit():
        return _page(form), 422
    token = invite(form.role.data, kpa_id=form.kpa_id, ends_on=form.ends_on.data)
    return _link(token, ROLE_WORDS[form.role.data])


@blueprint.post("/invitations/<int(max=2147483647):invitation_id>/retirer")
def uninvite(invitation_id: int) -> ResponseReturnValue:
    """Make an invitation useless."""
    if not withdraw_invitation(invitation_id):
        abort(404)
    return redirect(url_for("people.index"))


@blueprint.route("/<int(max=2147483647):account_id>", methods=["GET", "POST"])
def change(account_id: int) -> ResponseReturnValue:
    """Change what an account may do, or close it."""
    account = _account(account_id)
    form = AccountForm(role=account.role, kpa=str(account.kpa_id or ""), ends_on=account.ends_on, active=account.opened)
    form.offer(all_kpas())
    if form.validate_on_submit():
        try:
            change_account(
                account,
                role=form.role.data,
                kpa_id=form.kpa_id,
                ends_on=form.ends_on.data,
                active=bool(form.active.data),
            )
        except UserError as error:
            form.role.errors = [*form.role.errors, str(error)]
        else:
            flash("C'est changé. Ses séances ouvertes sont fermées : elle se reconnectera avec ses nouveaux droits.")
            return redirect(url_for("people.index"))
    itself = account.key == current().key
    page = render_template("people/change.html", account=account, form=form, itself=itself, words=ROLE_WORDS)
    return page, 422 if form.errors else 200


@blueprint.post("/<int(max=2147483647):account_id>/lien")
def renew(account_id: int) -> ResponseReturnValue:
    """Make a link to a new password, for whoever forgot hers or lost her second factor."""
    account = _account(account_id)
    return _link(invite(account.role, kpa_id=account.kpa_id, account=account), f"nouveau mot de passe, {account.name}")


def _page(form: AccountForm) -> str:
    kpas = {kpa.id: kpa.name for kpa in all_kpas()}
    return render_template(
        "people/index.html",
        accounts=list_accounts(),
        invitations=open_invitations(),
        form=form,
        kpas=kpas,
        words=ROLE_WORDS,
    )


def _link(token: str, what: str) -> ResponseReturnValue:
    """The link is shown once, here: only its hash is kept."""
    link = url_for("accounts.join_by_link", token=token, _external=True)
    picture = Markup(svg_qr(link))  # drawn by us from a link of ours
    days = INVITATION_LASTS.days
    return render_template("people/link.html", link=link, picture=picture, what=what, lasts=f"{days} jours")


def _account(account_id: int) -> Account:
    account = db.session.get(Account, account_id)
    if account is None:
        abort(404)
    return account
