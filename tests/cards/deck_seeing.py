"""What the tests of the editor's pages read, send and look for."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from cards.library import draft_of
from cards.media import media_path

SHELF = "/cartes/jeux/"
WORDS = {"titre-fr": "J'ai cuisiné…", "dire-fr": "J'ai cuisiné. Un plat.", "base": "1"}


def seen(visitor: FlaskClient, address: str, **form: Any) -> str:
    """The words and marks of a page, after a form was sent if there is one."""
    sent = visitor.post(address, data=form, follow_redirects=True) if form else visitor.get(address)
    return plain(sent.get_data(as_text=True))


def plain(page: str) -> str:
    return html.unescape(page).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def ids(app: Flask, slug: str) -> list[str]:
    with app.app_context():
        return [card.id for card in draft_of(slug).deck.cards]


def card_of(app: Flask, slug: str, card_id: str) -> Any:
    with app.app_context():
        return draft_of(slug).deck.card(card_id)


def kept(app: Flask, name: str) -> bytes:
    path = media_path(name, app.config["KPAROLE"].home)
    assert path is not None
    return path.read_bytes()


def file(content: bytes, name: str = "fichier") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())
