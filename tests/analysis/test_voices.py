from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.types import Extract, Label, Mask, Person, Reading, Word
from analysis.voices import Piece, Who, hidden_in, pieces, voice, voices, who_is
from interviews.consent import MaskedSpan

State = Literal["proposed", "confirmed", "refused"]
STATES = st.sampled_from(["proposed", "confirmed", "refused"])
STRETCHES = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def extract(
    name: str = "x", text: str = "Kader rit fort", *, start: int = 0, who: str = "a", exact: bool = False
) -> Extract:
    return Extract(name, who, f"{who}.1", "carte", "utile", 1, start, start + len(text), text, exact)


def masked(start: int, end: int, state: State = "proposed") -> MaskedSpan:
    return MaskedSpan(Mask(start, end, "PERSONNE", "Kader"), state)


def word(start: int, end: int) -> Word:
    return Word(start, end, "", 1.0)


def who(code: str) -> Who:
    return Who(code, code.upper(), "25-39", "femme", "Ici")


def heard(*said: tuple[Extract, Label], effect: str = "confiance") -> list[str]:
    people = {e.person: who(e.person) for e, _ in said}
    readings = {e.id: Reading((label,), label.effect, 0.5) for e, label in said}
    found = voices([e for e, _ in said], effect, readings=readings, people=people, titles={}, masks={})
    return [v.extract for v in found]


def test_a_plain_extract_is_one_piece() -> None:
    assert pieces(extract(), (), ()) == (Piece("Kader rit fort"),)


def test_deciding_words_are_marked_and_masks_are_softened() -> None:
    assert pieces(extract(), [word(6, 9)], [masked(0, 5)]) == (
        Piece("[prénom]", masked=True),
        Piece(" "),
        Piece("rit", mark=True),
        Piece(" fort"),
    )


def test_a_mask_wins_over_a_word() -> None:
    assert pieces(extract(), [word(0, 9)], [masked(0, 5)]) == (Piece("[prénom]", masked=True), Piece(" rit fort"))


def test_a_refused_mask_hides_nothing() -> None:
    assert pieces(extract(), (), [masked(0, 5, "refused")]) == (Piece("Kader rit fort"),)


def test_offsets_of_masks_are_those_of_the_note() -> None:
    found = hidden_in(extract(start=100), [masked(100, 105), masked(0, 5), masked(114, 120)])
    assert [(m.start, m.end) for m in found] == [(0, 5)]


def test_a_mask_that_goes_over_the_edge_of_the_extract_hides_what_is_inside() -> None:
    assert [(m.start, m.end) for m in hidden_in(extract(start=3), [masked(0, 5), masked(15, 40)])] == [
        (0, 2),
        (12, 14),
    ]


def test_the_end_of_a_mask_that_overlaps_another_stays_hidden() -> None:
    assert [piece.text for piece in pieces(extract(), (), [masked(0, 5), masked(3, 9)]) if not piece.masked] == [
        " fort"
    ]


@given(st.lists(st.tuples(STRETCHES, STATES), max_size=6), st.lists(STRETCHES, max_size=4), st.integers(0, 10))
def test_no_masked_character_is_ever_shown(
    masks: list[tuple[tuple[int, int], State]], words: list[tuple[int, int]], start: int
) -> None:
    text = "".join(chr(0x4E00 + place) for place in range(30))  # each character once, none of them in « [prénom] »
    spans = [masked(*stretch, state) for stretch, state in masks]
    found = pieces(extract(text=text, start=start), [word(s, e) for s, e in words if e <= 30], spans)
    hidden = {place for m in spans if m.state != "refused" for place in range(m.mask.start - start, m.mask.end - start)}
    kept = "".join(character for place, character in enumerate(text) if place not in hidden)
    assert "".join(piece.text for piece in found if not piece.masked) == kept
    assert all(piece.text for piece in found)


def test_the_strongest_evidence_comes_first_then_exact_words_then_the_surest() -> None:
    said = [
        (extract("evoked", who="a"), Label("confiance", "positive", 1, 0.9)),
        (extract("lasting", who="b"), Label("confiance", "positive", 3, 0.6)),
        (extract("exact", who="c", exact=True), Label("confiance", "positive", 1, 0.6)),
        (extract("unsure", who="d"), Label("confiance", "positive", 1, 0.5)),
        (extract("other", who="e"), Label("projection", "positive", 3, 0.9)),
    ]
    assert heard(*said) == ["lasting", "exact", "evoked", "unsure"]


def test_people_take_turns_inside_one_strength() -> None:
    sure = [(extract(f"a{n}", who="a"), Label("confiance", "positive", 2, 0.9)) for n in range(3)]
    other = (extract("b0", who="b"), Label("confiance", "positive", 2, 0.6))
    last = (extract("b1", who="b"), Label("confiance", "positive", 1, 0.9))
    assert heard(*sure, other, last) == ["a0", "b0", "a1", "a2", "b1"]


def test_nothing_said_gives_no_voice() -> None:
    assert heard() == []


def test_an_absent_effect_has_no_strength_and_a_doubt_is_said() -> None:
    made = voice(
        extract(),
        Label("confiance", "absente", None, 0.54),
        people={"a": who("a")},
        titles={"a.1": "J'ai été utile…"},
        masks={},
    )
    assert (made.polarity, made.strength, made.unsure, made.card_title) == ("absente", 0, True, "J'ai été utile…")


def test_without_a_label_an_extract_is_shown_plainly() -> None:
    made = voice(extract(), None, people={"a": who("a")}, titles={}, masks={"a.1": [masked(0, 5)]})
    assert (made.polarity, made.strength, made.unsure, made.card_title) == ("", 0, False, "")
    assert made.pieces[0].masked


@pytest.mark.parametrize(
    ("person", "named"),
    [
        (Person("A-1", "Ici", 52, "femme"), Who("A-1", "Awa", "40-54", "femme", "Ici")),
        (Person("B-1"), Who("B-1", "B-1", "inconnu", "inconnu", "KPA non dite")),
    ],
)
def test_a_person_is_named_by_her_changed_name_or_her_code(person: Person, named: Who) -> None:
    assert who_is([person], {"A-1": "Awa"}) == {person.id: named}
