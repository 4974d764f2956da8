"""The page of one card: its words in every language, its picture, its voices; and the page of a card to add."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cards.card_given import PICTURE, SOUND, Files, Given, Media, given
from cards.card_merge import merged
from cards.deck import Card, Deck
from cards.deck_edits import JOKER_TITLE, added, with_card
from cards.deck_pages import CardPage, found, tongues_of
from cards.deck_room import blueprint, called, card_in, keep, seal, seen_edition, to_change, unseal
from cards.errors import DeckConflict, DeckError
from cards.library import Draft, draft_of, edition, known_card_ids
from cards.picture_set import picture_set
from cards.service import change
from kparole.db import db
from kparole.headers import POLICY
from kparole.uploads.kinds import MB

FIRST_JOKER = "joker-1.svg"
READ_AT_MOST = 20 * MB + 1
SAVED = "La carte est enregistrée dans le brouillon."
BOTH = "Quelqu'un d'autre changeait aussi cette carte. Ses changements et les vôtres sont gardés ensemble."
CLASH = (
    "Quelqu'un d'autre a changé cette carte pendant que vous écriviez. Vos mots sont dans les cases ; "
    "sous chacune, ce que l'autre personne a mis. Choisissez, puis enregistrez de nouveau."
)
TAKEN_AWAY = (
    "Quelqu'un a retiré cette carte pendant que vous écriviez. Vos mots sont gardés ci-dessous : ajoutez-la de nouveau."
)


@blueprint.route("/<slug>/cartes/<card_id>", methods=["GET", "POST"])
def edit(slug: str, card_id: str) -> ResponseReturnValue:
    """Change a card. Nothing moves on the table: this is the draft."""
    draft = to_change(slug)
    if draft is None:
        return redirect(url_for("decks.show", slug=slug))
    card = card_in(draft.deck, card_id)
    if request.method == "GET":
        return _page(slug, draft, card or abort(404))
    seen = card or card_in(edition(slug, seen_edition()), card_id) or abort(404)
    got = _given(draft.deck, seen)
    if _only_looks() or got.troubles:
        return _page(slug, draft, got.card, got=got, new=card is None, base=seen_edition())
    if card is None:
        flash(TAKEN_AWAY, "error")
        return _page(slug, draft, got.card, got=got, new=True, status=409)
    return _save(slug, got)


@blueprint.route("/<slug>/ajouter", methods=["GET", "POST"])
def add(slug: str) -> ResponseReturnValue:
    """A card more: a theme, or a joker (``?joker=1``)."""
    draft = to_change(slug)
    if draft is None:
        return redirect(url_for("decks.show", slug=slug))
    joker = request.values.get("joker") == "1"
    start = Card(f"carte-{token_hex(4)}", FIRST_JOKER if joker else "", joker, {}, {})
    if request.method == "GET":
        shown = replace(start, titles={"fr": JOKER_TITLE}) if joker else start
        return _page(slug, draft, shown, new=True)
    got = _given(draft.deck, start)
    if _only_looks() or got.troubles:
        return _page(slug, draft, got.card, got=got, new=True)
    try:
        change(
            slug,
            base=draft.number,
            what=f"{called(got.card.title)} ajoutée",
            card=None,
            to=lambda d: added(d, got.card),
        )
    except DeckError as error:
        db.session.rollback()
        flash(str(error), "error")
        return _page(slug, draft_of(slug), got.card, got=got, new=True, status=422)
    flash(f"{called(got.card.title)} est dans le brouillon.")
    return redirect(url_for("decks.show", slug=slug, _anchor=f"carte-{got.card.id}"))


def _save(slug: str, got: Given) -> ResponseReturnValue:
    """Write the card; when somebody wrote the same one meanwhile, put both together or show both."""
    try:
        _write(slug, got.card, base=seen_edition())
        flash(SAVED)
    except DeckConflict:
        db.session.rollback()
        return _both(slug, got)
    except DeckError as error:
        db.session.rollback()
        flash(str(error), "error")
        return _page(slug, draft_of(slug), got.card, got=got, status=422, base=seen_edition())
    return redirect(url_for("decks.show", slug=slug, _anchor=f"carte-{got.card.id}"))


def _both(slug: str, got: Given) -> ResponseReturnValue:
    draft = draft_of(slug)
    base, theirs = card_in(edition(slug, seen_edition()), got.card.id), card_in(draft.deck, got.card.id)
    if theirs is None:
        flash(TAKEN_AWAY, "error")
        return _page(slug, draft, got.card, got=got, new=True, status=409)
    together = merged(base or theirs, got.card, theirs)
    if together.clashes:
        flash(CLASH, "error")
        return _page(slug, draft, together.card, got=got, theirs=theirs, clashes=together.clashes, status=409)
    _write(slug, together.card, base=draft.number)
    flash(BOTH)
    return redirect(url_for("decks.show", slug=slug, _anchor=f"carte-{got.card.id}"))


def _write(slug: str, card: Card, *, base: int) -> None:
    def to(deck: Deck) -> Deck:
        now = card_in(deck, card.id)
        return with_card(deck, replace(card, hidden=now.hidden if now else False))

    change(slug, base=base, what=f"{called(card.title)} changée", card=card.id, to=to)


def _given(deck: Deck, card: Card) -> Given:
    media = Media(keep, seal, unseal, {one.name for one in picture_set()})
    codes = [one.code for one in tongues_of(deck, *card.titles)]
    return given(request.form, _files(), card, codes=codes, media=media)


def _files() -> Files:
    """What was really sent; an empty field is no file."""
    wanted = {
        name: file
        for name, file in request.files.items()
        if file.filename and (name == PICTURE or name.startswith(SOUND))
    }
    return {name: (file.stream.read(READ_AT_MOST), file.filename or "") for name, file in wanted.items()}


def _only_looks() -> bool:
    """True for the buttons that show the page again and write nothing."""
    return "voir" in request.form or "chercher" in request.form


def _page(
    slug: str,
    draft: Draft,
    card: Card,
    *,
    got: Given | None = None,
    theirs: Card | None = None,
    clashes: tuple[str, ...] = (),
    new: bool = False,
    status: int | None = None,
    base: int | None = None,
) -> Response:
    search = request.form.get("recherche", "")
    pictures = found(picture_set(), search) if "chercher" in request.form else picture_set()
    page = CardPage(
        slug=slug,
        deck=draft.deck,
        base=draft.number if base is None or theirs is not None else base,
        card=card,
        tongues=tongues_of(draft.deck, *card.titles),
        pictures=pictures,
        new=new,
        troubles=got.troubles if got and not _only_looks() else {},
        theirs=theirs,
        clashes=clashes,
        kept=got.kept if got else {},
        search=search,
        typed=request.form,
        removable=not new and card.id not in known_card_ids(),
    )
    wrong = 422 if page.troubles else 200
    response = current_app.make_response((render_template("decks/card.html", page=page), status or wrong))
    # What is chosen or recorded is looked at and listened to before it is sent.
    policy = POLICY.replace("img-src 'self'", "img-src 'self' blob:") + "; media-src 'self' blob:"
    response.headers["Content-Security-Policy"] = policy
    response.headers["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=(), payment=(), usb=()"
    return response
