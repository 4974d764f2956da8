"""What is wrong with a deck is said all at once, each with its line, so that one correction is enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.deck import Card, load_deck, made_deck, read_deck
from cards.deck_toml import parsed
from cards.deck_write import deck_text

HEAD = '[deck]\nid = "mien"\ntitre = "Le mien"\n'
GOOD = '[[carte]]\nid = "{id}"\nimage = "appris.svg"\ntitre = {{ fr = "{id}" }}\n'


def complaints(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.what) for one in parsed(text, exists=lambda name: name == "appris.svg")[1]]


def test_a_sound_deck_has_nothing_wrong() -> None:
    assert complaints(HEAD + GOOD.format(id="a") + GOOD.format(id="b")) == []


def test_every_line_that_is_not_toml_is_said_with_what_to_mend() -> None:
    text = (
        HEAD
        + '[[carte]]\nid "a"\nimage = "appris.svg"\ntitre = { fr = "A }\n'
        + '[[carte]]\nid = b\nimage = "appris.svg"\n'
    )
    found = complaints(text)
    assert [line for line, _what in found] == [5, 7, 9]
    assert "signe =" in found[0][1]
    assert "guillemet" in found[1][1]
    assert "entre guillemets" in found[2][1]


def test_a_card_whose_lines_are_broken_hides_no_other() -> None:
    text = HEAD + '[[carte]]\nid "a"\n' + '[[carte]]\nid = "b"\ntitre = { fr = "B" }\n'
    assert [line for line, _what in complaints(text)] == [5, 6]


def test_two_cards_with_one_id_are_said_with_both_lines() -> None:
    found = complaints(HEAD + GOOD.format(id="a") + GOOD.format(id="a"))
    assert found == [(9, "cet identifiant sert déjà ligne 5 ; choisissez-en un autre.")]


def test_a_picture_that_is_not_there_is_said_at_its_line() -> None:
    [(line, what)] = complaints(HEAD + '[[carte]]\nid = "a"\nimage = "perdue.png"\ntitre = { fr = "A" }\n')
    assert line == 6
    assert "perdue.png" in what


def test_a_language_to_say_without_its_title_is_said_at_its_line() -> None:
    text = HEAD + GOOD.format(id="a") + '[carte.dire]\nfr = "A."\ntr = "A."\n'
    [(line, what)] = complaints(text)
    assert line == 10
    assert "Ajoutez le titre" in what


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('masquee = "oui"', "true ou false"),
        ("famille = 3", "famille"),
        ('variantes = "une"', "liste"),
        ('son = { fr = "rien.ogg" }', "rien.ogg"),
        ('dire = { français = "A" }', "guillemet"),
        ('dire = { "français" = "A" }', "code de langue"),
        (f'dire = {{ fr = "{"a" * 1001}" }}', "trop long"),
        (f'famille = "{"a" * 81}"', "trop long"),
        (f'credit = "{"a" * 201}"', "trop long"),
        (f'variantes = ["{"a" * 201}"]', "200 signes"),
        (f"variantes = {['a'] * 21}", "20 textes"),
        (f'dire = {{ aa{"-bbbb" * 5} = "A" }}', "code de langue"),
    ],
)
def test_a_wrong_value_is_said_at_its_line(line: str, word: str) -> None:
    if word == "guillemet":
        assert complaints(HEAD + GOOD.format(id="a") + line)[0][0] == 8
        return
    assert [(at, word in what) for at, what in complaints(HEAD + GOOD.format(id="a") + line)] in (
        [(8, True)],
        [(8, True), (8, False)],
    )


def test_a_deck_of_two_hundred_and_one_cards_is_too_long() -> None:
    text = HEAD + "".join(GOOD.format(id=f"c{number}") for number in range(201))
    assert [line for line, _what in complaints(text)] == [4 + 4 * 200]


def test_no_card_is_called_joker_for_notes_call_any_joker_so() -> None:
    [(line, what)] = complaints(HEAD + GOOD.format(id="joker"))
    assert line == 5
    assert "joker-1" in what


def test_the_name_of_a_deck_is_short() -> None:
    [(line, what)] = complaints(HEAD.replace("titre = ", f'titre = "{"J" * 81}" # ', 1) + GOOD.format(id="a"))
    assert line == 3
    assert "80 signes" in what


@pytest.mark.parametrize("line", ["x = " + "[" * 5_000, "x = " + "9" * 6_000])
def test_brackets_and_numbers_without_end_are_said(line: str) -> None:
    assert ["sans fin" in what for _, what in complaints(HEAD + line + "\n" + GOOD.format(id="a"))] == [True]


@given(st.text(max_size=300))
def test_any_text_is_a_deck_or_french_sentences(text: str) -> None:
    data, wrong = parsed(text)
    assert wrong or data["carte"]
    assert all(one.what.endswith((".", ").", '"')) or one.what[0].isalpha() for one in wrong)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=40).filter(
    lambda one: bool(one.strip())
)
CARDS = st.builds(
    Card,
    id=st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    picture=st.just("appris.svg"),
    joker=st.booleans(),
    titles=st.fixed_dictionaries({"fr": WORDS, "ar": WORDS}),
    spoken=st.dictionaries(st.sampled_from(["fr", "ar"]), WORDS),
    variants=st.lists(WORDS, max_size=2).map(tuple),
    family=WORDS,
    credit=WORDS,
    sounds=st.just({}),
    hidden=st.booleans(),
)


@given(st.lists(CARDS, min_size=1, max_size=5, unique_by=lambda card: card.id), WORDS)
def test_what_is_written_is_read_back(cards: list[Card], title: str) -> None:
    deck = made_deck("essai", title, cards)
    back = read_deck(deck_text(deck), name="essai")
    assert back == deck
    assert deck_text(back) == deck_text(deck)


def test_our_own_deck_is_read_back_from_what_is_written_of_it() -> None:
    assert read_deck(deck_text(load_deck()), name="kpa") == load_deck()
