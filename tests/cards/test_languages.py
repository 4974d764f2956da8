"""The languages under the titles: every card has every one of them, and a mistake in the list is told whole."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from cards.deck import load_deck
from cards.errors import DeckError
from cards.languages import WORDS, Language, load_languages


def test_every_card_is_written_and_said_in_every_language() -> None:
    codes = {language.code for language in load_languages()}
    assert {"fr", "fr-simple", "en", "ar", "pt", "uk", "tr"} == codes
    assert all(codes <= set(card.titles) and codes <= set(card.spoken) for card in load_deck().cards)


def test_french_comes_first_and_arabic_from_right_to_left() -> None:
    languages = {language.code: language for language in load_languages()}
    assert next(iter(languages)) == "fr"
    assert languages["ar"].direction == "rtl"
    assert languages["fr-simple"].tag == "fr"


@pytest.mark.parametrize("card_id", ["aime", "rencontre"])
def test_a_card_with_two_openings_has_two_in_each_language(card_id: str) -> None:
    card = load_deck().card(card_id)
    assert card is not None
    titles = {code: title for code, title in card.titles.items() if code != "fr-simple" or card_id == "aime"}
    assert {len(title.split(" / ")) for title in titles.values()} == {2}


SIGNS = {
    "ar": "ARABIC",
    "uk": "CYRILLIC",
    "tr": "LATIN",
    "pt": "LATIN",
    "en": "LATIN",
    "fr": "LATIN",
    "fr-simple": "LATIN",
}


@pytest.mark.parametrize("language", load_languages(), ids=lambda one: one.code)
def test_the_words_of_a_language_are_written_in_its_own_signs(language: Language) -> None:
    said = [
        *language.words.values(),
        *(text for card in load_deck().cards for text in (card.titles[language.code], card.spoken[language.code])),
    ]
    letters = {sign for text in said for sign in text.replace("KPA", "") if sign.isalpha()}
    assert {unicodedata.name(sign).split()[0] for sign in letters} == {SIGNS[language.code]}


def test_a_title_in_another_language_is_not_the_french_one() -> None:
    themes = [card for card in load_deck().cards if not card.joker]
    others = [code for code in SIGNS if not code.startswith("fr")]
    assert all(len({card.titles[code] for card in themes}) == len(themes) for code in others)
    assert not [card.id for card in themes for code in others if card.titles[code] == card.title]


def test_what_is_marked_to_be_read_over_is_true_or_false(tmp_path: Path) -> None:
    wrong = tmp_path / "langues.toml"
    words = "\n".join(f'{word} = "x"' for word in WORDS)
    head = '[[langue]]\ncode = "fr"\nnom = "Français"\nlang = "fr"\nsens = "ltr"\n'
    wrong.write_text(f'{head}a_relire = "oui"\n[langue.mots]\n{words}\n', encoding="utf-8")
    with pytest.raises(DeckError, match="« a_relire » vaut true ou false"):
        load_languages(wrong)
    right = tmp_path / "bonnes.toml"
    right.write_text(f"{head}[langue.mots]\n{words}\n", encoding="utf-8")
    assert [one.to_check for one in load_languages(right)] == [False]


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
