"""The editor of decks: the shelf, a deck laid out, and the small changes that one tap makes."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import cards.deck_card_views
import cards.deck_file_views  # noqa: F401  (these two bring their own addresses to the same blueprint)
from cards.deck import Deck
from cards.deck_edits import moved, removed, renamed, stepped, with_hidden
from cards.deck_pages import DeckPage, partial
from cards.deck_room import act, blueprint, called, card_in, shelf_of
from cards.errors import DeckError
from cards.forms import read_name
from cards.library import draft_of, known_card_ids, library, shelves_in_service
from cards.service import archive, copy, put_on_table, redo, undo
from cards.weight import too_heavy
from kparole.access import Right, current
from kparole.db import db

__all__ = ["blueprint"]

COPIED = "C'est copié. Changez ce que vous voulez : rien ne bouge sur la table avant la mise en service."
ON_TABLE = "Ce jeu est sur la table. Les entretiens déjà commencés gardent le leur."
AWAY, BACK = "Ce jeu est rangé.", "Ce jeu est de nouveau sur l'étagère."
NOTHING = "Il n'y a rien à annuler."


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The shelf: every deck, which one is on the table, what waits to be published."""
    makes = current().may(Right.MAKE_CARDS)
    return render_template("decks/index.html", shelves=library() if makes else shelves_in_service())


@blueprint.get("/<slug>/")
def show(slug: str) -> ResponseReturnValue:
    """The cards of a deck as on the table, with what can be done to each."""
    draft = draft_of(slug)
    heavy = too_heavy(draft.deck, current_app.config["KPAROLE"].home)
    page = DeckPage(slug, draft, shelf_of(slug), partial(draft.deck), known_card_ids(), heavy)
    return render_template("decks/show.html", page=page)


@blueprint.post("/<slug>/copier")
def copy_deck(slug: str) -> ResponseReturnValue:
    """A deck of the team that begins as this one."""
    try:
        title = read_name(request.form)
    except ValueError as error:
        flash(str(error), "error")
        return redirect(url_for("decks.index"))
    made = copy(slug, title=title)
    flash(COPIED)
    return redirect(url_for("decks.show", slug=made))


@blueprint.post("/<slug>/nom")
def rename(slug: str) -> ResponseReturnValue:
    """Another name for the deck; its address stays."""
    try:
        title = read_name(request.form)
    except ValueError as error:
        flash(str(error), "error")
        return redirect(url_for("decks.show", slug=slug))
    return act(slug, what=f"Nom du jeu : {called(title)}", to=lambda deck: renamed(deck, title))


@blueprint.post("/<slug>/ordre")
def move(slug: str) -> ResponseReturnValue:
    """A card one step nearer or further (``pas``), or just before another (``devant``, empty for the end)."""
    card_id, step = request.form.get("carte", ""), request.form.get("pas", 0, type=int)
    before = request.form.get("devant")

    def to(deck: Deck) -> Deck:
        if step:
            return stepped(deck, card_id, by=1 if step > 0 else -1)
        return moved(deck, card_id, before=before or None)

    place, title = _place_after(slug, card_id, to)
    said = f"{called(title)} est maintenant la carte {place}."
    return act(slug, what=f"{called(title)} déplacée", to=to, said=said, anchor=f"carte-{card_id}")


@blueprint.post("/<slug>/visible")
def hide(slug: str) -> ResponseReturnValue:
    """Put a card aside, or back on the table."""
    card_id, hidden = request.form.get("carte", ""), request.form.get("masquee") == "oui"
    card = card_in(draft_of(slug).deck, card_id)
    what = f"{called(card.title if card else '')} {'masquée' if hidden else 'montrée'}"
    return act(slug, what=what, to=lambda deck: with_hidden(deck, card_id, hidden=hidden), anchor=f"carte-{card_id}")


@blueprint.post("/<slug>/cartes/<card_id>/retirer")
def remove(slug: str, card_id: str) -> ResponseReturnValue:
    """Take away a card that was never shown; the others can only be hidden."""
    card = card_in(draft_of(slug).deck, card_id)
    known = known_card_ids()
    what = f"{called(card.title if card else '')} retirée"
    return act(slug, what=what, to=lambda deck: removed(deck, card_id, shown_before=known))


@blueprint.post("/<slug>/annuler")
def take_back(slug: str) -> ResponseReturnValue:
    """Undo the last change, whoever made it."""
    what = draft_of(slug).undo_what
    _said(lambda: undo(slug), f"Annulé : {what}" if what else NOTHING)
    return redirect(url_for("decks.show", slug=slug))


@blueprint.post("/<slug>/retablir")
def make_again(slug: str) -> ResponseReturnValue:
    """Redo what was undone."""
    what = draft_of(slug).redo_what
    _said(lambda: redo(slug), f"Refait : {what}" if what else NOTHING)
    return redirect(url_for("decks.show", slug=slug))


@blueprint.post("/<slug>/table")
def set_table(slug: str) -> ResponseReturnValue:
    """Interviews begin with this deck from now on."""
    shelf_of(slug)
    _said(lambda: put_on_table(slug), ON_TABLE)
    return redirect(url_for("decks.index"))


@blueprint.post("/<slug>/ranger")
def put_away(slug: str) -> ResponseReturnValue:
    """Archive a deck, or take it back from there."""
    away = request.form.get("ranger") == "oui"
    _said(lambda: archive(slug, archived=away), AWAY if away else BACK)
    return redirect(url_for("decks.index"))


def _said(do: Callable[[], object], done: str) -> None:
    """Do it and say so, or say why not."""
    try:
        do()
    except DeckError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        flash(done)


def _place_after(slug: str, card_id: str, to: Callable[[Deck], Deck]) -> tuple[int, str]:
    """Where a card will be and its title, to say it; (0, "") when it is not there."""
    deck = draft_of(slug).deck
    if card_in(deck, card_id) is None:
        return 0, ""
    cards = to(deck).cards
    place = next(place for place, card in enumerate(cards, 1) if card.id == card_id)
    return place, cards[place - 1].title
