"""What the pages of the editor share: their blueprint, the draft they work on, how a change is made and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import NotFound

from cards.brought import Brought
from cards.deck import Card, Deck
from cards.errors import DeckError, NoDeck
from cards.library import Draft, Shelf, draft_of, library
from cards.media_store import keep_bytes
from cards.service import SHIPPED, change
from kparole.access import current
from kparole.db import db

blueprint = Blueprint("decks", __name__, url_prefix="/cartes/jeux")

NAMES = "kparole.names"
"""Where the application says how to call those who act, by their opaque key."""
LONGEST_CALL = 48


@blueprint.errorhandler(NoDeck)
def _no_deck(_error: NoDeck) -> ResponseReturnValue:
    return current_app.handle_user_exception(NotFound())


def called(title: str) -> str:
    """A title in guillemets, short enough for a button.

    >>> called("J'ai appris…")
    "« J'ai appris… »"
    """
    short = title if len(title) <= LONGEST_CALL else title[: LONGEST_CALL - 1].rstrip() + "…"
    return f"« {short} »"


def shelf_of(slug: str) -> Shelf:
    """A deck as it stands on the shelf; 404 for what is not there."""
    return next((one for one in library() if one.slug == slug), None) or abort(404)


def to_change(slug: str) -> Draft | None:
    """The draft of a deck that may be changed; None, said to the person, for one that travels with KParole."""
    draft = draft_of(slug)
    if draft.shipped:
        flash(SHIPPED, "error")
        return None
    return draft


def card_in(deck: Deck, card_id: str) -> Card | None:
    """The card with exactly this id."""
    return next((card for card in deck.cards if card.id == card_id), None)


def seen_edition() -> int:
    """The number of the edition the person was looking at; 0 when the form does not say."""
    return sent_number("base")


def sent_number(name: str) -> int:
    """A number of an edition, as a form says it; 0 for what is none."""
    number = request.form.get(name, 0, type=int)
    return number if 0 < number < 1_000_000_000 else 0


def act(
    slug: str, *, what: str, to: Callable[[Deck], Deck], said: str | None = None, anchor: str | None = None
) -> ResponseReturnValue:
    """Make a small change and come back to the deck; what cannot be done is said there, and nothing is written."""
    try:
        change(slug, base=seen_edition(), what=what, card=None, to=to)
    except DeckError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        flash(said or what)
    return redirect(url_for("decks.show", slug=slug, _anchor=anchor))


def keep(brought: Brought) -> str:
    """Keep what was brought at once, so that a page that comes back with something to mend can still show it."""
    name = keep_bytes(brought.content, suffix=brought.suffix)
    db.session.commit()
    return name


def seal(name: str) -> str:
    """The name of a kept file, as a page may carry it: only names that we gave come back."""
    return str(_sealer().dumps([current().key, name]))


def unseal(text: str) -> str | None:
    """The name that was sealed for this person; None for anything else."""
    try:
        who, name = _sealer().loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return str(name) if who == current().key else None


def names() -> Mapping[str, str]:
    """How to call those who act, by key; somebody who is not there any more is not named."""
    known: Mapping[str, str] = current_app.extensions.get(NAMES, dict)()
    return {**known, current().key: "vous"}


def _sealer() -> URLSafeSerializer:
    secret: Any = current_app.secret_key
    return URLSafeSerializer(secret, salt="cards.deck_room")
