from __future__ import annotations

from datetime import date

import pytest

from analysis.card_choice import (
    BACKWARDS,
    NO_SUCH,
    Choice,
    choice_said,
    on_both,
    period,
    read_choice,
    version_names,
    what_differs,
)
from analysis.card_life import Played
from tests.analysis.card_making import DECK, DECKS, OTHER, took

GAMES = (
    took("utile", id="1", on=date(2026, 1, 5)),
    took("utile", id="2", on=date(2026, 2, 5), version=OTHER.version),
    took("utile", id="3", on=date(2026, 3, 5), version=OTHER.version),
)
KNOWN = [DECK.version, OTHER.version]
PLAYED = Played(GAMES, DECKS, DECK)


def test_an_address_says_a_version_and_a_period() -> None:
    choice, wrong = read_choice({"a_jeu": OTHER.version, "a_au": "2026-02-28"}, prefix="a_", known=KNOWN)
    assert (choice, wrong) == (Choice(OTHER.version, None, date(2026, 2, 28)), ())
    assert [game.id for game in GAMES if choice.takes(game)] == ["2"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"du": "hier"}, "« hier » n'est pas une date"),
        ({"du": "2026-02-30"}, "2026-02-30"),
        ({"du": "2026-03-01", "au": "2026-01-01"}, BACKWARDS[:20]),
        ({"jeu": "<script>"}, NO_SUCH[:20]),
    ],
)
def test_what_cannot_be_understood_is_said_and_left_out(said: dict[str, str], told: str) -> None:
    choice, wrong = read_choice(said, known=KNOWN)
    assert choice.everything
    assert len(wrong) == 1
    assert told in wrong[0]


def test_whoever_may_not_choose_moves_nothing() -> None:
    assert read_choice({"du": "2026-02-01", "jeu": KNOWN[0]}, known=KNOWN, free=False) == (Choice(), ())


def test_versions_of_one_deck_are_numbered_in_the_order_of_use() -> None:
    names = version_names(PLAYED)
    assert [(one.name, one.interviews) for one in names] == [
        ("Le jeu des KPA, version 1", 1), ("Le jeu des KPA, version 2", 2),
    ]  # fmt: skip
    assert names[1].when == "du 5 février 2026 au 5 mars 2026"
    assert (
        choice_said(Choice(OTHER.version, date(2026, 2, 1)), names)
        == "Le jeu des KPA, version 2, depuis le 1er février 2026"
    )
    assert choice_said(Choice(), names) == "Tous les entretiens"


def test_what_differs_between_two_versions_is_told_in_sentences() -> None:
    ((head, sentences),) = what_differs(version_names(PLAYED))
    assert head == "De « Le jeu des KPA, version 1 » à « Le jeu des KPA, version 2 »"
    assert any("J'ai testé…" in sentence for sentence in sentences)
    assert what_differs(version_names(PLAYED)[:1]) == ()


def test_a_deck_that_is_no_longer_here_is_said_to_be_so() -> None:
    ((_, sentences),) = what_differs(version_names(Played(GAMES, {DECK.version: DECK}, DECK)))
    assert "n'a plus un de ces deux jeux" in sentences[0]


def test_interviews_on_both_sides_are_told() -> None:
    assert on_both(Choice(DECK.version), Choice(OTHER.version), GAMES) == ""
    assert on_both(Choice(), Choice(OTHER.version), GAMES).startswith("2 entretiens sont des deux côtés")


def test_a_period_is_said_with_or_without_its_ends() -> None:
    assert [period(None, None), period(date(2026, 1, 1), None)] == ["", "depuis le 1er janvier 2026"]
