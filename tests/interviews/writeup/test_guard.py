"""Before it is done: what is empty or unclear to a stranger is told, with its place, and only what can be told honestly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.writeup.guard import MOST_OF_A_KIND, Known, acronyms_in, first_names_in, guard
from interviews.writeup.known_words import known_words
from interviews.writeup.sheet import DECLINED, Piece, Place, Sheet, SheetCard

ONE = Place("carte", "c1")
KNOWN = Known({"CAPE", "KPA"}, {"amina", "rose", "jose"})
FINE = Sheet(
    (SheetCard("c1", "appris", "J'ai appris…"),),
    (
        Piece("p1", ONE, "Elle a appris à coudre des rideaux."),
        Piece("p2", Place("vecu"), "Elle était contente."),
        Piece("p3", Place("modalites"), "Au local, à deux, en mars."),
    ),
    {"age": "34", "gender": "femme", "since": "deux ans"},
)


def kinds(sheet: Sheet) -> list[str]:
    return [one.kind for one in guard(sheet, KNOWN)]


def with_note(text: str, place: Place = ONE) -> Sheet:
    return Sheet(FINE.cards, (*FINE.pieces, Piece("p9", place, text)), FINE.facts)


def test_a_complete_one_has_nothing_to_look_at() -> None:
    assert guard(FINE, KNOWN) == ()


def test_an_empty_one_says_what_is_missing_in_the_order_of_the_page() -> None:
    assert kinds(Sheet()) == ["sans-age", "sans-gender", "sans-since", "sans-carte", "vide-vecu", "vide-modalites"]


def test_what_she_does_not_wish_to_say_is_not_missing() -> None:
    told = Sheet(FINE.cards, FINE.pieces, dict.fromkeys(("age", "gender", "since"), DECLINED))
    assert guard(told, KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("Elle a vu la MDPH pour son dossier.", ONE, "sigle"),
        ("Elle est venue avec Amina la première fois.", ONE, "prenom"),
        ("Très bien.", ONE, "courte"),
        ("   ", ONE, "note-vide"),
        ("Elle parle du four à pain.", Place("non-classe"), "sans-place"),
    ],
)
def test_what_a_stranger_cannot_follow_leads_to_its_note(text: str, place: Place, kind: str) -> None:
    [found] = guard(with_note(text, place), KNOWN)
    assert (found.kind, found.about, found.target) == (kind, "note", "p9")


def test_a_card_without_notes_and_two_texts_of_one_note_are_told() -> None:
    bare = Sheet((*FINE.cards, SheetCard("c2", None)), FINE.pieces, FINE.facts)
    assert kinds(bare) == ["carte-vide", "carte-sans-titre"]
    torn = Sheet(FINE.cards, (*FINE.pieces, Piece("p9", ONE, "Elle a appris à broder.", rival="p1")), FINE.facts)
    assert kinds(torn) == ["deux-textes"]


def test_the_same_word_is_told_once_and_many_are_counted() -> None:
    again = Sheet(
        FINE.cards, (*FINE.pieces, *(Piece(f"q{n}", ONE, "Amina vient souvent ici.") for n in range(3))), FINE.facts
    )
    assert kinds(again) == ["prenom"]
    many = Sheet(FINE.cards, (*FINE.pieces, *(Piece(f"q{n}", ONE, "Oui.") for n in range(50))), FINE.facts)
    found = guard(many, KNOWN)
    assert len(found) == MOST_OF_A_KIND
    assert "20 autres" in found[-1].message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le CAPE et la KPA", ()),
        ("La MDPH (maison du handicap)", ()),
        ("ELLE A TOUT ÉCRIT EN CAPITALES", ()),
        ("Au XIX siècle, chapitre IV", ()),
        ("Des TIG et une AESH", ("TIG", "AESH")),
        ("Un cours de F.L.E.", ("F.L.E.",)),
        ("I a dit : « A. »", ()),
    ],
)
def test_acronyms_are_those_that_nothing_explains(text: str, found: tuple[str, ...]) -> None:
    assert acronyms_in(text, {"CAPE", "KPA"}) == found


def test_a_first_name_has_a_capital_and_is_one_that_people_bear() -> None:
    assert first_names_in("Une rose pour Rose, et José.", KNOWN.first_names) == ("Rose", "José")
    assert first_names_in("L'atelier, Paris, Lundi", KNOWN.first_names) == ()


def test_the_lists_that_travel_know_the_words_of_the_field() -> None:
    known = known_words()
    assert {"KPA", "CAPE", "CESA", "CAE", "QPV", "IAE", "ESS"} <= set(known.acronyms)
    assert first_names_in("Fatoumata et Jean-Pierre", known.first_names) == ("Fatoumata", "Jean-Pierre")


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    for one in guard(with_note(text), KNOWN):
        assert one.message.endswith((".", "?", "…", "»"))
        assert one.words == "" or one.words in text or one.words.endswith("…") or one.words == text.strip()
