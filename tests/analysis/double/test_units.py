"""Which passage of a round a decision is about, on hand-made objects."""

from __future__ import annotations

from typing import Any

from analysis.coding.decisions import Decision, Place
from analysis.double.units import agreed_on, by_reader, units_of

UNITS = units_of([["A-1", "u1", 0, 4, "Non."], ["A-1", "u1", 5, 9, "Non."], ["A-1", "u2", 0, 4, "Oui."]])


def said(number: int, note: str, start: int, text: str, **more: Any) -> Decision:
    return Decision(number, Place("A-1", note, start, start + 4), text, "awa", "Awa", (), **more)


def test_the_same_words_said_twice_are_two_passages() -> None:
    first, second = said(1, "u1", 0, "Non.", agreed=True), said(2, "u1", 5, "Non.")
    assert agreed_on(UNITS, [first, second]) == {0: first}
    assert by_reader(UNITS, [first, second]) == {"awa": {1: second}}


def test_a_passage_that_moved_is_known_by_its_words_and_the_last_decision_stands() -> None:
    moved, later = said(1, "u9", 30, "Oui."), said(2, "u9", 30, "Oui.")
    assert by_reader(UNITS, [later, moved]) == {"awa": {2: later}}
    assert by_reader(UNITS, [said(3, "u9", 30, "Jamais dit.")]) == {}
