"""The pages of Word: one compte-rendu or all of them go out, a copy comes back and is compared, the team's template."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from interviews.errors import WordFileError
from interviews.models import CompteRendu, ImportedFile
from interviews.service import compte_rendu_by_code, leave_file, open_import, whole_corpus
from interviews.word_file import receive_word
from interviews.word_out import handing, service, template
from interviews.word_out.errors import CannotTake, NotExported, TemplateRefused
from interviews.word_out.export import asked_for
from interviews.word_out.filling import filled
from interviews.word_out.pages import all_page, one_page, version_page
from kparole.access import current
from kparole.db import db
from kparole.downloads import send_download
from kparole.files import StoreError
from kparole.uploads.door import Upload
from kparole.uploads.kinds import DOCX, ZIP

blueprint = Blueprint("comptes_rendus_word", __name__, url_prefix="/entretiens")

NO_FILE = "Choisissez le fichier Word (.docx)."
HANDED = "Cette archive a déjà été remise, ou elle est trop ancienne. Demandez-en une autre."
TAKEN = "C'est la nouvelle version. Ce qui était là avant est gardé : voyez les versions."
LEFT = "Le fichier est laissé de côté. Rien n'a changé."
OURS_AGAIN = "Notre modèle est de nouveau en service."
TEAMS = "Votre modèle est en service. Les prochaines copies Word l'utiliseront."


@blueprint.get("/word/")
def index() -> ResponseReturnValue:
    """All of them in Word, those that stay and why; the blank form; the template."""
    done = handing.ready(request.args.get("pret", ""))
    page = all_page(whole_corpus(), ready=done.uid if done else None, brought=template.brought_on(_home()))
    return render_template("comptes_rendus_word/index.html", page=page)


@blueprint.post("/word/tous")
def all_of_them() -> ResponseReturnValue:
    """Ask for the archive of all that may go."""
    try:
        job = handing.ask_for_all(masked=request.form.get("forme") == "masque" or current().masked)
    except NotExported as error:
        flash(str(error), "error")
        return redirect(url_for("comptes_rendus_word.index"))
    return redirect(url_for("jobs.show", uid=job.uid))


@blueprint.post("/word/archive/<uid>")
def archive(uid: str) -> ResponseReturnValue:
    """The archive, once: it is erased from here when it is handed over."""
    job = handing.ready(uid)
    if job is None:
        abort(404)
    try:
        content = handing.hand_over(job)
    except FileNotFoundError:
        flash(HANDED, "error")
        return redirect(url_for("comptes_rendus_word.index"))
    return send_download(content, what="comptes-rendus", kind=ZIP)


@blueprint.get("/word/modele.docx")
def model() -> Response:
    """The template in use, to be changed in Word."""
    return send_download(template.template_in_use(_home()), what="modele-compte-rendu", kind=DOCX)


@blueprint.post("/word/modele")
def bring_model() -> ResponseReturnValue:
    """The team's own template; it is tried before it is used."""
    try:
        upload = _received()
        db.session.rollback()  # the trial takes a few seconds, and holds no lock
        template.put_template(_home(), upload.content)
        flash(TEAMS)
    except (WordFileError, TemplateRefused, StoreError) as error:
        flash(str(error), "error")
    return redirect(url_for("comptes_rendus_word.index", _anchor="modele"))


@blueprint.post("/word/modele/notre")
def our_model() -> ResponseReturnValue:
    """Back to our template."""
    template.reset_template(_home())
    flash(OURS_AGAIN)
    return redirect(url_for("comptes_rendus_word.index", _anchor="modele"))


@blueprint.get("/<code>/word/")
def show(code: str) -> ResponseReturnValue:
    """What may be taken of one compte-rendu, and the door for a copy that comes back."""
    return render_template("comptes_rendus_word/show.html", page=one_page(_row(code)))


@blueprint.get("/<code>/word/compte-rendu.docx")
def as_written(code: str) -> ResponseReturnValue:
    """The copy with the first names as they are, for the team."""
    return _sent(_row(code), masked=False)


@blueprint.get("/<code>/word/prenoms-changes.docx")
def masked(code: str) -> ResponseReturnValue:
    """The copy whose names and places are changed."""
    return _sent(_row(code), masked=True)


@blueprint.post("/<code>/word/retour")
def bring_back(code: str) -> ResponseReturnValue:
    """A copy corrected in Word: kept aside, then compared."""
    row = _row(code)
    try:
        upload = _received()
    except WordFileError as error:
        flash(str(error), "error")
        return redirect(url_for("comptes_rendus_word.show", code=code))
    entry = leave_file(open_import(consent=None, kpa_id=row.kpa_id), name=upload.name, content=upload.content)
    entry.state, entry.compte_rendu_id = "version", row.id
    db.session.commit()
    return redirect(url_for("comptes_rendus_word.version", code=code, file_id=entry.id))


@blueprint.get("/<code>/word/retour/<int(max=2147483647):file_id>")
def version(code: str, file_id: int) -> ResponseReturnValue:
    """What a copy would change."""
    file = _file(code, file_id)
    try:
        found = service.proposal(code, file)
    except CannotTake as error:
        flash(str(error), "error")
        return redirect(url_for("comptes_rendus_word.show", code=code))
    return render_template("comptes_rendus_word/version.html", page=version_page(found))


@blueprint.post("/<code>/word/retour/<int(max=2147483647):file_id>")
def decide(code: str, file_id: int) -> ResponseReturnValue:
    """Take this version, or leave it."""
    file = _file(code, file_id)
    if file.state != "version":
        return redirect(url_for("interviews.show", code=code))
    if request.form.get("choix") != "prendre":
        service.leave(file)
        flash(LEFT, "info")
        return redirect(url_for("interviews.show", code=code))
    try:
        service.take(code, file, seen=request.form.get("revision", -1, type=int))
    except CannotTake as error:
        flash(str(error), "error")
        return redirect(url_for("comptes_rendus_word.version", code=code, file_id=file_id))
    flash(TAKEN)
    return redirect(url_for("interviews.show", code=code))


def _sent(row: CompteRendu, *, masked: bool) -> ResponseReturnValue:
    try:
        (content,) = filled([asked_for(row, masked=masked, on=date.today())], home=_home())
    except (NotExported, TemplateRefused) as error:
        flash(str(error), "error")
        return redirect(url_for("comptes_rendus_word.show", code=row.code))
    code = re.sub("[^a-z0-9]+", "-", row.code.lower()).strip("-")
    what = f"compte-rendu-{code}" if code else "compte-rendu"
    return send_download(content, what=f"{what}-prenoms-changes" if masked else what, kind=DOCX)


def _received() -> Upload:
    """The Word file sent. Raises WordFileError."""
    sent = request.files.get("fichier")
    if sent is None or not sent.filename:
        raise WordFileError(NO_FILE)
    return receive_word(cast(BinaryIO, sent.stream), name=sent.filename)


def _row(code: str) -> CompteRendu:
    return compte_rendu_by_code(code) or abort(404)


def _file(code: str, file_id: int) -> ImportedFile:
    return service.waiting_file(code, file_id) or abort(404)


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home
