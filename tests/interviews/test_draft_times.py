"""Minutes a card, whatever the clocks say; and when agreements were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from interviews.draft_consents import carried, notes_kept
from interviews.draft_times import LONGEST_SILENCE, seconds_by_card, span_of
from interviews.fold import fold
from tests.interviews.journal_making import Device, read, uid

FIRST, SECOND = uid("p1"), uid("p2")


def at(minute: float, *, year: int = 2026) -> dict[str, Any]:
    whole = int(minute)
    return {"at": f"{year}-11-22T{10 + whole // 60:02}:{whole % 60:02}:{round((minute - whole) * 60):02}.000Z"}


def take(tablet: Device, pick: str, minute: float, **more: Any) -> dict[str, Any]:
    return tablet.does("card.take", {"pick": pick, "card": "utile"}, **at(minute, **more))


def test_a_card_is_in_hand_until_something_else_is() -> None:
    tablet = Device()
    found = seconds_by_card(
        read(
            tablet.opens() | at(0),
            take(tablet, FIRST, 1),
            tablet.does("note.write", {"text": "Un mot"}, on=f"note:carte:{FIRST}:{uid(1)}", **at(4)),
            tablet.does("timer.set", {"seconds": 60}, **at(5)),
            take(tablet, SECOND, 6),
            tablet.does("note.write", {"text": "Retour"}, on=f"note:carte:{FIRST}:{uid(1)}", **at(8)),
            tablet.does("step.enter", {"step": "cloture"}, **at(9)),
            tablet.does("end.mark", **at(12)),
        )
    )
    assert found == {FIRST: 6 * 60, SECOND: 2 * 60}


def test_a_pause_and_a_clock_set_back_count_for_nothing() -> None:
    tablet = Device()
    journal = read(
        tablet.opens() | at(0),
        take(tablet, FIRST, 1),
        tablet.does("card.read", {"card": "utile"}, **at(1 + LONGEST_SILENCE / 60 + 1)),
        tablet.does("card.read", {"card": "appris"}, **at(2, year=2016)),
        tablet.does("end.mark", **at(3, year=2016)),
    )
    assert seconds_by_card(journal) == {FIRST: 60}
    assert span_of(journal) is None


def test_of_two_tablets_the_longer_time_is_believed() -> None:
    one, other = Device("A"), Device("B")
    journal = read(
        one.opens() | at(0),
        take(one, FIRST, 1),
        one.does("end.mark", **at(3)),
        take(other, FIRST, 1, year=2010),
        other.does("end.mark", **at(6, year=2010)),
    )
    assert seconds_by_card(journal) == {FIRST: 300}
    assert span_of(journal) == (datetime(2026, 11, 22, 10, 0), 3)


def test_nothing_received_takes_no_time() -> None:
    assert (seconds_by_card([]), span_of([])) == ({}, None)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2026, "le 22 novembre 2026"), (2016, "reçu le 23 novembre 2026"), (2036, "reçu le 23 novembre 2026")],
)
def test_a_clock_wrong_by_years_does_not_date_an_agreement(year: int, expected: str) -> None:
    tablet = Device()
    given = tablet.does("consent.set", {"use": "recit", "state": "given", "how": "oral"}, **at(0, year=year))
    journal = read(tablet.opens(), given)
    (one,) = carried(journal, fold(journal), received={given["id"]: datetime(2026, 11, 23, 8)})
    assert (one.use, one.state, one.when, one.how) == ("recit", "given", expected, "oral")


def test_the_answer_that_stands_is_carried_with_its_own_day() -> None:
    tablet = Device()
    said = [
        tablet.does("consent.set", {"use": "recit", "state": state, "how": how}, on="consent:recit")
        for state, how in (("given", "oral"), ("withdrawn", "ecrit"))
    ]
    journal = read(tablet.opens(), *said)
    (one,) = carried(journal, fold(journal), received={})
    assert (one.state, one.how) == ("withdrawn", "ecrit")


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_whoever_wants_no_notes_kept_allows_nothing_else(answer: str) -> None:
    tablet = Device()
    journal = read(
        tablet.opens(),
        tablet.does("consent.set", {"use": "recit", "state": "given", "how": "oral"}),
        tablet.does("consent.set", {"use": "equipe", "state": "refused", "how": "oral"}),
        tablet.does("consent.set", {"use": "notes", "state": answer, "how": "oral"}),
    )
    state = fold(journal)
    assert not notes_kept(state)
    assert {one.use: one.state for one in carried(journal, state, received={})} == {
        "recit": "withdrawn", "equipe": "refused", "notes": answer,
    }  # fmt: skip
