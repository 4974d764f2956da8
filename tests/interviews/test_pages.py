from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.deck import load_deck
from interviews.models import CompteRendu, Consent, MaskRow, NoteRow, Pick
from interviews.pages import Run, compte_rendu_page, list_page, runs
from network.models import Kpa

DECK = load_deck()
EDGES = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)
STATES = ["proposed", "confirmed", "refused"]


def mask(
    start: int,
    end: int,
    state: str = "proposed",
    *,
    note: int = 1,
    number: int = 1,
    text: str = "Kader",
    kind: str = "PERSONNE",
) -> MaskRow:
    return MaskRow(id=number, note_id=note, start=start, end=end, kind=kind, text=text, certainty=0.9, state=state)


def row(code: str = "ICI-01", **fields: object) -> CompteRendu:
    base: dict[str, object] = {
        "pseudonym": "Awa",
        "age": None,
        "gender": None,
        "since": None,
        "problems": [],
        "kpa": None,
    }
    return CompteRendu(code=code, **{**base, **fields})


def test_a_passage_is_cut_where_exact_words_and_masks_start_and_end() -> None:
    found = runs("Elle dit : « Kader rit »", [[11, 24]], [mask(13, 18)])
    assert found == (Run("Elle dit : ", False), Run("« ", True), Run("Kader", True, "proposed"), Run(" rit »", True))


def test_a_refused_mask_is_not_shown() -> None:
    assert runs("Kader rit", [], [mask(0, 5, "refused")]) == (Run("Kader rit", False),)


def test_an_empty_passage_has_no_run() -> None:
    assert runs("", [], []) == ()


@given(
    st.text(max_size=30), st.lists(EDGES, max_size=4), st.lists(st.tuples(EDGES, st.sampled_from(STATES)), max_size=4)
)
def test_joined_again_the_runs_are_the_text(
    text: str, exact: list[list[int]], masks: list[tuple[list[int], str]]
) -> None:
    rows = [mask(start, end, state) for (start, end), state in masks]
    cut = runs(text, exact, rows)
    assert "".join(run.text for run in cut) == text
    assert all(run.text for run in cut)


@given(
    st.text(max_size=30), st.lists(EDGES, max_size=4), st.lists(st.tuples(EDGES, st.sampled_from(STATES)), max_size=4)
)
def test_each_character_is_exact_and_masked_as_its_offsets_say(
    text: str, exact: list[list[int]], masks: list[tuple[list[int], str]]
) -> None:
    cut = runs(text, exact, [mask(start, end, state) for (start, end), state in masks])
    shown = [edges for edges, state in masks if state != "refused"]
    said = [run.exact for run in cut for _ in run.text]
    hidden = [run.mask is not None for run in cut for _ in run.text]
    assert said == [any(s <= place < e for s, e in exact) for place in range(len(text))]
    assert hidden == [any(s <= place < e for s, e in shown) for place in range(len(text))]


def test_the_page_keeps_cards_in_order_and_parts_in_their_place() -> None:
    notes = [
        NoteRow(id=1, position=1, part="vecu", rank=None, text="vécu", exact=[]),
        NoteRow(id=2, position=2, part="introduction", rank=None, text="intro", exact=[]),
        NoteRow(id=3, position=3, part="carte", rank=2, text="deux", exact=[]),
        NoteRow(id=4, position=4, part="non-classe", rank=None, text="reste", exact=[]),
    ]
    picks = [
        Pick(rank=1, card="utile", title="J'ai été utile…"),
        Pick(rank=2, card="joker", title="Les enfants"),
        Pick(rank=3, card=None, title=None),
    ]
    page = compte_rendu_page(row(notes=notes, picks=picks, age=52), DECK)
    assert [section.title for section in page.before] == ["En arrivant"]
    assert [(s.taken.rank, s.taken.card, s.title) for s in page.cards if s.taken] == [
        (1, "utile", "J'ai été utile…"),
        (2, "joker-1", "Les enfants"),
        (3, None, "Carte sans titre"),
    ]
    assert [len(section.paragraphs) for section in page.cards] == [0, 1, 0]
    assert [section.anchor for section in page.after] == ["vecu", "non-classe"]
    assert page.cards[1].paragraphs[0].anchor == "note-3"
    assert page.age == "52 ans"


def test_an_unnamed_joker_is_called_as_printed() -> None:
    page = compte_rendu_page(row(picks=[Pick(rank=1, card="joker", title=None)]), DECK)
    assert page.cards[0].title == "JOKER"


@pytest.mark.parametrize(("age", "said"), [(0, "0 ans"), (None, "âge non dit"), (16, "16 ans")])
def test_an_age_is_said_or_said_to_be_unsaid(age: int | None, said: str) -> None:
    assert compte_rendu_page(row(age=age), DECK).age == said


def test_words_to_check_are_listed_once_a_wording_those_that_wait_first() -> None:
    masks = [
        mask(0, 5, "refused", number=1, text="Nantes", kind="LIEU"),
        mask(6, 9, "confirmed", number=2, text="Awa"),
        mask(10, 15, number=3, text="Kader"),
        mask(20, 25, number=4, text="KADER"),
    ]
    page = compte_rendu_page(row(masks=masks), DECK)
    assert [(d.text, d.times, d.state) for d in page.doubts] == [
        ("Kader", 2, "proposed"),
        ("Awa", 1, "confirmed"),
        ("Nantes", 1, "refused"),
    ]
    assert page.pending == 2


def test_words_decided_in_one_place_still_wait_where_they_wait() -> None:
    page = compte_rendu_page(row(masks=[mask(0, 5, "confirmed", number=1), mask(9, 14, number=2)]), DECK)
    assert [(d.state, d.mask) for d in page.doubts] == [("proposed", 2)]


def test_the_list_is_by_kpa_those_without_last() -> None:
    rows = [row("A-1"), row("B-1", kpa=Kpa(name="Les Tilleuls")), row("C-1", kpa=Kpa(name="Ker"))]
    page = list_page(rows, DECK, {"A-1": 3, "C-1": 1})
    assert [(name, [line.code for line in lines]) for name, lines in page.groups] == [
        ("Ker", ["C-1"]),
        ("Les Tilleuls", ["B-1"]),
        ("KPA non dite", ["A-1"]),
    ]
    assert (page.total, page.pending) == (3, 4)


def test_only_a_given_consent_for_the_recit_is_an_agreement() -> None:
    states = {"given": True, "refused": False, "withdrawn": False}
    for state, agreed in states.items():
        page = list_page([row(consents=[Consent(use="recit", state=state)])], DECK, {})
        assert page.groups[0][1][0].agreed is agreed
    assert not list_page([row(consents=[Consent(use="publication", state="given")])], DECK, {}).groups[0][1][0].agreed


def test_an_empty_list_has_no_group() -> None:
    assert (list_page([], DECK, {}).groups, list_page([], DECK, {}).total) == ((), 0)
