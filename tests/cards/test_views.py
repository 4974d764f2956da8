from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from cards.deck import load_deck


def test_the_table_shows_every_card_with_its_words(client: FlaskClient) -> None:
    page = client.get("/cartes/").get_data(as_text=True)
    assert page.count("data-card ") == len(load_deck().cards) == 15
    assert "J&#39;ai créé un lien…" in page


@pytest.mark.parametrize("card", [*(card.id for card in load_deck().cards), "joker"])
def test_every_card_has_a_picture_that_a_browser_may_keep(client: FlaskClient, card: str) -> None:
    answer = client.get(f"/cartes/images/{card}.svg", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert "max-age" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("card", ["inconnue", "..%2fdeck", "appris.svg/..", ""])
def test_a_picture_of_no_card_is_not_there(client: FlaskClient, card: str) -> None:
    assert client.get(f"/cartes/images/{card}.svg").status_code == 404
