"""The deck on its table, and the pictures of the cards."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from cards.deck import PICTURES, load_deck

blueprint = Blueprint("cards", __name__, url_prefix="/cartes")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every card, in the order of print."""
    return render_template("cards/index.html", deck=load_deck())


@blueprint.get("/images/<card_id>.svg")
def picture(card_id: str) -> ResponseReturnValue:
    """The picture of a card; « joker » gives the first joker's."""
    card = load_deck().card(card_id)
    if card is None:
        abort(404)
    response = send_from_directory(PICTURES, card.picture, max_age=86400)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
