"""A deck as a whole: what changes before it is put in service, its editions, its zip out and in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cards.brought import Brought
from cards.deck import Deck
from cards.deck_edits import with_media
from cards.deck_pages import HistoryPage, PublishPage, partial
from cards.deck_room import blueprint, names, seen_edition, sent_number, shelf_of, to_change
from cards.differences import differences
from cards.errors import DeckConflict, DeckError
from cards.library import draft_of, history, published_deck
from cards.media_store import keep_bytes, shown_media
from cards.service import add_deck, back_to, publish, put_on_table
from cards.unzip_deck import ReadDeck, read_zip
from cards.zip_deck import zipped_deck
from kparole.access import Right, current
from kparole.db import db
from kparole.downloads import send_download
from kparole.uploads.errors import UploadRefused
from kparole.uploads.kinds import ZIP
from kparole.wording import count

IN_SERVICE = "Cette version est en service. Les entretiens à venir la prendront quand ce jeu sera sur la table."
SERVED = "Cette version est sur la table. Les entretiens déjà commencés gardent la leur."
NOT_YOURS = "Ce jeu est sur la table de toutes les KPA. La coordination met en service ce qui y change."
NO_FILE = "Choisissez le fichier du jeu (.zip)."
READ_AT_MOST = ZIP.heaviest + 1


@blueprint.route("/<slug>/service", methods=["GET", "POST"])
def put_in_service(slug: str) -> ResponseReturnValue:
    """Show what will change, then make the draft the version that interviews begin with."""
    draft, shelf = to_change(slug), shelf_of(slug)
    if draft is None:
        return redirect(url_for("decks.show", slug=slug))
    if request.method == "GET":
        before = published_deck(slug)
        changes = differences(before, draft.deck) if before is not None else ()
        page = PublishPage(slug, draft, shelf, changes, partial(draft.deck))
        return render_template("decks/service.html", page=page)
    may_set = current().may(Right.SET_TABLE)
    if shelf.on_table and not may_set:
        flash(NOT_YOURS, "error")
        return redirect(url_for("decks.show", slug=slug))
    on_table = shelf.on_table or (may_set and request.form.get("poser") == "oui")
    try:
        publish(slug, base=seen_edition())
        if on_table:
            put_on_table(slug)
    except (DeckConflict, DeckError) as error:
        db.session.rollback()
        flash(str(error), "error")
        return redirect(url_for("decks.put_in_service", slug=slug))
    flash(SERVED if on_table else IN_SERVICE)
    return redirect(url_for("decks.show", slug=slug))


@blueprint.get("/<slug>/histoire")
def editions(slug: str) -> ResponseReturnValue:
    """Who changed what, when; any version can come back."""
    draft = draft_of(slug)
    if draft.shipped:
        abort(404)
    page = HistoryPage(slug, draft, history(slug), names())
    return render_template("decks/history.html", page=page)


@blueprint.post("/<slug>/revenir")
def come_back(slug: str) -> ResponseReturnValue:
    """The draft becomes what it was in an edition; the others stay in the history."""
    number = sent_number("version")
    try:
        back_to(slug, number)
    except DeckError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        flash(f"Le brouillon est revenu à la version {number}. Rien n'est perdu : vous pouvez annuler.")
    return redirect(url_for("decks.show", slug=slug))


@blueprint.get("/<slug>/jeu.zip")
def export(slug: str) -> ResponseReturnValue:
    """The deck as one file: its words, its pictures, its sounds."""
    deck = draft_of(slug).deck
    return send_download(zipped_deck(deck, read=_bytes), what=f"jeu-{slug.removeprefix('jeu-')}", kind=ZIP)


@blueprint.route("/importer", methods=["GET", "POST"])
def take_in() -> ResponseReturnValue:
    """A deck from its zip; everything that is wrong with it is listed, and then nothing is kept."""
    if request.method == "GET":
        return render_template("decks/import.html", troubles=())
    sent = request.files.get("fichier")
    try:
        if sent is None or not sent.filename:
            raise DeckError(NO_FILE)
        read = read_zip(sent.stream.read(READ_AT_MOST), name=sent.filename)
        slug = add_deck(_kept(read))
    except (DeckError, UploadRefused) as error:
        db.session.rollback()
        return render_template("decks/import.html", troubles=tuple(str(error).splitlines())), 422
    flash("Le jeu est sur l'étagère. Regardez-le, puis mettez-le en service.")
    if read.left_out:
        number = count(len(read.left_out), "fichier n'est nommé", "fichiers ne sont nommés")
        flash(f"{number} par aucune carte : laissé de côté.", "info")
    return redirect(url_for("decks.show", slug=slug))


def _kept(read: ReadDeck) -> Deck:
    """The deck, its files kept under the names that we give."""
    made: dict[Brought, str] = {}
    for brought in read.files.values():
        made.setdefault(brought, keep_bytes(brought.content, suffix=brought.suffix))
    return with_media(read.deck, {called: made[brought] for called, brought in read.files.items()})


def _bytes(name: str) -> bytes | None:
    path = shown_media(name)
    return path.read_bytes() if path is not None else None
