"""The pages of the interviews: the list, one compte-rendu, the import and its report, the check of names."""

from __future__ import annotations

from typing import BinaryIO, cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from cards.deck import Deck
from cards.library import deck_versioned, known_deck
from interviews.consent import HOW, USES
from interviews.errors import WordFileError
from interviews.forms import ImportForm
from interviews.handback.pages import knots_shown
from interviews.handback.stage_list import stage_list
from interviews.handback.stage_service import way_of
from interviews.masked import closed_for, masked_page
from interviews.models import CompteRendu
from interviews.pages import compte_rendu_page, list_page
from interviews.replacing.warnings import warnings_of
from interviews.service import (
    compte_rendu_by_code,
    confirm_masks,
    import_by_uid,
    leave_file,
    list_comptes_rendus,
    open_import,
    pending_masks,
    refuse_file,
)
from interviews.word_file import receive_word
from kparole import jobs
from kparole.access import Right, current
from kparole.db import db
from kparole.uploads.door import Upload
from kparole.uploads.names import folder_of, shown_name
from network.models import Kpa
from network.service import all_kpas

blueprint = Blueprint("interviews", __name__, url_prefix="/entretiens")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every interview, by KPA."""
    rows, use = list_comptes_rendus(), current().use_needed
    closed = {row.code: closed_for(row, row.consents, use=use) for row in rows} if use else None
    stages = None
    if current().may(Right.WRITE_UP):
        stages, rows = stage_list(rows, request.args.get("etape", ""))
    page = list_page(rows, known_deck(), pending_masks(), closed)
    return render_template("interviews/index.html", page=page, stages=stages)


@blueprint.get("/<code>")
def show(code: str) -> ResponseReturnValue:
    """One compte-rendu in the standard structure; with names changed for whoever is not of the team that wrote it."""
    row, use = compte_rendu_by_code(code), current().use_needed
    if row is None:
        return _away(code)
    if use is not None:
        return render_template("interviews/masked.html", page=masked_page(row, _deck(row), use=use))
    page = compte_rendu_page(row, _deck(row))
    way = way_of(row)
    knots = knots_shown(way.knots) if current().may(Right.WRITE_UP) else ()
    warned = warnings_of(code) if current().may(Right.CHECK_NAMES) else None
    return render_template(
        "interviews/show.html", page=page, uses=USES, how=HOW, knots=knots, stage=way.state, warned=warned
    )


def _away(code: str) -> ResponseReturnValue:
    """Where to go for a compte-rendu whose words were taken back; 404 for what is not within reach."""
    if not current().may(Right.HAND_BACK) or compte_rendu_by_code(code, taken_back=True) is None:
        abort(404)
    return redirect(url_for("handback.withdraw", code=code))


@blueprint.post("/<code>/noms")
def confirm(code: str) -> ResponseReturnValue:
    """Confirm every mask that waits in this compte-rendu."""
    confirm_masks(_row(code))
    return redirect(url_for("interviews.show", code=code, _anchor="noms"))


@blueprint.route("/importer", methods=["GET", "POST"])
def import_files() -> ResponseReturnValue:
    """The import page; sending it queues the reading."""
    form = ImportForm()
    form.offer(_own_kpas(), only=current().kpa_id is not None)
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
    own = current().kpa_id
    kpa_id = own or (int(form.kpa.data) if form.kpa.data else None)
    db.session.rollback()  # looking into thirty files takes a while, and holds no lock
    received = [_receive(file) for file in form.files.data]
    word_import = open_import(consent=form.consent(), kpa_id=kpa_id)
    for name, folder, upload in received:
        if isinstance(upload, WordFileError):
            refuse_file(word_import, name=name, folder=folder, message=str(upload))
        else:
            leave_file(word_import, name=name, content=upload.content, folder=folder)
    # One transaction: a double tap leaves neither a second import nor a second job.
    job = jobs.ask(
        "import",
        {"import": word_import.uid},
        click=form.click.data or None,
        owner=current().key,
        kpa_id=kpa_id,
        corpus=word_import.uid,
    )
    return redirect(url_for("jobs.show", uid=job.uid))


def _receive(file: FileStorage) -> tuple[str, str | None, Upload | WordFileError]:
    """The name and folder to show, and the file once let in or why it was not."""
    name, folder = shown_name(file.filename), folder_of(file.filename)
    try:
        return name, folder, receive_word(cast(BinaryIO, file.stream), name=file.filename or "")
    except WordFileError as error:
        return name, folder, error


def _own_kpas() -> list[Kpa]:
    """The KPAs one may import for: a contributor only her own, which then wins over what the files say."""
    own = current().kpa_id
    return [kpa for kpa in all_kpas() if own is None or kpa.id == own]


def _row(code: str) -> CompteRendu:
    row = compte_rendu_by_code(code)
    if row is None:
        abort(404)
    return row


def _deck(row: CompteRendu) -> Deck:
    """The deck as it was worded for this interview, when that is known."""
    return deck_versioned(row.deck_version) or known_deck()
