"""The moves between stages, and the thread that shows them: whatever people do, a compte-rendu is at one known place."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.handback.errors import StageError
from interviews.handback.stages import MOVES, STATES, State, Step, check_move, goes_back, state_of, thread

ANY = st.sampled_from(STATES)


@given(asked=st.lists(st.tuples(ANY, st.sampled_from(["", "à compléter"])), max_size=30))
def test_whatever_is_asked_only_allowed_moves_are_made(asked: list[tuple[State, str]]) -> None:
    history: list[Step] = []
    for there, reason in asked:
        here = state_of(history)
        try:
            check_move(here, there, reason=reason)
        except StageError:
            continue
        assert there in MOVES[here]
        assert reason or not goes_back(here, there)
        history.append(Step(there, how=reason))
    states: list[State] = [state_of(history[:n]) for n in range(len(history) + 1)]
    assert "withdrawn" not in states[:-1]  # nothing comes after it
    for before, after in pairwise(states):
        assert after != "withdrawn" or before == "aside"  # never erased in one gesture


@given(states=st.lists(ANY, max_size=12))
def test_the_thread_has_one_knot_here_at_most_and_never_a_done_one_after(states: list[State]) -> None:
    knots = thread([Step("planned", datetime(2026, 3, 1))], [Step(one) for one in states])
    places = [knot.place for knot in knots]
    assert [knot.state for knot in knots] == list(STATES[:5])
    assert places.count("here") <= 1
    assert places == sorted(places, key=["done", "here", "todo"].index)
    assert all(knot.reached is None for knot in knots if knot.place == "todo")


def test_going_back_asks_why_and_going_on_does_not() -> None:
    with pytest.raises(StageError, match="pourquoi"):
        check_move("validated", "to-write", reason="  ")
    check_move("validated", "to-write", reason="Elle a trouvé une erreur.")
    check_move("to-hand-back", "validated")
    check_move("aside", "validated")


def test_words_taken_back_on_the_tablet_are_put_aside_whatever_was_decided() -> None:
    assert state_of([Step("validated")], taken_back=True) == "aside"
    assert state_of([Step("aside"), Step("withdrawn")], taken_back=True) == "withdrawn"
    assert state_of([]) == "to-write"
