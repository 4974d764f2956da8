"""What is found, on both databases: words, filters, orders, pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from interviews.models import NoteRow
from interviews.search.errors import SearchError
from interviews.search.fold import words_of
from interviews.search.query import MOST_SIGNS
from interviews.search.service import PAGE
from interviews.writeup.models import Stage
from kparole.access import Actor, Role, Scope, acting_as
from kparole.db import db
from network.service import add_kpa
from tests.conftest import opened
from tests.databases import Bases
from tests.interviews.search.making import found, interview, texts

pytestmark = pytest.mark.both_databases
ASKED = hypothesis_settings(max_examples=12)
PEUR = "J'avais peur de parler devant les gens."
VELO = "Le vélo, c'est la liberté."
CUISINE = "On cuisine pour le quartier, j'ai osé parler."


@pytest.fixture(scope="module")
def two(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Two interviews, for tests that only read."""
    with bases.empty(tmp_path_factory.mktemp("deux")) as settings, opened(settings) as app:
        write_two(app)
        yield app


def write_two(app: Flask) -> None:
    with app.app_context():
        interview("ICI-01", PEUR, CUISINE, age=44, gender="femme", cards=("appris", "utile"))
        interview("ICI-02", VELO, age=22, gender="homme", cards=("joker-1",))


@pytest.fixture(scope="module")
def one(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One interview, whose words change."""
    with bases.empty(tmp_path_factory.mktemp("un")) as settings, opened(settings) as app:
        with app.app_context():
            interview("ICI-01", PEUR)
        yield app


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("parler", {PEUR, CUISINE}),
        ("parlé cuisiner", {CUISINE}),
        ("Écuisine", set()),
        ('"peur de parler"', {PEUR}),
        ('"parler peur"', set()),
        ("cuis*", {CUISINE}),
        ("parler -peur", {CUISINE}),
        ('parler -"peur de"', {CUISINE}),
        ("l'osé", {CUISINE}),
        ("le la", {VELO}),
        ("velos", {VELO}),
        ("AND", set()),
        ("متعاون", set()),
    ],
)
def test_words_find_the_passages_that_say_them(two: Flask, words: str, expected: set[str]) -> None:
    with two.app_context():
        assert set(texts(words)) == expected


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({"gender": "femme"}, ["ICI-01", "ICI-01"]),
        ({"gender": "inconnu"}, []),
        ({"ages": "16-24"}, ["ICI-02"]),
        ({"ages": "40-54"}, ["ICI-01", "ICI-01"]),
        ({"ages": "inconnu"}, []),
        ({"ages": "n'importe"}, []),
        ({"public": "femmes-40"}, ["ICI-01", "ICI-01"]),
        ({"public": "plus-de-40"}, ["ICI-01", "ICI-01"]),
        ({"public": "moins-de-30"}, ["ICI-02"]),
        ({"card": "appris"}, ["ICI-01", "ICI-01"]),
        ({"card": "utile"}, []),
        ({"card": "joker"}, ["ICI-02"]),
        ({"card": "hors-carte"}, []),
        ({"kpa": "12"}, []),
        ({"kpa": "é"}, []),
        ({"said": "oui"}, []),
    ],
)
def test_without_words_filters_list_passages(two: Flask, chosen: dict[str, str], codes: list[str]) -> None:
    with two.app_context():
        answer = found("", **chosen)
        assert [answer.rows[note.compte_rendu_id].code for note in answer.notes] == codes
        assert (answer.passages, answer.interviews) == (len(codes), len(set(codes)))


def test_exact_words_alone_are_found_where_they_were_said(app: Flask) -> None:
    with app.app_context():
        row = interview("ICI-01", "Elle hésite. « J'ose enfin parler », avec peur.")
        text = row.notes[0].text
        row.notes[0].exact = [[text.index("J'ose"), text.index(" »")]]
        db.session.commit()
        assert len(texts("oser*")) == len(texts("hésiter", said="oui")) == 0
        assert texts("parler", said="oui") == texts("enfin*", said="oui") == texts("", said="oui") == [text]
        assert texts("parler -hésite", said="oui") == [text]


def test_the_last_stage_says_where_an_interview_is(app: Flask) -> None:
    write_two(app)
    with app.app_context():
        first = found("vélo").notes[0].compte_rendu_id
        for number, state in enumerate(("to-hand-back", "validated"), 1):
            db.session.add(Stage(compte_rendu_id=first, state=state, who="local", how="", at=datetime(2026, 3, number)))
        db.session.commit()
        assert found("", state="validated").passages == 1
        assert found("", state="to-hand-back").passages == 0
        assert found("", state="to-write").passages == 2


def test_the_orders(app: Flask) -> None:
    with app.app_context():
        kpas = [add_kpa(name, code=name[:3].upper()) for name in ("Zinnia", "Abeille")]
        interview(
            "A-01", "un mot long qui parle de bien des choses et du vélo", age=60, kpa_id=kpas[0].id, gender="femme"
        )
        interview("B-01", "vélo, vélo, vélo", age=20, kpa_id=kpas[1].id, cards=("utile", "appris"), gender="homme")
        interview("C-01", "le vélo", cards=())

        def codes(sort: str, *, down: bool = False) -> str:
            answer = found("vélo", sort=sort, down=down)
            assert answer.order.sort == (sort or "pertinence")
            return "".join(answer.rows[note.compte_rendu_id].code[0] for note in answer.notes)

        assert codes("") == "BCA"
        assert codes("pertinence", down=True) == "ACB"
        assert codes("entretien") == "ABC"
        assert codes("entretien", down=True) == "CBA"
        assert codes("age") == "BAC"
        assert codes("age", down=True) == "ABC"  # what is not known stays last
        assert codes("kpa") == "BAC"
        assert codes("genre") == "ABC"
        assert codes("carte") == "ABC"
        assert codes("carte", down=True) == "BAC"
        assert codes("personne", down=True) == "CBA"
        assert len(codes("rang")) == len(codes("date")) == 3


@pytest.mark.parametrize("sort", ["entretien", "pertinence"])
def test_pages_give_each_passage_once(app: Flask, sort: str) -> None:
    with app.app_context():
        for number in range(7):
            interview(f"P-{number:02d}", *(f"le vélo numéro {number}-{place}" for place in range(10)))
        asked = [found("vélo", sort=sort, page=page) for page in (0, 1, 2, 3, 4, 99)]
        shown = [[note.id for note in one.notes] for one in asked]
        assert asked[0].pages == 3
        assert [len(one) for one in shown] == [PAGE, PAGE, PAGE, 70 - 2 * PAGE, 70 - 2 * PAGE, 70 - 2 * PAGE]
        assert shown[0] == shown[1]
        assert len({*shown[1], *shown[2], *shown[3]}) == 70


def test_too_many_passages_are_ordered_by_interview(two: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviews.search.service.MOST", 1)
    with two.app_context():
        answer = found("parler")
        assert (answer.order.sort, answer.too_many, len(answer.notes)) == ("entretien", True, 2)


def test_a_contributor_finds_the_words_of_her_kpa_and_a_pass_its_interviews(app: Flask) -> None:
    with app.app_context():
        kpas = [add_kpa(name, code=name[:3].upper()) for name in ("Ici", "Ailleurs")]
        for kpa in kpas:
            interview(f"{kpa.code}-01", f"le vélo de {kpa.name}", kpa_id=kpa.id)
        scopes = {
            "le vélo de Ici": Scope(frozenset({kpas[0].id}), frozenset(), "compte:1"),
            "le vélo de Ailleurs": Scope(frozenset(), frozenset({"AIL-01"}), "passe:1"),
        }
        for text, scope in scopes.items():
            role = Role.REREADING if scope.interviews else Role.CONTRIBUTOR
            with acting_as(Actor("x", role, "", scope)):
                for sort in ("pertinence", "entretien", "carte"):
                    answer = found("vélo", sort=sort)
                    assert [note.text for note in answer.notes] == [text]
                    assert (answer.passages, answer.interviews) == (1, 1)
                assert found("").passages == 1


@ASKED
@given(typed=st.text(max_size=MOST_SIGNS) | st.text("\"«»*-() ANDORe\u00e9l'’:&|!<%_\\\0", max_size=40))
def test_whatever_is_typed_is_answered(two: Flask, typed: str) -> None:
    with two.app_context():
        with suppress(SearchError):
            assert found(typed).passages <= 3
        db.session.rollback()


@ASKED
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=24))
def test_every_word_of_a_note_finds_it(one: Flask, text: str) -> None:
    with one.app_context():
        note = db.session.get_one(NoteRow, 1)
        note.text = text
        db.session.commit()
        for word in {word.form: word for word in words_of(text)}.values():
            assert text in texts(text[word.start : word.end])
            if len(word.form) > 1:
                assert text in texts(f"{word.form[:2]}*")
