"""What every interview tells of its cards, read from the tables: each once, none that should not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from analysis import card_journals
from analysis.card_life import Game, Taken
from analysis.card_life_service import played
from cards.deck import load_deck
from interviews.draft_service import pour
from interviews.journal_service import store_batch
from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code, declare_consent
from kparole.access import NOBODY, acting_as
from kparole.db import db
from tests.interviews.journal_making import Device, uid
from tests.kparole.test_every_page import queries

ON_BOTH = pytest.mark.both_databases
DECK = load_deck()


@pytest.fixture(autouse=True)
def within(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def led(name: str, *, end: bool = True, notes: str = "given", title: str = "Chez Malika", **opening: Any) -> Device:
    """An interview on a tablet: « utile » read, « aime » skipped, a joker with a title taken."""
    tablet = Device(name, uid(name))
    done = [
        tablet.opens(version=DECK.version, **opening),
        tablet.does("consent.set", {"use": "notes", "state": notes, "how": "oral"}, on="consent:notes"),
        tablet.does("card.read", {"card": "utile"}),
        tablet.does("card.skip", {"card": "aime"}),
        tablet.does("card.take", {"pick": uid((name, 1)), "card": "joker-2", "title": title}),
        tablet.does("card.take", {"pick": uid((name, 2)), "card": "utile"}),
        tablet.writes(f"Un mot de {name}", on=f"note:carte:{uid((name, 2))}:{uid((name, 3))}"),
    ]
    send(tablet, *done, *([tablet.does("end.mark")] if end else []))
    return tablet


def send(tablet: Device, *operations: dict[str, Any]) -> None:
    assert store_batch(tablet.interview, operations).refused == []


def only() -> Game:
    (game,) = played().games
    return game


@ON_BOTH
def test_an_interview_poured_is_counted_once_with_what_its_tablet_knows() -> None:
    tablet = led("A")
    before = only()
    assert (before.id, before.skipped, before.read) == (tablet.interview, {"aime"}, {"utile"})
    code = pour(tablet.interview)
    game = only()
    assert (game.id, game.taken, game.followed) == (code, before.taken, True)
    assert (game.skipped, game.read, game.version) == ({"aime"}, {"utile"}, DECK.version)
    assert game.taken == (Taken("joker", title="Chez Malika"), Taken("utile"))


@ON_BOTH
def test_what_arrives_later_is_seen_at_once() -> None:
    tablet = led("A")
    assert {one.card for one in only().taken} == {"joker", "utile"}
    other = Device("B", tablet.interview)
    send(other, other.does("card.take", {"pick": uid("autre"), "card": "cree"}))
    assert {one.card for one in only().taken} == {"joker", "utile", "cree"}


def test_a_trial_one_not_opened_and_one_not_over_are_not_counted() -> None:
    led("essai", trial=True)
    led("en cours", end=False)
    lost = Device("perdu", uid("perdu"))
    send(lost, lost.does("card.take", {"pick": uid("x"), "card": "utile"}))
    found = played()
    assert (found.games, found.running) == ((), 1)


@ON_BOTH
def test_whoever_did_not_want_her_notes_kept_is_not_counted() -> None:
    led("non", notes="refused")
    tablet = led("oui")
    code = pour(tablet.interview)
    assert (len(played().games), played().kept_back) == (1, 1)
    row = compte_rendu_by_code(code)
    assert row is not None
    declare_consent(row, uses=["notes"], who="x", when="x", how="oral", state="withdrawn")
    db.session.commit()
    assert (played().games, played().kept_back) == ((), 2)


def test_an_erased_title_is_gone_from_memory_too() -> None:
    tablet = led("A")
    assert "Malika" in repr(only())
    taking = uid((tablet.interview, "A", 5))
    send(tablet, tablet.does("erase", {"target": taking, "hash": "0" * 64}))
    assert "Malika" not in repr(played())
    assert "Malika" not in repr(card_journals._memories)


def test_only_the_comptes_rendus_that_are_asked_for() -> None:
    code = pour(led("A").interview)
    led("B")
    assert [game.id for game in played(codes={code}).games] == [code]
    assert played(codes=set()).games == ()


def test_nobody_in_particular_reaches_nothing() -> None:
    pour(led("A").interview)
    led("B")
    with acting_as(NOBODY):
        assert played().games == ()


def test_a_deck_that_is_not_known_here_is_not_among_the_decks() -> None:
    db.session.add(
        CompteRendu(uid="x", code="X-01", pseudonym="Zoé", words_hash="x", deck_version="perdue", problems=[])
    )
    db.session.commit()
    found = played()
    assert (dict(found.decks), found.shown, found.games[0].version) == ({}, DECK, "perdue")


@ON_BOTH
def test_many_interviews_take_as_many_questions_as_a_few(app: Flask) -> None:
    asked = []
    for number in (2, 9):
        for one in range(number):
            led(f"{number}-{one}")
        with queries(app) as statements:
            assert played().games
        asked.append(len(statements))
        with queries(app) as statements:
            played()
        asked.append(len(statements))
    assert asked[0] == asked[2] <= 10
    assert asked[1] == asked[3] == asked[0] - 1  # the journals are not read again
