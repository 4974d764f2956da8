"""The pictures to choose from: all of them found by words, all of them said to who does not see."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.deck import PICTURES, load_deck
from cards.errors import DeckError
from cards.picture_set import alt_text, picture_set


def test_the_set_holds_every_picture_once_those_of_the_deck_first() -> None:
    names = [one.name for one in picture_set()]
    assert names[:15] == [card.picture for card in load_deck().cards]
    assert sorted(names) == sorted(path.name for path in PICTURES.glob("*.svg"))


def test_every_picture_has_a_label_of_its_own_and_several_words() -> None:
    labels = [one.label for one in picture_set()]
    assert len(set(labels)) == len(labels)
    assert all(len(set(one.words)) == len(one.words) >= 5 for one in picture_set())


def test_every_picture_says_in_a_line_what_is_seen() -> None:
    texts = [one.alt for one in picture_set()]
    assert len(set(texts)) == len(texts)
    assert all(20 <= len(text) <= 160 and text[0].isupper() and text.endswith(".") for text in texts)


@pytest.mark.parametrize(
    ("word", "name"),
    [("budget", "argent.svg"), ("vélo", "reparation.svg"), ("dispute", "colere.svg"), ("démarches", "papiers.svg")],
)
def test_an_everyday_word_finds_a_picture(word: str, name: str) -> None:
    assert name in [one.name for one in picture_set() if word in one.words]


def test_a_picture_that_a_team_brought_has_no_text_of_ours() -> None:
    assert "femme âgée" in alt_text("utile.svg")
    assert alt_text("a" * 64 + ".png") == ""


def test_all_that_is_wrong_with_a_set_is_told_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "images.toml"
    wrong.write_text('[[image]]\nnom = "a.svg"\nmots = []\ntexte = "Vu."\n[[image]]\nmots = ["b"]\n', encoding="utf-8")
    with pytest.raises(DeckError) as raised:
        picture_set(wrong)
    told = str(raised.value).splitlines()
    assert told == [
        "Image 1 : « mots » est une liste d'un mot ou plus.",
        "Image 2 : il manque « nom » (un texte).",
        "Image 2 : il manque « texte » (un texte).",
    ]
    with pytest.raises(DeckError, match="ne se lit pas"):
        picture_set(tmp_path / "rien.toml")
