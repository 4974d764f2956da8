"""Whatever is done to a compte-rendu, no word goes that nobody took out, and every edit has its way back."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.types import Span
from interviews.writeup.back import way_back
from interviews.writeup.edits import apply
from interviews.writeup.errors import EditError
from interviews.writeup.sheet import MARKS, Piece, Place, Sheet, SheetCard, as_json, from_json

INTRO, END = Place("introduction"), Place("cloture")
ONE, TWO = Place("carte", "c1"), Place("carte", "c2")


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(
        (SheetCard("c1", "appris"), SheetCard("c2", "joker", "Le four")),
        (
            Piece("p0000001", INTRO, "Elle vient depuis mars."),
            Piece("p0000002", ONE, "« J'ose parler. » Elle rit.", (Span(2, 14),)),
            Piece("p0000003", ONE, "Elle tient la caisse."),
            Piece("p0000004", TWO, "Le four marche."),
        ),
        {"age": "34"},
    )


def texts(sheet: Sheet, place: Place) -> list[str]:
    return [one.text for one in sheet.at(place)]


def test_a_passage_moves_to_the_card_it_speaks_of_and_remembers_where_it_was_said(sheet: Sheet) -> None:
    moved = apply(sheet, {"do": "move", "piece": "p0000002", "place": ["carte", "c2"], "before": "p0000004"})
    assert texts(moved, TWO) == ["« J'ose parler. » Elle rit.", "Le four marche."]
    assert moved.at(TWO)[0].origin == ONE
    again = apply(moved, {"do": "move", "piece": "p0000002", "place": ["cloture", None]})
    assert again.at(END)[0].origin == ONE
    home = apply(again, {"do": "move", "piece": "p0000002", "place": ["carte", "c1"]})
    assert home.at(ONE)[-1].origin is None


def test_exact_words_follow_a_text_that_changes_around_them(sheet: Sheet) -> None:
    written = apply(
        sheet, {"do": "text", "piece": "p0000002", "text": "Elle dit : « J'ose parler. » Puis elle rit, « voilà »."}
    )
    piece = written.piece("p0000002")
    assert piece is not None
    assert [piece.text[one.start : one.end].strip() for one in piece.exact] == ["J'ose parler.", "voilà"]


def test_words_are_marked_as_hers_and_unmarked_by_themselves(sheet: Sheet) -> None:
    hers = apply(sheet, {"do": "exact", "piece": "p0000003", "words": "la caisse", "on": True})
    assert hers.pieces[2].exact == (Span(11, 20),)
    none = apply(hers, {"do": "exact", "piece": "p0000003", "words": "caisse", "on": False})
    assert none.pieces[2].exact == (Span(11, 14),)
    with pytest.raises(EditError, match="ne sont plus"):
        apply(sheet, {"do": "exact", "piece": "p0000003", "words": "le four", "on": True})


def test_a_passage_is_cut_and_joined_without_losing_a_word(sheet: Sheet) -> None:
    cut = apply(
        sheet,
        {"do": "split", "piece": "p0000002", "first": "« J'ose parler. »", "second": "Elle rit.", "id": "p0000009"},
    )
    assert texts(cut, ONE) == ["« J'ose parler. »", "Elle rit.", "Elle tient la caisse."]
    joined = apply(cut, {"do": "merge", "piece": "p0000002", "with": "p0000009"})
    assert texts(joined, ONE)[0] == "« J'ose parler. »\nElle rit."
    with pytest.raises(EditError, match="a changé"):
        apply(sheet, {"do": "split", "piece": "p0000002", "first": "« J'ose", "second": "Elle rit.", "id": "p0000009"})


def test_a_card_taken_away_leaves_its_words_unplaced(sheet: Sheet) -> None:
    left = apply(sheet, {"do": "card-remove", "key": "c1"})
    assert texts(left, Place("non-classe")) == ["« J'ose parler. » Elle rit.", "Elle tient la caisse."]


def test_the_order_of_the_cards_carries_their_words(sheet: Sheet) -> None:
    turned = apply(sheet, {"do": "card-move", "key": "c2", "before": "c1"})
    assert [one.key for one in turned.cards] == ["c2", "c1"]
    assert [one.text for one in turned.pieces][1] == "Le four marche."


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"do": "fly"},
        {"do": "text", "piece": "p9", "text": "A"},
        {"do": "text", "piece": "p0000001", "text": 3},
        {"do": "text", "piece": "p0000001", "text": "a" * 200_001},
        {"do": "move", "piece": "p0000001", "place": ["carte", "c9"]},
        {"do": "move", "piece": "p0000001", "place": ["grenier", None]},
        {"do": "add", "id": "p0000001", "place": ["cloture", None], "text": "A"},
        {"do": "merge", "piece": "p0000001", "with": "p0000001"},
        {"do": "fact", "name": "adresse", "value": "A"},
        {"do": "mark", "piece": "p0000001", "mark": "belle", "on": True},
        {"do": "restore", "sheet": {}},
    ],
)
def test_what_makes_no_sense_is_refused_in_french(sheet: Sheet, edit: dict[str, Any]) -> None:
    with pytest.raises(EditError):
        apply(sheet, edit)


def drawn(draw: st.DrawFn, sheet: Sheet) -> dict[str, Any]:
    """An edit that makes sense on this sheet."""
    names, keys = [one.id for one in sheet.pieces], [one.key for one in sheet.cards]
    places = [[place.part, place.card] for place in sheet.places]
    text = draw(st.text("ab «»é\n", max_size=12))
    new = f"n{draw(st.integers(0, 10**9)):012d}"
    kinds: dict[str, dict[str, Any]] = {
        "add": {
            "id": new,
            "place": draw(st.sampled_from(places)),
            "before": draw(st.sampled_from([None, *names])),
            "text": text,
        },
        "fact": {"name": "age", "value": text},
        "card-add": {"key": new, "card": "utile", "before": draw(st.sampled_from([None, *keys]))},
    }
    if names:
        piece = draw(st.sampled_from(names))
        kinds |= {
            "text": {"piece": piece, "text": text},
            "move": {
                "piece": piece,
                "place": draw(st.sampled_from(places)),
                "before": draw(st.sampled_from([None, *names])),
            },
            "remove": {"piece": piece},
            "mark": {"piece": piece, "mark": draw(st.sampled_from(MARKS)), "on": draw(st.booleans())},
            "merge": {"piece": piece, "with": draw(st.sampled_from(names))},
        }
    if keys:
        key = draw(st.sampled_from(keys))
        kinds |= {
            "card-move": {"key": key, "before": draw(st.sampled_from([None, *keys]))},
            "card-title": {"key": key, "card": "joker", "title": text},
            "card-remove": {"key": key},
        }
    do = draw(st.sampled_from(sorted(kinds)))
    return {"do": do, **kinds[do]}


@given(st.data())
def test_every_edit_has_its_way_back_and_goes_forward_again(data: st.DataObject) -> None:
    sheet = Sheet(
        (SheetCard("c1", "appris"),), (Piece("p0000001", INTRO, "a"), Piece("p0000002", ONE, "« b »", (Span(2, 3),)))
    )
    trail = [sheet]
    for _ in range(data.draw(st.integers(1, 6))):
        try:
            after = apply(trail[-1], data.draw(st.composite(drawn)(trail[-1])))
        except EditError:
            continue
        trail.append(after)
    for before, after in reversed(list(itertools.pairwise(trail))):
        undo = json.loads(json.dumps(way_back(before, after)))
        assert apply(after, undo) == before
        redo = json.loads(json.dumps(way_back(after, before)))
        assert apply(before, redo) == after


def test_the_way_back_leaves_what_others_wrote_and_is_refused_on_what_they_changed(sheet: Sheet) -> None:
    mine = apply(sheet, {"do": "text", "piece": "p0000001", "text": "Depuis avril."})
    undo = way_back(sheet, mine)
    theirs = apply(mine, {"do": "text", "piece": "p0000004", "text": "Le four est en panne."})
    back = apply(theirs, undo)
    assert [one.text for one in back.pieces][0::3] == ["Elle vient depuis mars.", "Le four est en panne."]
    with pytest.raises(EditError, match="au même endroit"):
        apply(apply(mine, {"do": "text", "piece": "p0000001", "text": "Depuis mai."}), undo)


def test_a_sheet_is_read_back_from_plain_data(sheet: Sheet) -> None:
    assert from_json(json.loads(json.dumps(as_json(sheet)))) == sheet


def test_one_goes_back_on_words_that_another_has_marked_or_moved_since(sheet: Sheet) -> None:
    mine = apply(sheet, {"do": "text", "piece": "p0000001", "text": "Depuis avril."})
    theirs = apply(mine, {"do": "mark", "piece": "p0000001", "mark": "important", "on": True})
    theirs = apply(theirs, {"do": "move", "piece": "p0000001", "place": ["cloture", None]})
    found = apply(theirs, way_back(sheet, mine)).piece("p0000001")
    assert found is not None
    assert (found.text, found.marks, found.place) == ("Elle vient depuis mars.", ("important",), Place("cloture"))


def test_one_goes_back_on_a_card_when_another_has_taken_one_since(sheet: Sheet) -> None:
    last = sheet.cards[-1].key
    mine = apply(sheet, {"do": "card-add", "key": "nouvelle", "card": "utile", "before": last})
    theirs = apply(mine, {"do": "card-add", "key": "la-leur", "card": "senti"})
    back = apply(theirs, way_back(sheet, mine))
    assert [one.key for one in back.cards] == [*(one.key for one in sheet.cards), "la-leur"]
    again = apply(back, way_back(theirs, back))
    assert [one.key for one in again.cards] == [one.key for one in theirs.cards]
    written = apply(theirs, {"do": "add", "id": "dessous-1", "place": ["carte", "nouvelle"], "text": "Le leur."})
    with pytest.raises(EditError, match="au même endroit"):
        apply(written, way_back(sheet, mine))


def test_a_whole_version_put_back_is_undone_to_the_last_place_and_leaves_the_kpa(sheet: Sheet) -> None:
    here = replace(sheet, facts={**sheet.facts, "kpa": "Les Tilleuls"})
    for name in ("p-un-de-plus", "p-deux-de-plus"):
        here = apply(here, {"do": "add", "id": name, "place": ["introduction", None], "text": name})
    old = replace(here, pieces=here.pieces[::-1], facts={"kpa": "Un ancien nom"}).ordered()
    restored = apply(here, {"do": "restore", "sheet": as_json(old)})
    assert [one.id for one in restored.pieces] == [one.id for one in old.pieces]
    assert restored.facts == {"kpa": "Les Tilleuls"}
    assert apply(restored, json.loads(json.dumps(way_back(here, restored)))) == here


def test_a_note_that_had_no_card_yet_was_said_nowhere_in_particular(sheet: Sheet) -> None:
    loose = apply(sheet, {"do": "add", "id": "a-ranger-1", "place": ["non-classe", None], "text": "Et le four."})
    found = apply(loose, {"do": "move", "piece": "a-ranger-1", "place": ["cloture", None]}).piece("a-ranger-1")
    assert found is not None
    assert found.origin is None
