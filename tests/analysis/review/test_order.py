"""The order of passages, and a paragraph in small stretches, on hand-made objects."""

from __future__ import annotations

from analysis.coding.decisions import Decision, Place
from analysis.review.bits import Bit, bits, cuts
from analysis.review.order import BY_INTERVIEW, TEACHES, Item, Queue, in_order
from analysis.steps.types import Extract, Mask, Reading, Word
from interviews.consent import MaskedSpan

NOTE = "Avant. Kader m'a aidée hier. Après."
WHOLE = Extract("u", "A", "u", "carte", None, 1, 0, len(NOTE), NOTE, False)


def item(number: int, sure: float, *, code: str = "A", done: bool = False) -> Item:
    where = Place(code, "u", number * 10, number * 10 + 5)
    said = Decision(number, where, "abcde", "c", "", ()) if done else None
    extract = Extract(str(number), code, "u", "carte", None, 1, where.start, where.end, "abcde", False)
    return Item(where, extract, Reading((), "e", sure), said)


def test_what_is_nearest_to_its_threshold_comes_first_and_what_is_folded_last_as_it_was_said() -> None:
    items = [item(1, 0.9), item(2, 0.31, code="B"), item(3, 0.45), item(4, 0.3, code="B"), item(5, 0.5)]
    taught = in_order(items, TEACHES, thresholds={"e": 0.44}, folded={"B"})
    assert [one.place.start for one in taught.items] == [30, 50, 10, 20, 40]
    assert in_order(items, BY_INTERVIEW, thresholds={}, folded={"B"}).items == tuple(items)


def test_the_next_passage_is_one_that_nobody_decided_of_and_turns_round_at_the_end() -> None:
    found = Queue((item(1, 1), item(2, 1, done=True), item(3, 1)))
    assert found.next_todo() == found.items[0]
    assert found.next_todo(found.items[0].place) == found.items[2]
    assert found.next_todo(found.items[2].place) == found.items[0]
    assert Queue((found.items[1], found.items[0])).next_todo(found.items[0].place) is None
    assert found.beside(found.items[0].place, -1) is None
    assert found.beside(found.items[0].place, 1) == found.items[1]
    chosen = Place("A", "u", 22, 24)
    assert found.next_todo(chosen) == found.items[2]
    assert (found.beside(chosen, -1), found.beside(chosen, 1)) == (found.items[1], found.items[2])


def test_a_paragraph_keeps_its_places_under_changed_names_and_marked_words() -> None:
    masks = [MaskedSpan(Mask(7, 12, "PERSONNE", "Kader"), "confirmed", "Samir")]
    shown = bits(WHOLE, masks, start=7, end=28, words=(Word(10, 15, "aidée", 0.9),))
    assert shown[1] == Bit("Samir", 7, 12, True, masked=True)
    assert next(bit for bit in shown if bit.mark) == Bit("aidée", 17, 22, True, mark=True)
    assert [bit.text for bit in shown if not bit.inside] == ["Avant. ", " Après."]
    assert "".join(bit.text for bit in shown) == NOTE.replace("Kader", "Samir")
    places = dict(cuts(shown))
    assert places[22].endswith("aidée")
    assert all(NOTE[place].isspace() for place in places)
