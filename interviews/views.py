"""The pages of the interviews: the list, one compte-rendu, the import and its report, the check of names."""

from __future__ import annotations

from pathlib import PurePath

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cards.deck import load_deck
from interviews.consent import HOW, USES
from interviews.forms import ImportForm
from interviews.models import CompteRendu
from interviews.pages import compte_rendu_page, list_page
from interviews.service import (
    compte_rendu_by_code,
    confirm_masks,
    decide_mask,
    import_by_uid,
    leave_file,
    list_comptes_rendus,
    open_import,
    pending_masks,
)
from kparole import jobs
from kparole.db import db
from network.service import all_kpas

blueprint = Blueprint("interviews", __name__, url_prefix="/entretiens")

DECISIONS = {"masquer": "confirmed", "garder": "refused"}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every interview, by KPA."""
    page = list_page(list_comptes_rendus(), load_deck(), pending_masks())
    return render_template("interviews/index.html", page=page)


@blueprint.get("/<code>")
def show(code: str) -> ResponseReturnValue:
    """One compte-rendu in the standard structure."""
    page = compte_rendu_page(_row(code), load_deck())
    return render_template("interviews/show.html", page=page, uses=USES, how=HOW)


@blueprint.post("/<code>/noms/<int:mask_id>")
def decide(code: str, mask_id: int) -> ResponseReturnValue:
    """Confirm or refuse one mask; the same words follow in this compte-rendu."""
    state = DECISIONS.get(request.form.get("choix", ""))
    if state is None or not decide_mask(_row(code), mask_id, state):
        abort(404)
    return redirect(url_for("interviews.show", code=code, _anchor="noms"))


@blueprint.post("/<code>/noms")
def confirm(code: str) -> ResponseReturnValue:
    """Confirm every mask that waits in this compte-rendu."""
    confirm_masks(_row(code))
    return redirect(url_for("interviews.show", code=code, _anchor="noms"))


@blueprint.route("/importer", methods=["GET", "POST"])
def import_files() -> ResponseReturnValue:
    """The import page; sending it queues the reading."""
    form = ImportForm()
    form.offer(all_kpas())
    if form.validate_on_submit():
        return _queue(form)
    return render_template("interviews/import_files.html", form=form), 200 if request.method == "GET" else 422


@blueprint.get("/imports/<uid>")
def report(uid: str) -> ResponseReturnValue:
    """What was read, file by file."""
    word_import = import_by_uid(uid)
    if word_import is None:
        abort(404)
    codes = {row.id: row.code for row in list_comptes_rendus()}
    return render_template("interviews/report.html", word_import=word_import, codes=codes, how=HOW, uses=USES)


def _queue(form: ImportForm) -> ResponseReturnValue:
    kpa_id = int(form.kpa.data) if form.kpa.data else None
    word_import = open_import(consent=form.consent(), kpa_id=kpa_id)
    for file in form.files.data:
        path = PurePath((file.filename or "").replace("\\", "/"))
        folder = path.parent.name or None
        leave_file(word_import, name=path.name, content=file.read(), folder=folder)
    db.session.commit()
    job = jobs.ask("import", {"import": word_import.uid}, click=form.click.data or None)
    return redirect(url_for("jobs.show", uid=job.uid))


def _row(code: str) -> CompteRendu:
    row = compte_rendu_by_code(code)
    if row is None:
        abort(404)
    return row
