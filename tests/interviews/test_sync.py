from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cards.deck import shipped_card_ids as known_cards
from interviews.operations import hash_of
from interviews.sync import Ground, Taken, take
from tests.interviews.journal_making import INTERVIEW, Device, random_journal, whole_interview

GROUND = Ground(INTERVIEW, known_cards())


def sort(*batch: object, known: dict[str, str] | None = None) -> Taken:
    return take(batch, known or {}, GROUND)


def test_what_is_new_is_stored_in_the_order_it_came() -> None:
    sent = whole_interview()
    taken = sort(*sent)
    assert [one.id for one in taken.stored] == taken.received == [one["id"] for one in sent]
    assert (taken.known, taken.conflicts, taken.refused) == ([], [], [])


def test_an_empty_batch_is_nothing() -> None:
    assert sort() == Taken()


def test_what_is_there_already_is_acknowledged_and_not_stored() -> None:
    one = Device().writes("a")
    taken = sort(one, known={one["id"]: hash_of(one)})
    assert (taken.stored, taken.received) == ([], [one["id"]])


def test_two_contents_under_one_id_in_one_batch_are_a_conflict() -> None:
    one = Device().writes("a")
    taken = sort(one, one | {"data": {"text": "b"}}, one)
    assert [conflict.known for conflict in taken.conflicts] == [hash_of(one)]
    assert [stored.data for stored in taken.stored] == [{"text": "a"}]
    assert taken.received == [one["id"]]


def test_the_end_counts_even_when_it_comes_later_in_the_batch() -> None:
    tablet = Device()
    end, late = tablet.does("end.mark"), tablet.writes("Après")
    assert [one.id for one in sort(late, end).refused] == [late["id"]]


@given(seed=st.integers(0, 10_000), faults=st.integers(0, 10_000))
def test_whatever_the_line_does_nothing_acknowledged_is_lost_and_nothing_is_twice(seed: int, faults: int) -> None:
    """Batches cut anywhere, lost before or after the server, repeated, in any order, with contents that contradict."""
    draw = random.Random(faults)
    sent = {one["id"]: one for one in random_journal(seed)}
    waiting, server, kept = dict(sent), dict[str, str](), list[Any]()
    for _ in range(200):
        if not waiting:
            break
        batch = draw.sample(list(waiting.values()), draw.randint(1, min(8, len(waiting))))
        batch += draw.choices(batch, k=draw.randint(0, 2))
        lies = [
            one | {"at": "1999-01-01T00:00:00.000Z"} for one in batch if one["id"] in server and draw.random() < 0.2
        ]
        if draw.random() < 0.2:
            continue  # lost before it arrives
        taken = take([*batch, *lies], server, GROUND)
        kept += taken.stored
        server |= {one.id: one.hash for one in taken.stored}
        assert {one.operation.id for one in taken.conflicts} == {one["id"] for one in lies}
        if draw.random() < 0.8:  # else the answer is lost
            waiting = {name: one for name, one in waiting.items() if name not in taken.received}
    assert [one.id for one in kept] == list(server)
    assert all(server[name] == hash_of(one) for name, one in sent.items() if name not in waiting)
