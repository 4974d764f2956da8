"""What the pages of the editor share: their blueprint, the compte-rendu they are about, its deck, how an edit is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, current_app

from cards.deck import Deck
from cards.library import deck_versioned, known_card_ids, known_deck
from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code
from interviews.writeup import service
from interviews.writeup.asked import asked
from interviews.writeup.errors import EditError
from interviews.writeup.service import Done
from kparole.access import current

blueprint = Blueprint("writeup", __name__, url_prefix="/entretiens")

NAMES = "kparole.names"
"""Where the application says how to call those who act, by their opaque key."""
LONGEST_SESSION = 64
NO_SUCH_CARD = "Cette carte n'existe pas ici. Choisissez-en une autre."


def row_of(code: str) -> CompteRendu:
    """The compte-rendu of this code; 404 when it is not within reach."""
    return compte_rendu_by_code(code) or abort(404)


def deck_for(row: CompteRendu) -> Deck:
    """The deck as it was worded for this interview, when that is known."""
    return deck_versioned(row.deck_version) or known_deck()


def make(code: str, data: Any, *, base: int, session: str) -> Done:
    """Make the edit that a page asks for. Raises EditError, nothing written then; LookupError when there is no such one."""
    edit = asked(data)
    if edit["do"] in ("undo", "redo"):
        return (service.undo if edit["do"] == "undo" else service.redo)(code, session=session)
    if edit.get("card") is not None and edit["card"] not in known_card_ids():
        raise EditError(NO_SUCH_CARD)
    return service.make(code, edit, base=base, session=session)


def window(value: Any) -> str | None:
    """The id of a window as it says it; None for what is not one."""
    fine = isinstance(value, str) and 8 <= len(value) <= LONGEST_SESSION and value.isascii() and value.isprintable()
    return value if fine else None


def callings() -> Mapping[str, str]:
    """How to call those who wrote, by key: « vous », else as the application calls them."""
    known: Mapping[str, str] = current_app.extensions.get(NAMES, dict)()
    return {**known, current().key: "vous"}
