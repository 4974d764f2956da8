"""The pages of the map of effects: the map, its drawings to save, and what the team fills by hand."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.effect_map.by_hand import PLACES, Entry, hand_branch
from analysis.effect_map.drawing import MapDrawing, saved_map
from analysis.effect_map.errors import ChangedMeanwhile, GoneMeanwhile, HandError
from analysis.effect_map.forms import EntryForm
from analysis.effect_map.known import entries, gestures
from analysis.effect_map.pages import OPEN_UNDER, gestures_said, page_branch, page_mark, places, whole_map
from analysis.effect_map.picture import png_of
from analysis.effect_map.saving import leaving_branches
from analysis.effect_map.service import NOT_YOURS, change, shift
from analysis.effect_map.service import add as add_entry
from analysis.effect_map.service import delete as delete_entry
from analysis.effect_map.service import undo as undo_gesture
from analysis.recit.gathering import recit_source
from analysis.service import latest_run
from analysis.views import reader_of
from cards.deck_room import names
from interviews.service import names_by_code
from kparole.access import current
from kparole.downloads import send_download
from kparole.uploads.kinds import PNG, Kind

blueprint = Blueprint("effect_map", __name__, url_prefix="/analyse/carte-des-effets")

SVG_FILE = Kind("svg", "un dessin (.svg)", "svg", "image/svg+xml")
SAVED_DOTS = 108.0
"""Dots an inch of the picture to save: sharp on any screen, and quick to make while the page waits."""
DONE = {"add": "C'est ajouté.", "change": "C'est enregistré.", "delete": "C'est supprimé.", "undo": "C'est repris."}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The map: what people say, beside what the team filled by hand."""
    run = latest_run()
    filled = hand_branch(entries(), proofs=True, veiled=_outside())
    branches = whole_map([*([page_branch(reader_of(run))] if run else []), filled])
    return render_template(
        "effect_map/index.html", branches=branches, run=run, mark=page_mark, many=OPEN_UNDER, largest=16
    )


@blueprint.get("/dessin.<ending>")
def save(ending: str) -> ResponseReturnValue:
    """The drawing to save: no quote, whoever asks."""
    run = latest_run()
    if run is None or ending not in {"svg", "png"}:
        abort(404)
    drawing = _drawing(entries())
    if ending == "svg":
        return _file(drawing.svg.encode(), SVG_FILE)
    return _file(png_of(drawing, dots=SAVED_DOTS), PNG)


@blueprint.get("/a-la-main")
def by_hand() -> ResponseReturnValue:
    """What the team fills by hand: the list, a form to add, the last gestures."""
    return _hand_page(_form())


@blueprint.post("/a-la-main/ajouter")
def add() -> ResponseReturnValue:
    """Add an effect."""
    form = _form()
    if not form.validate_on_submit():
        return _hand_page(form, status=422)
    try:
        return _back(add_entry(form.wish()), "add")
    except HandError as error:
        flash(str(error), "error")
        return _hand_page(form, status=409)


@blueprint.route("/a-la-main/<entry>", methods=["GET", "POST"])
def edit(entry: str) -> ResponseReturnValue:
    """Change an effect; two people at once are told of each other."""
    there = entries()
    found = next((one for one in there if one.uid == entry), None)
    if found is None and request.method == "GET":
        abort(404)
    form = _form(there, leave_out=entry)
    if request.method == "GET" and found is not None:
        if _outside() and found.wish.source == "entretien":
            flash(NOT_YOURS, "error")
            return redirect(url_for("effect_map.by_hand"))
        form.show(found)
        return _edit_page(form, found)
    if not form.validate_on_submit():
        return _edit_page(form, found, status=422)
    try:
        return _back(change(entry, form.wish(), seen=form.seen_revision()), "change")
    except GoneMeanwhile as error:
        flash(str(error), "error")
        return _hand_page(form, status=409)
    except ChangedMeanwhile as error:
        flash(str(error), "error")
        form.seen.data = str(error.entry.revision)
        return _edit_page(form, error.entry, theirs=error.apart, status=409)
    except HandError as error:
        flash(str(error), "error")
        return _edit_page(form, found, status=409)


@blueprint.post("/a-la-main/<entry>/place")
def move(entry: str) -> ResponseReturnValue:
    """Change places with the effect above or below."""
    return _do(lambda: shift(entry, up=request.form.get("sens") == "monter"), "")


@blueprint.post("/a-la-main/<entry>/supprimer")
def delete(entry: str) -> ResponseReturnValue:
    """Delete an effect and what is under it."""
    return _do(lambda: delete_entry(entry, seen=request.form.get("seen", "")), "delete")


@blueprint.post("/a-la-main/reprendre/<gesture>")
def undo(gesture: str) -> ResponseReturnValue:
    """Take a gesture back."""
    return _do(lambda: undo_gesture(gesture), "undo")


def _outside() -> bool:
    return current().use_needed is not None


def _drawing(there: tuple[Entry, ...]) -> MapDrawing:
    """As it may leave: the agreements and the masks of the récit decide of every word."""
    run = latest_run()
    assert run is not None, "asked by who has one"
    analysis, source = reader_of(run).analysis, recit_source(run)
    return saved_map(leaving_branches(analysis, source.taxonomy, source.quotable, there))


def _file(content: bytes, kind: Kind) -> Response:
    return send_download(content, what="carte-des-effets", kind=kind)


def _form(there: tuple[Entry, ...] | None = None, *, leave_out: str = "") -> EntryForm:
    form = EntryForm()
    codes = [] if _outside() else sorted(names_by_code())
    form.offer(entries() if there is None else there, codes, leave_out=leave_out, team=not _outside())
    return form


def _hand_page(form: EntryForm, *, status: int = 200) -> ResponseReturnValue:
    known = names()
    if request.method == "GET" and request.args.get("sous") in PLACES:
        form.under.data = request.args["sous"]
    page = places(entries(), known, outside=_outside())
    done = gestures_said(gestures(), known)
    return render_template("effect_map/by_hand.html", form=form, places=page, gestures=done), status


def _edit_page(
    form: EntryForm, entry: Entry | None, *, theirs: dict[str, str] | None = None, status: int = 200
) -> ResponseReturnValue:
    if entry is None:
        return _hand_page(form, status=status)
    told = {name: str(_shown(form, name, value)) for name, value in (theirs or {}).items()}
    return render_template("effect_map/edit.html", form=form, entry=entry, theirs=told), status


def _shown(form: EntryForm, name: str, value: str) -> object:
    """What somebody else chose, as the lists say it."""
    return (getattr(form[name], "choices", None) or {}).get(value, value)


def _do(gesture: Callable[[], str], what: str) -> ResponseReturnValue:
    try:
        return _back(gesture(), what)
    except HandError as error:
        flash(str(error), "error")
        return redirect(url_for("effect_map.by_hand"))


def _back(gesture: str, what: str) -> ResponseReturnValue:
    if gesture and what in DONE:
        flash(DONE[what], "success")
    return redirect(url_for("effect_map.by_hand"))
