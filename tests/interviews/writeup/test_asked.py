"""What a page sends is taken in our alphabet, or refused: nothing else reaches the edits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.writeup.asked import SHAPES, asked
from interviews.writeup.edits import apply
from interviews.writeup.errors import EditError
from interviews.writeup.sheet import Piece, Place, Sheet, SheetCard

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)
NAMES = st.sampled_from(["p0000001", "c1", "carte", "cloture", "", "important"])
SHEET = Sheet((SheetCard("c1", "appris"),), (Piece("p0000001", Place("carte", "c1"), "Un, deux."),))


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"do": "restore", "sheet": {}},
        {"do": "back", "pieces": []},
        {"do": []},
        {"do": "text", "piece": "p", "text": None},
        {"do": "text", "piece": "p"},
        {"do": "text", "piece": "p" * 65, "text": "a"},
        {"do": "text", "piece": "p\n", "text": "a"},
        {"do": "mark", "piece": "p", "mark": "important", "on": "oui"},
        {"do": "exact", "piece": "p", "words": "a", "on": True, "before": 10**9},
        {"do": "exact", "piece": "p", "words": "a", "on": True, "before": True},
        {"do": "move", "piece": "p", "place": "cloture"},
        {"do": "move", "piece": "p", "place": ["cloture"]},
        {"do": "card-add", "key": 3, "card": "appris"},
        {"do": "fact", "name": "kpa", "value": "Ailleurs"},
        {"do": "fact", "name": [], "value": "x"},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(data: Any) -> None:
    with pytest.raises(EditError):
        asked(data)


def test_texts_come_in_our_alphabet() -> None:
    edit = asked({"do": "text", "piece": "p", "text": "e\u0301te\r\n\x00\ud800", "autre": 1})
    assert edit == {"do": "text", "piece": "p", "text": "éte\n��"}


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_anything_is_either_refused_or_leaves_a_whole_sheet(do: str, data: st.DataObject) -> None:
    sent = {key: data.draw(JSON | NAMES) for key in SHAPES[do]}
    try:
        after = apply(SHEET, asked({"do": do, **sent}))
    except EditError:
        return
    assert {one.place for one in after.pieces} <= set(after.places)
    assert all(isinstance(one.text, str) for one in after.pieces)
