"""The pages of the names: what waits over the corpus and in one interview, what was chosen, words the machine missed."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cards.library import deck_versioned, known_deck
from interviews.pages import compte_rendu_page
from interviews.replacing import table_service
from interviews.replacing.choosing import KINDS
from interviews.replacing.corpus import review_page, table_page
from interviews.replacing.errors import ReplacingError
from interviews.replacing.interviewed import uid_of
from interviews.replacing.looking import look_for_names
from interviews.replacing.service import Verdict, complete, confirm_all, decide, take_back
from interviews.replacing.unseen import hide
from interviews.replacing.warnings import warnings_of
from interviews.service import compte_rendu_by_code
from kparole import jobs
from kparole.db import db

blueprint = Blueprint("names", __name__, url_prefix="/entretiens/noms")

CHOICES: dict[str, tuple[Verdict, bool]] = {
    "changer": ("change", False),
    "garder": ("keep", False),
    "changer-partout": ("change", True),
    "garder-partout": ("keep", True),
}
NO_INTERVIEW = "Il n'y a pas d'entretien de ce code ici."
NOTHING = "Il n'y a rien à annuler."
SEARCHED = "On a déjà cherché partout."
SEARCHING = "La machine cherche. Revenez dans une minute."
TAKEN_BACK = "Votre dernier choix est annulé."


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every wording that waits within reach."""
    return render_template("names/index.html", page=review_page(), code=None)


@blueprint.get("/<code>")
def interview(code: str) -> ResponseReturnValue:
    """The words of one interview, with what waits and what was decided beside them."""
    row = compte_rendu_by_code(code) or abort(404)
    deck = deck_versioned(row.deck_version) or known_deck()
    read = compte_rendu_page(row, deck)
    page, warned = review_page(code=code), warnings_of(code)
    return render_template("names/interview.html", page=page, read=read, code=code, kinds=KINDS, warned=warned)


@blueprint.post("/decider")
def choose() -> ResponseReturnValue:
    """Change or keep the words of a proposal."""
    code = request.form.get("code") or None
    try:
        same_as = request.form.get("avec") or _interviewed()
        verdict, everywhere = CHOICES.get("changer" if same_as else request.form.get("choix", "")) or abort(404)
        decide(
            request.form.get("mot", 0, type=int),
            verdict,
            everywhere=everywhere,
            code=code,
            name=request.form.get("prenom") or None,
            same_as=same_as,
        )
    except ReplacingError as error:
        db.session.rollback()
        flash(str(error), "error")
    return _back(code)


@blueprint.post("/tout-changer")
def change_all() -> ResponseReturnValue:
    """Change every word that waits in one interview."""
    code = request.form.get("code", "")
    compte_rendu_by_code(code) or abort(404)
    confirm_all(code)
    return _back(code)


@blueprint.post("/annuler")
def undo() -> ResponseReturnValue:
    """Take back one's last decision."""
    flash(TAKEN_BACK if take_back() else NOTHING)
    if request.form.get("table"):
        return redirect(url_for("names.table"))
    return _back(request.form.get("code") or None)


@blueprint.post("/chercher")
def search() -> ResponseReturnValue:
    """Look for names wherever nobody has since the words changed."""
    job = look_for_names()
    if job is not None and jobs.job_by_uid(job.uid) is not None:
        return redirect(url_for("jobs.show", uid=job.uid))
    flash(SEARCHING if job is not None else SEARCHED)
    return redirect(url_for("names.index"))


@blueprint.post("/<code>/prenom")
def rename(code: str) -> ResponseReturnValue:
    """Call the person of this interview by the first name she chose."""
    compte_rendu_by_code(code) or abort(404)
    try:
        flash(f"C’est fait : on écrit {table_service.rename(code, request.form.get('mots', ''))}.")
    except ReplacingError as error:
        db.session.rollback()
        flash(str(error), "error")
    return redirect(url_for("names.interview", code=code))


@blueprint.post("/<code>/cacher")
def hide_words(code: str) -> ResponseReturnValue:
    """Change words that the machine missed."""
    compte_rendu_by_code(code) or abort(404)
    try:
        number = hide(code, request.form.get("mots", ""), request.form.get("sorte", ""))
        flash("C'est changé." if number < 2 else f"C'est changé, à {number} endroits.")
    except ReplacingError as error:
        db.session.rollback()
        flash(str(error), "error")
    return redirect(url_for("names.interview", code=code))


@blueprint.get("/remplacements")
def table() -> ResponseReturnValue:
    """What is written for each name."""
    return render_template("names/table.html", page=table_page())


@blueprint.post("/remplacements/completer")
def complete_table() -> ResponseReturnValue:
    """Choose what is written for words that were changed before anything was chosen."""
    complete()
    return redirect(url_for("names.table"))


@blueprint.post("/remplacements/changer")
def change_table() -> ResponseReturnValue:
    """Write another name for somebody, join two who are one, split one who is two."""
    try:
        table_service.change(request.form)
    except ReplacingError as error:
        db.session.rollback()
        flash(str(error), "error")
    return redirect(url_for("names.table"))


def _interviewed() -> str | None:
    """The person interviewed whom words are said to name, by the code of her interview; None when nothing of it is asked."""
    typed = request.form.get("entretien", "")
    if request.form.get("choix") not in (None, "personne", "changer") or not typed.strip():
        return None
    uid = uid_of(typed)
    if uid is None:
        raise ReplacingError(NO_INTERVIEW)
    return uid


def _back(code: str | None) -> ResponseReturnValue:
    if code is not None:
        return redirect(url_for("names.interview", code=code))
    return redirect(url_for("names.index"))
