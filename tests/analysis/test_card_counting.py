from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.card_life import PLACES, Game
from tests.analysis.card_making import CARDS, DECK, DECKS, OTHER, counted, games, renamed, taken, took


@given(games)
def test_each_interview_is_counted_once_everywhere(some: list[Game]) -> None:
    life = counted(*some)
    telling = [game for game in some if game.taken]
    assert (life.interviews, life.telling, life.silent) == (len(some), len(telling), len(some) - len(telling))
    assert sum(use.interviews for use in life.versions) == len(some)
    assert life.taken == sum(len(game.taken) for game in some)
    for line in life.lines:
        assert sum(line.ranks) == line.taken <= line.base <= life.telling
        assert line.first == line.ranks[0]
        aside = line.aside
        assert max(aside.read, aside.skipped, aside.later, aside.back, aside.again, aside.heard) <= aside.base


@given(games)
def test_first_cards_add_up_to_the_interviews_that_tell(some: list[Game]) -> None:
    life = counted(*some)
    strange = sum(game.taken[0].card is None for game in some if game.taken)
    assert sum(line.first for line in life.lines) + strange == life.telling
    assert sum(line.taken for line in life.lines) == sum(len(game.cards) for game in some)


@given(games)
def test_steps_are_those_of_the_interviews_with_two_cards(some: list[Game]) -> None:
    life = counted(*some)
    assert life.chained == sum(len(game.taken) > 1 for game in some)
    assert all(1 <= step.interviews <= life.chained for step in life.sequences)
    assert sum(step.interviews for step in life.openers) <= life.chained
    known = {(step.before, step.after): step.interviews for step in life.sequences}
    assert all(step.interviews <= known[step.before, step.after] for step in life.openers)
    assert [step.interviews for step in life.sequences] == sorted((s.interviews for s in life.sequences), reverse=True)


@given(games)
def test_every_title_is_in_one_group(some: list[Game]) -> None:
    titles = counted(*some).titles
    free = [one for game in some for one in game.taken if one.card in {"joker", None}]
    assert titles.given + titles.untitled == len(free)
    wordings = [title for group in titles.groups for title, _ in group.titles]
    assert len(wordings) == len(set(wordings))
    assert set(wordings) == {one.title for one in free if one.title and not one.title.startswith("JOKER")}


@given(games, st.randoms(use_true_random=False))
def test_the_order_of_the_interviews_changes_nothing(some: list[Game], chance: random.Random) -> None:
    mixed = [*some, *some[:3]]
    chance.shuffle(mixed)
    assert counted(*mixed) == counted(*some)


def test_nothing_at_all_is_the_deck_with_zeros() -> None:
    life = counted()
    assert [line.card for line in life.lines] == list(CARDS)
    assert (life.interviews, life.telling, life.never, life.versions) == (0, 0, (), ())
    assert all(line.usual is None for line in life.lines)


def test_one_interview_tells_ranks_and_what_follows_what() -> None:
    life = counted(took("utile", "joker:Le permis", "joker", "utile", "aime/1"))
    utile, joker, aime = (life.line(card) for card in ("utile", "joker", "aime"))
    assert utile
    assert joker
    assert aime
    assert (utile.taken, utile.ranks, utile.usual, utile.first) == (1, (1, 0, 0, 0, 0, 0), 1, 1)
    assert (joker.ranks, joker.usual) == ((0, 1, 0, 0, 0, 0), 2)
    assert aime.openings == (("J'ai aimé…", 0), ("Je n'ai pas aimé…", 1))
    assert [(step.before, step.after) for step in life.openers] == [("utile", "joker")]
    assert {(step.before, step.after) for step in life.sequences} == {
        ("utile", "joker"), ("joker", "joker"), ("joker", "utile"), ("utile", "aime"),
    }  # fmt: skip
    assert (life.titles.given, life.titles.untitled) == (1, 1)


def test_what_is_no_card_of_the_deck_keeps_its_rank_and_breaks_the_chain() -> None:
    life = counted(took("utile", None, "aime"))
    assert (life.strange, life.sequences) == (1, ())
    aime = life.line("aime")
    assert aime
    assert (aime.ranks[2], aime.unsaid) == (1, 1)
    assert life.titles.groups[0].titles == (("Autre chose", 1),)


def test_a_card_is_counted_on_the_interviews_that_had_it() -> None:
    with_it = took("utile", id="1")
    without = took("utile", id="2", version=OTHER.version)
    silent = took(id="3")
    life = counted(with_it, without, silent)
    teste, utile = life.line("teste"), life.line("utile")
    assert teste
    assert utile
    assert (teste.base, utile.base, utile.taken) == (1, 2, 2)
    assert "teste" in {line.card for line in life.never}
    assert counted(without).line("teste") is None


def test_ranks_beyond_the_last_place_are_kept_in_it() -> None:
    cards = [card for card in CARDS if card != "joker"][: PLACES + 2]
    life = counted(took(*cards))
    last = life.line(cards[-1])
    assert last
    assert last.ranks == (0,) * (PLACES - 1) + (1,)


def test_what_was_set_aside_is_told_of_tablets_only_and_of_what_was_left() -> None:
    read = frozenset({"utile", "aime", "cree"})
    tablet = took("utile", id="1", followed=True, read=read, skipped=frozenset({"aime"}), later=frozenset({"utile"}))
    back = took("aime", id="2", followed=True, back=frozenset({"cree"}))
    life = counted(tablet, back, took("aime", id="3"))
    utile, aime, cree = (life.line(card) for card in ("utile", "aime", "cree"))
    assert utile
    assert aime
    assert cree
    assert (life.followed, life.heard) == (2, 1)
    assert (utile.aside.base, utile.aside.heard, utile.aside.later, utile.aside.again) == (2, 1, 0, 1)
    assert (aime.aside.read, aime.aside.skipped) == (1, 1)
    assert (cree.aside.read, cree.aside.back) == (1, 1)


def test_versions_come_in_the_order_of_use() -> None:
    life = counted(took(id="1", version="b", on=date(2026, 5, 1)), took(id="2", version="a", on=date(2026, 6, 1)),
                   took(id="3", version="b", on=date(2026, 7, 1)))  # fmt: skip
    assert [(use.version, use.interviews, use.start.month, use.end.month) for use in life.versions] == [
        ("b", 2, 5, 7), ("a", 1, 6, 6),
    ]  # fmt: skip


def test_ten_thousand_interviews_are_counted_quickly() -> None:
    chance = random.Random(4)
    plain = [card for card in CARDS if card != "joker"]
    drawn = [tuple(map(taken, chance.sample(plain, 4))) for _ in range(50)]
    many = renamed([Game("x", DECK.version, date(2026, 1, 1), drawn[n % 50], n % 2 == 0) for n in range(10_000)])
    start = time.process_time()
    life = counted(*many)
    assert time.process_time() - start < 2
    assert life.telling == 10_000


@pytest.mark.parametrize("version", sorted(DECKS))
def test_a_deck_that_is_known_is_the_one_that_counts(version: str) -> None:
    life = counted(took("utile", version=version))
    assert {line.card for line in life.lines if line.base} == {
        card for card in CARDS if card != "teste" or version == DECK.version
    }
