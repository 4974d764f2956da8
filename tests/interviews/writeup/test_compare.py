"""What changed between two versions is said whole, and nothing is said when nothing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.steps.types import Span
from interviews.writeup.compare import Comparison, compare
from interviews.writeup.edits import apply
from interviews.writeup.sheet import MARKS, Piece, Place, Sheet, SheetCard
from interviews.writeup.word_diff import word_diff
from tests.timing import least

INTRO, ONE, TWO = Place("introduction"), Place("carte", "c1"), Place("carte", "c2")
WORDS = st.lists(st.sampled_from(["elle", "rit", "«", "»", "four", "é", "\n", " ", "🙂"]), max_size=12).map("".join)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(
        (SheetCard("c1", "appris", "J'ai appris…"), SheetCard("c2", "joker", "Le four")),
        (
            Piece("p1", INTRO, "Elle vient depuis mars."),
            Piece("p2", ONE, "« J'ose parler. » Elle rit.", (Span(2, 14),)),
            Piece("p3", ONE, "Elle tient la caisse."),
            Piece("p4", TWO, "Le four marche."),
        ),
        {"age": "34"},
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Any sheet of a few cards and paragraphs, whose ids may be those of another one."""
    keys = draw(st.lists(st.sampled_from(["c1", "c2", "c3"]), unique=True))
    cards = tuple(SheetCard(key, draw(st.sampled_from(["appris", "utile", None])), draw(WORDS)) for key in keys)
    places = [INTRO, Place("non-classe"), *(Place("carte", key) for key in keys)]
    names = draw(st.lists(st.sampled_from([f"p{number}" for number in range(8)]), unique=True))
    pieces = tuple(
        Piece(name, draw(st.sampled_from(places)), draw(WORDS), (), tuple(draw(st.sets(st.sampled_from(MARKS)))))
        for name in names
    )
    return Sheet(cards, pieces, draw(st.dictionaries(st.sampled_from(["age", "since"]), WORDS))).ordered()


@settings(max_examples=15)
@given(sheets())
def test_two_equal_versions_have_nothing_to_say(sheet: Sheet) -> None:
    assert compare(sheet, sheet) == Comparison()


@settings(max_examples=25)
@given(sheets(), sheets())
def test_what_is_said_is_all_that_leads_from_one_to_the_other(before: Sheet, after: Sheet) -> None:
    told = compare(before, after)
    if told.empty:
        assert [(one.text, one.marks) for one in before.pieces] == [(one.text, one.marks) for one in after.pieces]
        assert [(one.card, one.title) for one in before.cards] == [(one.card, one.title) for one in after.cards]
    facts = dict(before.facts)
    for fact in told.facts:
        facts.pop(fact.name, None)
        facts |= {fact.name: fact.now} if fact.now is not None else {}
    assert facts == dict(after.facts)
    texts = sorted([one.text for one in before.pieces])
    for change in told.pieces:
        if change.was is not None:
            texts.remove(change.was.text)
        if change.now is not None:
            texts.append(change.now.text)
            assert "".join(one.text for one in change.words if one.fate != "gone") == change.now.text
        if change.was is not None:
            assert "".join(one.text for one in change.words if one.fate != "new") == change.was.text
    assert sorted(texts) == sorted(one.text for one in after.pieces)


@given(WORDS, WORDS)
def test_the_stretches_of_two_texts_make_both_again(one: str, other: str) -> None:
    told = word_diff(one, other)
    assert "".join(s.text for s in told if s.fate != "new") == one
    assert "".join(s.text for s in told if s.fate != "gone") == other
    assert (one == other) == all(s.fate == "same" for s in told)


def test_each_kind_of_change_is_told_once(sheet: Sheet) -> None:
    after = apply(sheet, {"do": "text", "piece": "p1", "text": "Elle vient depuis avril."})
    after = apply(after, {"do": "move", "piece": "p3", "place": ["carte", "c2"]})
    after = apply(after, {"do": "mark", "piece": "p2", "mark": "important", "on": True})
    after = apply(after, {"do": "remove", "piece": "p4"})
    after = apply(after, {"do": "add", "id": "p5555555", "place": ["cloture", None], "text": "Merci."})
    told = compare(sheet, after)
    assert [(one.fate, one.moved, one.marks) for one in told.pieces] == [
        ("changed", False, False),
        ("changed", False, True),
        ("changed", True, False),
        ("removed", False, False),
        ("added", False, False),
    ]
    assert [one.text for one in told.pieces[0].words if one.fate != "same"] == ["mars", "avril"]


def test_cards_that_change_places_and_titles_are_told_apart(sheet: Sheet) -> None:
    after = apply(sheet, {"do": "card-move", "key": "c2", "before": "c1"})
    after = apply(after, {"do": "card-title", "key": "c2", "card": "joker", "title": "Le pain"})
    after = apply(after, {"do": "card-add", "key": "c3", "card": "utile"})
    assert sorted((one.fate, one.ranks) for one in compare(sheet, after).cards if one.fate != "moved") == [
        ("added", None),
        ("changed", None),
    ]
    assert len([one for one in compare(sheet, after).cards if one.fate == "moved"]) == 1


def test_a_version_from_elsewhere_is_matched_by_its_words(sheet: Sheet) -> None:
    keys = {"c1": "x1", "c2": "x2", None: None}
    elsewhere = Sheet(
        tuple(replace(one, key=str(keys[one.key])) for one in sheet.cards),
        tuple(replace(one, id=f"q{one.id}", place=Place(one.place.part, keys[one.place.card])) for one in sheet.pieces),
        sheet.facts,
    )
    assert compare(sheet, elsewhere).empty
    reworded = apply(elsewhere, {"do": "text", "piece": "qp3", "text": "Elle tient toujours la caisse."})
    [change] = compare(sheet, reworded).pieces
    assert [one.text for one in change.words if one.fate != "same"] == ["toujours "]


def test_long_texts_are_compared_in_a_short_time() -> None:
    long = "Elle vient et elle parle de tout. " * 5900
    pieces = tuple(Piece(f"p{number}", INTRO, f"Note {number}") for number in range(400))
    before = Sheet((), (Piece("long", INTRO, long), *pieces))
    after = Sheet((), (Piece("long", INTRO, long[::-1]), *reversed(pieces)))
    assert not compare(before, after).empty
    assert least(lambda: compare(before, after)) < 1.5


def test_exact_words_that_only_went_along_with_the_text_are_not_told_as_marked_otherwise() -> None:
    was = Piece("p0000001", Place("introduction"), "Elle dit « oui ».", (Span(11, 14),))
    later = replace(was, text="Alors elle dit « oui ».", exact=(Span(17, 20),))
    (change,) = compare(Sheet((), (was,)), Sheet((), (later,))).pieces
    assert (change.fate, change.marks) == ("changed", False)
    (change,) = compare(Sheet((), (was,)), Sheet((), (replace(was, exact=()),))).pieces
    assert change.marks
