from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.deck import load_deck
from interviews.masked import masked_page
from interviews.models import CompteRendu, MaskRow, NoteRow, Pick
from interviews.service import declare_consent
from kparole.access import EVERYTHING, Actor, Role
from kparole.db import db

WORDS = "Kader m'a emmenée à Roubaix, « avec Kader c'est facile »."


@pytest.fixture
def row(app: Flask) -> Iterator[CompteRendu]:
    """One compte-rendu where names were looked for: one confirmed, one that waits, one refused."""
    with app.app_context():
        row = CompteRendu(
            uid="a", code="ICI-01", pseudonym="Ada", kpa_id=None, import_id=None, words_hash="a", age=31,
            gender="femme", since="Depuis Kader", deck_version="v", masks_proposed=True,
        )  # fmt: skip
        row.picks = [Pick(rank=1, card="utile", title=None), Pick(rank=2, card="joker", title="Merci Kader")]
        row.notes = [
            NoteRow(position=1, part="vecu", rank=None, text="Kader était gêné."),
            NoteRow(position=2, part="carte", rank=1, text=WORDS, exact=[[31, 54]]),
            NoteRow(position=3, part="carte", rank=2, text="Rose, la couleur."),
        ]
        db.session.add(row)
        db.session.flush()
        one, two, three = (note.id for note in row.notes)
        row.masks = [
            MaskRow(note_id=two, start=0, end=5, kind="PERSONNE", text="Kader", certainty=1, state="confirmed"),
            MaskRow(note_id=two, start=20, end=27, kind="LIEU", text="Roubaix", certainty=1, state="proposed"),
            MaskRow(note_id=two, start=36, end=41, kind="PERSONNE", text="Kader", certainty=1, state="proposed"),
            MaskRow(note_id=three, start=0, end=4, kind="PERSONNE", text="Rose", certainty=1, state="refused"),
        ]
        assert one
        declare_consent(row, uses=["equipe"], who="Sylvie", when="en mars", how="oral")
        db.session.commit()
        yield row


def text_of(row: CompteRendu) -> str:
    page = masked_page(row, load_deck(), use="equipe")
    return "\n".join(
        [page.code, page.name, page.age, *(s.title for s in page.sections)]
        + ["".join(run.text for run in p.runs) for s in page.sections for p in s.paragraphs]
    )


def test_what_is_confirmed_or_waits_is_changed_and_what_was_refused_stays(row: CompteRendu) -> None:
    text = text_of(row)
    assert "Kader" not in text
    assert "Roubaix" not in text
    assert "[prénom] m'a emmenée à [un lieu]" in text
    assert "Rose, la couleur." in text


def test_exact_words_stay_marked_around_what_was_changed(row: CompteRendu) -> None:
    page = masked_page(row, load_deck(), use="equipe")
    runs = page.sections[0].paragraphs[0].runs
    assert [run.text for run in runs if run.exact] == ["avec ", "[prénom]", " c'est facile"]


def test_what_was_written_for_the_team_never_shows(row: CompteRendu) -> None:
    page = masked_page(row, load_deck(), use="equipe")
    assert [section.anchor for section in page.sections] == ["carte-1", "carte-2"]
    assert "gêné" not in text_of(row)
    assert page.age == "25-39"


def test_a_title_given_to_a_joker_does_not_show(row: CompteRendu) -> None:
    assert masked_page(row, load_deck(), use="equipe").sections[1].title == "JOKER"


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_without_consent_to_that_use_nothing_shows(row: CompteRendu, state: str) -> None:
    assert masked_page(row, load_deck(), use="atelier").closed == "accord"
    row.consents[0].state = state
    page = masked_page(row, load_deck(), use="equipe")
    assert (page.closed, page.sections) == ("accord", ())


def test_until_names_were_looked_for_nothing_shows(row: CompteRendu) -> None:
    row.masks_proposed = False
    page = masked_page(row, load_deck(), use="equipe")
    assert (page.closed, page.sections) == ("masquage", ())


def test_the_page_an_evaluator_gets_holds_no_name(app: Flask, client: FlaskClient, row: CompteRendu) -> None:
    evaluator = Actor("compte:1", Role.EVALUATION, "Théo", EVERYTHING)
    app.extensions["kparole.identify"] = lambda: evaluator
    page = client.get("/entretiens/ICI-01").text
    assert "[prénom]" in page
    assert not any(word in page for word in ("Kader", "Roubaix", "Sylvie", "31 ans", "gêné"))
    assert "Ada" in client.get("/entretiens/").text
