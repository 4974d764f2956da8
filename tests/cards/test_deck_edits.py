from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cards.card_merge import merged
from cards.deck import Card, Deck
from cards.deck_edits import added, moved, removed, renamed, stepped, untranslated, with_card, with_hidden
from cards.errors import DeckError
from cards.service import add_deck, change, redo, undo
from tests.cards.deck_making import a_card, a_deck, decks


def ids(deck: Deck) -> list[str]:
    return [card.id for card in deck.cards]


@settings(max_examples=20)
@given(decks(), st.data())
def test_moving_a_card_keeps_every_card_and_changes_nothing_else(deck: Deck, data: st.DataObject) -> None:
    card = data.draw(st.sampled_from(deck.cards))
    before = data.draw(st.sampled_from([*ids(deck), None, "inconnue"]))
    after = moved(deck, card.id, before=before)
    assert sorted(ids(after)) == sorted(ids(deck))
    assert set(map(repr, after.cards)) == set(map(repr, deck.cards))
    if before in ids(deck) and before != card.id:
        assert ids(after).index(card.id) + 1 == ids(after).index(before)
    elif before != card.id:
        assert ids(after)[-1] == card.id


@settings(max_examples=20)
@given(decks(), st.data())
def test_a_step_and_its_contrary_come_back_but_at_the_ends(deck: Deck, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(deck.cards) - 1))
    card, by = deck.cards[place], data.draw(st.sampled_from([-1, 1]))
    there = stepped(deck, card.id, by=by)
    if 0 <= place + by < len(deck.cards):
        assert ids(there).index(card.id) == place + by
        assert stepped(there, card.id, by=-by) == deck
    else:
        assert there == deck


STEPS = st.lists(
    st.tuples(st.sampled_from(["step", "hide", "title", "name", "add", "joker"]), st.integers(0, 5)), max_size=5
)


def edited(deck: Deck, *, kind: str, number: int) -> Deck:
    card = deck.cards[number % len(deck.cards)]
    if kind == "step":
        return stepped(deck, card.id, by=1 if number % 2 else -1)
    if kind == "hide":
        return with_hidden(deck, card.id, hidden=not card.hidden) if len(deck.shown) > 1 or card.hidden else deck
    if kind == "title":
        return with_card(deck, replace(card, titles={**card.titles, "fr": f"Titre {number}"}))
    if kind == "name":
        return renamed(deck, f"Jeu {number}")
    taken = {one.id for one in deck.cards}
    new = next(f"n-{place}" for place in range(99) if f"n-{place}" not in taken)
    return added(deck, a_card(new, joker=kind == "joker"))


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=decks(), steps=STEPS)
def test_undoing_every_change_gives_the_first_deck_back_and_redoing_gives_the_last(
    app: Flask, start: Deck, steps: list[tuple[str, int]]
) -> None:
    with app.app_context():
        slug = add_deck(start)
        chain = [undo(slug)]
        for kind, number in steps:
            draft = change(
                slug, base=chain[-1].number, what=kind, card=None, to=partial(edited, kind=kind, number=number)
            )
            chain += [draft] if draft.number != chain[-1].number else []
        for draft in reversed(chain[:-1]):
            assert undo(slug).deck == draft.deck
        assert not undo(slug).can_undo
        for draft in chain[1:]:
            assert redo(slug).deck == draft.deck
        assert not redo(slug).can_redo


def test_a_theme_is_added_after_the_themes_and_a_joker_at_the_end() -> None:
    deck = added(a_deck("un"), a_card("joker-1", "JOKER", joker=True))
    assert ids(added(deck, a_card("deux"))) == ["un", "deux", "joker-1"]
    assert ids(added(deck, a_card("joker-2", joker=True))) == ["un", "joker-1", "joker-2"]
    with pytest.raises(DeckError, match="déjà dans ce jeu"):
        added(deck, a_card("un"))


def test_a_card_that_was_shown_is_hidden_never_removed_and_the_last_one_stays() -> None:
    deck = a_deck("un", "deux")
    with pytest.raises(DeckError, match="Masquez-la"):
        removed(deck, "un", shown_before={"un"})
    left = removed(deck, "un", shown_before=set())
    assert ids(left) == ["deux"]
    with pytest.raises(DeckError, match="au moins une carte visible"):
        with_hidden(left, "deux", hidden=True)
    with pytest.raises(DeckError, match="au moins une carte visible"):
        removed(left, "deux", shown_before=set())
    assert [card.id for card in with_hidden(deck, "un", hidden=True).shown] == ["deux"]


@pytest.mark.parametrize(
    "do", [lambda d: stepped(d, "x", by=1), lambda d: moved(d, "x", before=None), lambda d: with_card(d, a_card("x"))]
)
def test_a_card_that_is_gone_is_said_to_be(do: object) -> None:
    with pytest.raises(DeckError, match="n'est plus dans le jeu"):
        do(a_deck())  # type: ignore[operator]


def test_a_language_with_holes_is_counted_and_a_whole_one_is_not() -> None:
    deck = a_deck("un", "deux")
    deck = with_card(deck, a_card("un", titles={"fr": "Un", "ar": "واحد"}))
    assert untranslated(deck) == {"ar": 1}


CARD = a_card(titles={"fr": "Un", "ar": "واحد"}, spoken={"fr": "Un."})
TOUCH = st.sampled_from(
    [
        {},
        {"credit": "Samia"},
        {"credit": "Ali"},
        {"titles": {"fr": "Deux", "ar": "واحد"}},
        {"titles": {"fr": "Un"}},
        {"titles": {"fr": "Un", "ar": "واحد", "uk": "Один"}},
        {"picture": "change.svg"},
        {"sounds": {"fr": f"{'a' * 64}.ogg"}},
        {"hidden": True},
    ]
)


@given(TOUCH, TOUCH)
def test_two_people_who_touch_different_things_both_keep_theirs(
    mine: dict[str, object], theirs: dict[str, object]
) -> None:
    one, other = replace(CARD, **mine), replace(CARD, **theirs)  # type: ignore[arg-type]
    together = merged(CARD, one, other)
    if not mine or mine == theirs:
        assert together.card == other
    if not theirs:
        assert together.card == one
    if set(mine).isdisjoint(theirs):
        assert together.clashes == ()
        assert together.card == replace(CARD, **mine, **theirs)  # type: ignore[arg-type]
    if together.clashes:
        assert together.card.credit == one.credit


def test_the_same_title_changed_twice_is_shown_not_chosen() -> None:
    def titled(title: str) -> Card:
        return replace(CARD, titles={**CARD.titles, "fr": title})

    together = merged(CARD, titled("Le mien"), titled("Le sien"))
    assert together.clashes == ("titre-fr",)
    assert together.card.title == "Le mien"
