"""The pages of campaigns: the list, making and changing one, putting an interview in one by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.campaigns.service import Season, campaign_of, campaigns, put_in, save_campaign
from interviews.service import compte_rendu_by_code, names_by_code
from kparole.db import db
from kparole.errors import UserError

blueprint = Blueprint("campaigns", __name__, url_prefix="/analyse/campagnes")

KEPT = "C'est enregistré."
BAD_DATE = "Cette date ne se lit pas. Écrivez-la comme 2026-03-31."


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every campaign, with how many interviews are in it."""
    of = campaign_of()
    counts = Counter(season.id for season in of.values())
    return render_template("campaigns/index.html", seasons=campaigns(), counts=counts)


@blueprint.route("/nouvelle", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Make a campaign; before there is any, this is the one that all is in."""
    return _edited(Season(None, ""), {})


@blueprint.route("/<int:number>", methods=["GET", "POST"])
def edit(number: int) -> ResponseReturnValue:
    """Change a campaign, see its interviews."""
    season = next((one for one in campaigns() if one.id == number), None) or abort(404)
    names = names_by_code()
    return _edited(season, {code: (names.get(code, code), where) for code, where in campaign_of().items()})


@blueprint.post("/entretiens/<code>")
def put(code: str) -> ResponseReturnValue:
    """Put an interview in a campaign by hand, or let its date say."""
    row = compte_rendu_by_code(code) or abort(404)
    wanted, back = request.form.get("campagne", type=int), request.form.get("retour", type=int)
    if wanted is not None and wanted not in {one.id for one in campaigns()}:
        abort(404)
    put_in(row, wanted)
    flash(KEPT)
    return redirect(url_for("campaigns.edit", number=back, _anchor=f"e-{code}") if back else url_for("campaigns.index"))


def _edited(season: Season, interviews: dict[str, tuple[str, Season]]) -> ResponseReturnValue:
    wrong = ""
    if request.method == "POST":
        try:
            row = save_campaign(
                id=season.id,
                name=request.form.get("nom", ""),
                begins=_day("debut"),
                ends=_day("fin"),
                read_first="lire" in request.form,
            )
            flash(KEPT)
            return redirect(url_for("campaigns.edit", number=row.id))
        except UserError as error:
            db.session.rollback()
            wrong = str(error)
    seasons = campaigns()
    return render_template("campaigns/edit.html", season=season, seasons=seasons, interviews=interviews, wrong=wrong)


def _day(name: str) -> date | None:
    said = request.form.get(name, "").strip()
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise UserError(BAD_DATE) from error
