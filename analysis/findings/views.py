"""The page of findings in free words, public by public."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.coding.models import Finding
from analysis.findings.service import add_finding, findings, take_away
from analysis.steps.publics import READY
from analysis.weighing.choices import GENDERS, PublicChoice, arguments, public_said, read_public
from cards.library import known_deck
from kparole.access import Right, current
from kparole.db import db
from kparole.errors import UserError
from network.service import all_kpas

blueprint = Blueprint("findings", __name__, url_prefix="/analyse/constats")

KEPT = "C'est gardé, à côté des effets."
AWAY = "Ce constat est retiré."
BACK = "Ce constat est revenu."


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it: its public in words."""

    finding: Finding
    public: str


@blueprint.route("/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """What the team found, and a form to add to it."""
    wrong = ""
    if request.method == "POST":
        chosen = _chosen(request.form)
        try:
            if not current().may(Right.CODE):
                abort(403)
            if chosen.wrong:
                raise UserError(chosen.wrong[0])
            add_finding(
                public=arguments(chosen.public),
                text=request.form.get("constat", ""),
                source=request.form.get("source", ""),
            )
            flash(KEPT)
            return redirect(url_for("findings.index"))
        except UserError as error:
            db.session.rollback()
            wrong = str(error)
    shown = [Shown(one, _said(one)) for one in findings()]
    kpas = [kpa.name for kpa in all_kpas()]
    away = request.args.get("retire", type=int)
    return render_template(
        "findings/index.html",
        shown=shown,
        wrong=wrong,
        given=request.form,
        ready=READY,
        genders=GENDERS,
        kpas=kpas,
        away=away,
    )


@blueprint.post("/<int:number>/retirer")
def remove(number: int) -> ResponseReturnValue:
    """Take a finding away, or put it back."""
    found = take_away(number) or abort(404)
    flash(AWAY if found.undone_at else BACK)
    return redirect(url_for("findings.index", retire=found.id if found.undone_at else None))


def _chosen(given: dict[str, str]) -> PublicChoice:
    return read_public(given, kpas=[kpa.name for kpa in all_kpas()], cards=[card.id for card in known_deck().cards])


def _said(one: Finding) -> str:
    chosen = _chosen({name: str(value) for name, value in one.public.items()})
    ready = READY.get(chosen.ready)
    return ready[0] if ready else public_said(chosen.public)
