"""A compte-rendu goes out to Word and comes back the same, whatever was written in it and whatever the template."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.steps.types import Span
from interviews.writeup.sheet import Piece, Place, Sheet, SheetCard
from tests.interviews.word_out.making import back, sheets, team_template, word

FEW = settings().max_examples // 4  # each makes a Word file
TEMPLATES = {"ours": None, "the team's": team_template()}
LONG = Sheet(pieces=(Piece("n", Place("introduction"), "a« é “b” »\t\n😀ب" * 1000, (Span(3, 9000),)),))
TWINS = Sheet(
    (SheetCard("a", "joker", "J'ai appris"), SheetCard("b", "appris", None), SheetCard("c", "joker", None)),
    (
        Piece("1", Place("carte", "a"), "Oui."),
        Piece("2", Place("carte", "a"), ""),
        Piece("3", Place("carte", "b"), "Oui."),
    ),
)


@pytest.mark.parametrize("template", TEMPLATES)
@settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
@example(data=None)
def test_what_goes_out_comes_back(template: str, data: st.DataObject | None) -> None:
    for sheet in [data.draw(sheets())] if data else [LONG.ordered(), TWINS.ordered(), Sheet()]:
        joined = back(word(sheet, template=TEMPLATES[template]), sheet)
        assert joined.sheet == sheet
        assert joined.problems == ()


@settings(max_examples=FEW // 4, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_the_same_sheet_gives_the_same_bytes(sheet: Sheet) -> None:
    assert word(sheet) == word(sheet)
