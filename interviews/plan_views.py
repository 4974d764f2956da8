"""The pages of appointments: the list, one appointment with its points to tick, planning, changing, the calendar file."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from interviews.calendar_file import ICS, Entry, calendar_file
from interviews.guide import load_guide
from interviews.operation_kinds import UUID
from interviews.plan_forms import PlanForm, differences, values_of
from interviews.plan_models import Appointment
from interviews.plan_pages import known_points, lists, page_of
from interviews.plan_service import (
    ChangedMeanwhile,
    Gone,
    change_plan,
    delete_plan,
    interview_state,
    latest_plans,
    make_plan,
    plan_by_uid,
    states_of,
    tick,
)
from interviews.plan_times import as_utc
from kparole.access import Right, current
from kparole.downloads import send_download
from network.models import Kpa
from network.service import all_kpas

blueprint = Blueprint("plans", __name__, url_prefix="/entretiens/rendez-vous")

ENTRUST = "entrust.give"
DELETED = "C'est supprimé. Pensez à l'enlever aussi de votre agenda."
GONE = (
    "Quelqu'un a supprimé ce rendez-vous pendant que vous écriviez. Vos mots sont gardés ci-dessous : "
    "enregistrez-les comme un nouveau rendez-vous, ou partez sans rien faire."
)
MEANWHILE = (
    "Quelqu'un a changé ce rendez-vous pendant que vous écriviez. Vos mots sont gardés ci-dessous ; sous chaque "
    "question, ce que l'autre personne a mis. Choisissez, puis enregistrez de nouveau."
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every appointment: to come, then past."""
    plans = latest_plans()
    return render_template("plans/index.html", page=lists(plans, states_of(plans), load_guide()))


@blueprint.route("/nouveau", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Plan an interview."""
    form = _form(PlanForm())
    if form.validate_on_submit():
        plan = make_plan(form.plan_data(), click=str(form.click.data or "")[:40] or None)
        return redirect(url_for("plans.show", plan=plan.uid))
    return _editing(form, None, 422 if form.errors else 200)


@blueprint.get("/<plan>")
def show(plan: str) -> ResponseReturnValue:
    """One appointment: what is to know, what is to do."""
    found = _plan(plan)
    page = page_of(found, interview_state(found), load_guide())
    # Passes are given where there are accounts; the page that gives one is not this package's.
    can_entrust = current().may(Right.GIVE_PASSES) and ENTRUST in current_app.view_functions
    return render_template("plans/show.html", page=page, can_entrust=can_entrust)


@blueprint.route("/<plan>/changer", methods=["GET", "POST"])
def change(plan: str) -> ResponseReturnValue:
    """Change an appointment; two people at once are told of each other."""
    found = plan_by_uid(plan)
    if found is None:
        return _gone() if request.method == "POST" else abort(404)
    form = _form(PlanForm(data=values_of(found)))
    form.kept = found.starts_at.date(), found.zone
    if not form.validate_on_submit():
        return _editing(form, found, 422 if form.errors else 200)
    try:
        change_plan(plan, form.plan_data(), version=_number(form.version.data))
    except ChangedMeanwhile:
        return _meanwhile(form, found)
    except Gone:
        return _gone()
    return redirect(url_for("plans.show", plan=plan))


@blueprint.post("/<plan>/cocher")
def tick_point(plan: str) -> ResponseReturnValue:
    """Tick a point of the lists, or take the tick back."""
    point = request.form.get("point", "")
    if not UUID.fullmatch(plan) or point not in known_points(load_guide()):
        abort(404)
    try:
        tick(plan, point, done=request.form.get("fait") == "oui")
    except Gone:
        abort(404)
    return redirect(url_for("plans.show", plan=plan, _anchor=point.replace(":", "-")))


@blueprint.post("/<plan>/supprimer")
def delete(plan: str) -> ResponseReturnValue:
    """Delete an appointment; the page has asked before."""
    try:
        delete_plan(plan)
    except Gone:
        abort(404)
    flash(DELETED)
    return redirect(url_for("plans.index"))


@blueprint.get("/<plan>/agenda")
def calendar(plan: str) -> Response:
    """The file for one's own calendar."""
    found = _plan(plan)
    entry = Entry(
        uid=found.uid,
        starts_at=as_utc(found.starts_at, found.zone),
        minutes=found.minutes,
        kpa=found.kpa.name if found.kpa else "",
        code=found.code,
        place=found.place,
        change=found.version,
        changed_at=found.changed_at,
    )
    return send_download(calendar_file(entry), what="entretien", kind=ICS)


def _form(form: PlanForm) -> PlanForm:
    form.offer(_own_kpas())
    form.click.data = form.click.data or token_hex(8)
    return form


def _editing(
    form: PlanForm, plan: Appointment | None, status: int, theirs: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    """The page with the form; ``theirs``: what somebody else answered, by question."""
    return render_template("plans/edit.html", form=form, plan=plan, theirs=theirs or {}), status


def _meanwhile(form: PlanForm, plan: Appointment) -> ResponseReturnValue:
    """The same page with what was typed, and beside it what the other person put; saved again, it goes through."""
    theirs = _form(PlanForm(formdata=None, data=values_of(plan)))
    form.form_errors = [*form.form_errors, MEANWHILE]
    form.version.data = plan.version
    return _editing(form, plan, 409, differences(theirs, form))


def _gone() -> ResponseReturnValue:
    """What was typed, to be kept as a new appointment if one wants."""
    form = _form(PlanForm())
    form.form_errors = [*form.form_errors, GONE]
    return _editing(form, None, 404)


def _plan(uid: str) -> Appointment:
    found = plan_by_uid(uid)
    if found is None:
        abort(404)
    return found


def _own_kpas() -> list[Kpa]:
    own = current().kpa_id
    return [kpa for kpa in all_kpas() if own is None or kpa.id == own]


def _number(typed: object) -> int:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
