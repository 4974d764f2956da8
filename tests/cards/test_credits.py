"""Who made what: said on the page of credits, and true of what is shipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from cards.credits import checking_line, credits, to_check
from cards.deck import load_deck
from cards.make_pictures import VENDOR

LICENCES = Path(__file__).parent.parent.parent / "LICENCES.md"


def test_every_part_has_a_maker_and_a_licence_that_the_list_of_licences_names() -> None:
    listed = LICENCES.read_text(encoding="utf-8")
    assert all(one.what and one.who and one.licence in listed for one in credits())
    assert any("Microsoft" in one.who and one.licence == "MIT" for one in credits())


def test_the_languages_to_be_read_over_are_those_that_are_not_french() -> None:
    assert [one.code for one in to_check()] == ["en", "ar", "pt", "uk", "tr"]
    assert [one.code for one in to_check(("fr", "tr", "fr-simple"))] == ["tr"]


def test_the_print_says_in_one_sentence_which_languages_are_to_be_read_over() -> None:
    deck = load_deck()
    said = checking_line(deck, ("fr", "ar", "uk", "tr"))
    assert said == "Traductions à faire relire par une personne dont c'est la langue : arabe, ukrainien et turc."
    assert checking_line(deck, ("ar",)).endswith(" : arabe.")
    assert checking_line(deck, ("fr", "fr-simple")) == ""


def test_a_team_is_not_told_to_have_its_own_words_read_over() -> None:
    deck = load_deck()
    theirs = tuple(replace(card, titles=card.titles | {"ar": f"{card.id} ١"}) for card in deck.cards)
    assert checking_line(replace(deck, cards=theirs), ("fr", "ar")) == ""
    mixed = replace(deck, cards=(*theirs[:3], deck.cards[3]))
    assert checking_line(mixed, ("fr", "ar")).endswith(" : arabe.")


def test_every_card_of_ours_says_who_drew_it_and_which_family_it_is_of() -> None:
    cards = load_deck().cards
    assert all("KParole" in card.credit for card in cards)
    drawn_with_emojis = {card.id for card in cards if "Fluent Emoji" in card.credit}
    assert {card.id for card in cards} - drawn_with_emojis == {"partage", "ameliore"}
    assert {card.family for card in cards if card.joker} == {"Joker"}
    assert 3 <= len({card.family for card in cards if not card.joker and card.family}) <= 6


def test_the_page_says_who_drew_what_and_which_languages_wait_for_a_reader(client: FlaskClient) -> None:
    page = client.get("/cartes/credits").get_data(as_text=True)
    assert all(one.licence in page for one in credits())
    assert page.count("À faire relire par une personne dont c’est la langue") == 5
    assert page.count("thumb l") == 15
    assert "un grand sac de courses" in page
    assert "Українська" in page
    assert "Türkçe" in page
    assert VENDOR.name not in page
