"""Decks with wrong types: to join tests/cards/test_deck.py once cards/deck.py:_problems checks the forms first."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.deck import load_deck
from cards.errors import DeckError

HEAD = '[deck]\nid = "x"\ntitre = "X"\n'


@pytest.mark.parametrize(
    "text",
    ["deck = 3\ncarte = 3", HEAD + "[carte]\nid = 1", HEAD + '[[carte]]\nid = "a"\nimage = "a.svg"\ntitre = "A"', 'carte = ["a"]\n' + HEAD,
     HEAD + '[[carte]]\nid = ["a"]\nimage = "a.svg"\ntitre = { fr = "A" }', HEAD + '[[carte]]\nid = "a"\nimage = 3\ntitre = { fr = "A" }'],
)  # fmt: skip
def test_a_deck_with_wrong_types_is_refused_in_french(tmp_path: Path, text: str) -> None:
    (tmp_path / "jeu.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeckError):
        load_deck(tmp_path / "jeu.toml")
