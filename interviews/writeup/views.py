"""The pages of the editor: beginning one, writing it, one note without a script, looking it over before it is done."""

from __future__ import annotations

from secrets import token_hex
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import interviews.writeup.api
import interviews.writeup.version_views  # noqa: F401  (these two bring their own addresses to the same blueprint)
from interviews.handback.stage_service import finished
from interviews.operations import clean_text
from interviews.replacing.looking import look_for_names
from interviews.writeup import service
from interviews.writeup.beginning import begin
from interviews.writeup.errors import EditError
from interviews.writeup.guard import guard
from interviews.writeup.known_words import known_words
from interviews.writeup.pages import edit_page, guard_page, piece_page
from interviews.writeup.plain import form_edit
from interviews.writeup.room import blueprint, deck_for, make, row_of, window
from interviews.writeup.rows import sheet_of
from kparole.access import current
from kparole.db import db
from network.models import Kpa
from network.service import all_kpas

__all__ = ["blueprint"]

LONGEST_KPA = 100
WHICH_KPA = "Dites quelle KPA a mené l'entretien : c'est elle qui lira ce compte-rendu."
NOT_YOURS = "Votre compte n'a pas encore de KPA. Demandez à la coordination de vous en donner une."
KEPT = "C'est enregistré."
BOTH = "Quelqu'un a écrit ici en même temps. Les deux textes sont gardés : choisissez."
DONE = "C'est fini. Une version est gardée : vous pourrez y revenir."
FINISHED = "Compte-rendu fini"


@blueprint.route("/ecrire/", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A compte-rendu from nothing: which KPA, then one writes."""
    kpas = _own_kpas()
    trouble = None
    if request.method == "POST":
        kpa_id, name = request.form.get("kpa", type=int), clean_text(request.form.get("autre", "")).strip()
        chosen = next((one.id for one in kpas if one.id == kpa_id), None)
        if current().kpa_id is not None:
            chosen, name = current().kpa_id, ""
        if chosen is not None or (name and len(name) <= LONGEST_KPA and _may_name()):
            code = begin(kpa_id=chosen, kpa_name=name, click=request.form.get("click", "")[:64] or uuid4().hex)
            return redirect(url_for("writeup.edit", code=code))
        trouble = WHICH_KPA if _may_name() or kpas else NOT_YOURS
    page = {"kpas": kpas, "trouble": trouble, "click": token_hex(16), "may_name": _may_name()}
    return render_template("writeup/new.html", **page), 422 if trouble else 200


@blueprint.get("/<code>/ecrire/")
def edit(code: str) -> ResponseReturnValue:
    """The editor."""
    session = window(request.args.get("s")) or uuid4().hex
    row = row_of(code)
    done = service.stands(row, session=session)
    return render_template("writeup/edit.html", page=edit_page(row, done, deck_for(row), session))


@blueprint.get("/<code>/ecrire/note/<piece>")
def note(code: str, piece: str) -> ResponseReturnValue:
    """One note, with all that can be done to it."""
    session = window(request.args.get("s")) or uuid4().hex
    row = row_of(code)
    done = service.stands(row, session=session)
    found = done.sheet.piece(piece) or abort(404)
    return render_template("writeup/note.html", page=piece_page(row, done, deck_for(row), found, session))


@blueprint.post("/<code>/ecrire/action")
def act(code: str) -> ResponseReturnValue:
    """Make the edit of a plain form and come back to the editor, where it was made."""
    row, session = row_of(code), window(request.form.get("session")) or uuid4().hex
    anchor = request.form.get("vers") or None
    try:
        data = form_edit(request.form, sheet_of(row), deck_for(row))
        done = make(code, data, base=request.form.get("base", row.revision, type=int), session=session)
    except EditError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        flash(BOTH if done.kept else KEPT)
    return redirect(url_for("writeup.edit", code=code, s=session, _anchor=anchor))


@blueprint.get("/<code>/ecrire/relire")
def look_over(code: str) -> ResponseReturnValue:
    """What is empty or unclear to a stranger, before it is called done."""
    row = row_of(code)
    sheet = sheet_of(row)
    findings = guard(sheet, known_words())
    return render_template("writeup/look_over.html", page=guard_page(row, sheet, deck_for(row), findings))


@blueprint.post("/<code>/ecrire/relire")
def finish(code: str) -> ResponseReturnValue:
    """Call it done: what stands is kept as a version, and it goes to be handed back. Nothing that is missing is asked for."""
    row_of(code)
    service.keep(code, why=FINISHED)
    finished(code)
    look_for_names()
    flash(DONE)
    return redirect(url_for("interviews.show", code=code))


def _own_kpas() -> list[Kpa]:
    """The KPAs one may write for: a contributor only her own."""
    own = current().kpa_id
    return [kpa for kpa in all_kpas() if (kpa.id == own if own is not None else _may_name())]


def _may_name() -> bool:
    """True for whoever reaches every KPA, and may name another."""
    return current().kpa_id is None and current().scope.whole
