"""The languages under the titles: every card has every one of them, and a mistake in the list is told whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.deck import load_deck
from cards.errors import DeckError
from cards.languages import WORDS, load_languages


def test_every_card_is_written_and_said_in_every_language() -> None:
    codes = {language.code for language in load_languages()}
    assert {"fr", "fr-simple", "en", "ar"} < codes
    assert all(codes <= set(card.titles) and codes <= set(card.spoken) for card in load_deck().cards)


def test_french_comes_first_and_arabic_from_right_to_left() -> None:
    languages = {language.code: language for language in load_languages()}
    assert next(iter(languages)) == "fr"
    assert languages["ar"].direction == "rtl"
    assert languages["fr-simple"].tag == "fr"


def test_a_card_with_two_openings_has_two_in_each_language() -> None:
    card = load_deck().card("aime")
    assert card is not None
    assert {len(title.split(" / ")) for title in card.titles.values()} == {2}


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "langues.toml"
    words = "\n".join(f'{word} = "x"' for word in WORDS if word != "joker")
    wrong.write_text(f'[[langue]]\ncode = "en"\nnom = "English"\nsens = "haut"\n[langue.mots]\n{words}\n')
    with pytest.raises(DeckError) as raised:
        load_languages(wrong)
    told = str(raised.value)
    assert "il manque « lang »" in told
    assert "« sens » doit être ltr ou rtl" in told
    assert "il manque le mot « joker »" in told


def test_french_must_be_there(tmp_path: Path) -> None:
    alone = tmp_path / "langues.toml"
    words = "\n".join(f'{word} = "x"' for word in WORDS)
    alone.write_text(f'[[langue]]\ncode = "en"\nnom = "English"\nlang = "en"\nsens = "ltr"\n[langue.mots]\n{words}\n')
    with pytest.raises(DeckError, match="doit être le français"):
        load_languages(alone)
