"""The deck on its table, the pictures and sounds of the cards, and who made them."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from cards.credits import credits
from cards.languages import load_languages
from cards.library import known_deck, table_deck
from cards.media import media_digest, media_type
from cards.media_store import shown_media
from cards.picture_set import alt_text

blueprint = Blueprint("cards", __name__, url_prefix="/cartes")

LONG = "public, max-age=31536000, immutable"
SHORT = "public, max-age=86400"
ADDRESS = "/cartes/media/"


def media_url(name: str) -> str:
    """The address of a file that a deck names: other bytes have another address."""
    return f"{ADDRESS}{name}?v={media_digest(name)}"


@blueprint.app_context_processor
def _addresses() -> dict[str, object]:
    return {"media_url": media_url}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every card, in the order of print."""
    return render_template("cards/index.html", deck=table_deck())


@blueprint.get("/credits")
def credits_page() -> ResponseReturnValue:
    """Who drew, wrote and lent what is on the cards."""
    return render_template(
        "cards/credits.html", credits=credits(), deck=table_deck(), languages=load_languages(), alt_text=alt_text
    )


@blueprint.get("/images/<card_id>.svg")
def picture(card_id: str) -> ResponseReturnValue:
    """The picture of a card of the deck on the table, or of any other; « joker » gives the first joker's."""
    card = known_deck().card(card_id)
    return _sent(card.picture, SHORT) if card is not None else abort(404)


@blueprint.get("/media/<name>")
def media(name: str) -> ResponseReturnValue:
    """One picture or sound that a deck names; parts of a sound are given to whoever asks for a range."""
    return _sent(name, LONG if request.args.get("v") else SHORT)


def _sent(name: str, kept: str) -> ResponseReturnValue:
    path = shown_media(name)
    if path is None:
        abort(404)
    response = send_file(path, mimetype=media_type(name), conditional=True, etag=media_digest(name))
    response.headers["Cache-Control"] = kept
    return response
