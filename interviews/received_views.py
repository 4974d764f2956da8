"""The pages of the interviews received from tablets: the list, one draft, its photos and sounds, and its way to the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cards.library import known_deck
from interviews.consent import ALL_USES, HOW
from interviews.draft_follow import compte_rendu_of, deck_of, document_of, received_at
from interviews.draft_service import clear_words, pour
from interviews.errors import CannotPour, NotHere
from interviews.fold import fold
from interviews.journal_service import journal_of, reach
from interviews.operation_kinds import UUID
from interviews.received_service import (
    appointments_of,
    attachments_of,
    conflicts_of,
    count_received,
    piece_bytes,
    received_interviews,
)
from interviews.replacing.looking import look_for_names
from interviews.tablet_page import tablet_page
from interviews.tablet_pages import list_page, title_of
from kparole.downloads import send_download
from kparole.uploads.kinds import PICTURES, SOUNDS

blueprint = Blueprint("tablets", __name__, url_prefix="/entretiens/tablette")

POURED = "C'est versé. Relisez les prénoms et les lieux avant l'analyse."
CLEARED = "Les mots de cet entretien sont effacés du compte-rendu."
LAST_PAGE = 10_000
FOUND = {kind.mime: kind for kind in PICTURES | SOUNDS}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every interview received, those that wait for somebody first; page by page."""
    number = max(1, min(request.args.get("page", 1, type=int), LAST_PAGE))
    page = list_page(received_interviews(page=number), known_deck(), total=count_received(), number=number)
    return render_template("tablets/index.html", page=page)


@blueprint.get("/<interview>")
def show(interview: str) -> ResponseReturnValue:
    """The draft of one interview, what is to be looked at first."""
    with _within_reach(interview):
        return _page(interview)


@blueprint.post("/<interview>/verser")
def pour_it(interview: str) -> ResponseReturnValue:
    """Make the compte-rendu and go to it; or say why not on the draft."""
    try:
        with _within_reach(interview):
            code = pour(interview, over=request.form.get("fini") == "oui")
    except CannotPour as error:
        flash(str(error), "error")
        return redirect(url_for("tablets.show", interview=interview))
    look_for_names()
    flash(POURED, "success")
    return redirect(url_for("interviews.show", code=code))


@blueprint.post("/<interview>/effacer")
def clear(interview: str) -> ResponseReturnValue:
    """Take the words of somebody who no longer wants them kept out of her compte-rendu."""
    with _within_reach(interview):
        clear_words(interview)
    flash(CLEARED, "success")
    return redirect(url_for("tablets.show", interview=interview))


@blueprint.get("/<interview>/pieces/<attachment>")
def piece(interview: str, attachment: str) -> ResponseReturnValue:
    """A photo or a sound, once it has come whole; the name it is saved under says nobody."""
    with _within_reach(interview, attachment):
        row, content = piece_bytes(interview, attachment)
    what = "photo" if row.kind == "photo" else "son"
    return send_download(content, what=what, kind=FOUND[row.type])


def _page(uid: str) -> ResponseReturnValue:
    interview = reach(uid)
    journal = journal_of(interview)
    state = fold(journal)
    page = tablet_page(
        interview,
        journal,
        state,
        document_of(interview, state),
        deck=deck_of(interview),
        received=received_at(interview),
        attachments=attachments_of(interview),
        conflicts=conflicts_of(interview),
        row=compte_rendu_of(interview),
    )
    planned = appointments_of([uid]).get(uid)
    title = title_of(state, planned) if page.kept else "Entretien sans notes gardées"
    return render_template("tablets/show.html", page=page, title=title, uses=ALL_USES, how=HOW)


@contextmanager
def _within_reach(*ids: str) -> Iterator[None]:
    """404 for what is not there, for another KPA's, and for what has not the shape of our ids: all told alike."""
    if not all(UUID.fullmatch(one) for one in ids):
        abort(404)
    try:
        yield
    except NotHere:
        abort(404)
