"""A compte-rendu written up in the tables: two people lose nothing, every window goes back and forth, versions stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from analysis.steps.types import Span
from interviews.document import CompteRendu as Document
from interviews.document import Passage, PickedCard
from interviews.models import CompteRendu, MaskRow, NoteRow
from interviews.service import compte_rendu_by_code
from interviews.writeup import service
from interviews.writeup.errors import EditError
from interviews.writeup.models import Revision, Version
from interviews.writeup.service import Done
from interviews.writing import write_compte_rendu
from kparole.config import Settings
from kparole.db import db
from network.service import kpa_named
from tests.conftest import opened

DOCUMENT = Document(
    age=34,
    gender="femme",
    introduction=(Passage("Elle vient depuis mars."),),
    cards=(
        PickedCard(
            "appris",
            None,
            (Passage("« J'ose parler à Amina. » Elle rit.", (Span(2, 23),)), Passage("Elle tient la caisse.")),
        ),
        PickedCard("joker", "Le four", (Passage("Le four marche."),)),
    ),
)


@pytest.fixture
def code(settings: Settings) -> Iterator[str]:
    with opened(settings) as app, app.app_context():
        row = write_compte_rendu(DOCUMENT, deck_version="v", kpa=kpa_named("Les Mains Vertes"))
        note = next(one for one in row.notes if "Amina" in one.text)
        row.masks.append(
            MaskRow(note_id=note.id, start=17, end=22, kind="PERSONNE", text="Amina", certainty=1.0, state="confirmed")
        )
        row.masks_proposed = True
        db.session.commit()
        yield row.code


def piece(done: Done, words: str) -> str:
    return next(one.id for one in done.sheet.pieces if words in one.text)


def row_of(code: str) -> CompteRendu:
    row = compte_rendu_by_code(code)
    assert row is not None
    return row


@pytest.mark.both_databases
def test_an_edit_is_kept_with_its_way_back_and_forth(code: str) -> None:
    here = service.opened(code, session="a")
    assert (here.revision, here.undo, here.redo) == (0, False, False)
    done = service.make(
        code, {"do": "text", "piece": piece(here, "caisse"), "text": "Elle compte."}, base=0, session="a"
    )
    done = service.make(
        code,
        {"do": "card-move", "key": done.sheet.cards[1].key, "before": done.sheet.cards[0].key},
        base=1,
        session="a",
    )
    assert [one.card for one in done.sheet.cards] == ["joker", "appris"]
    service.undo(code, session="a")
    back = service.undo(code, session="a")
    assert (back.sheet, back.undo, back.redo) == (here.sheet, False, True)
    with pytest.raises(EditError, match="annuler"):
        service.undo(code, session="a")
    service.redo(code, session="a")
    again = service.redo(code, session="a")
    assert (again.sheet, again.redo) == (done.sheet, False)
    assert [pick.card for pick in row_of(code).picks] == ["joker", "appris"]
    assert [one.why for one in service.versions(code)] == ["Comme il est arrivé"]


@pytest.mark.both_databases
def test_two_people_in_two_paragraphs_both_write_and_in_one_both_texts_stay(code: str) -> None:
    here = service.opened(code, session="a")
    name = piece(here, "caisse")
    service.make(code, {"do": "text", "piece": name, "text": "Elle compte."}, base=0, session="a")
    other = service.make(
        code, {"do": "text", "piece": piece(here, "four"), "text": "Le four chauffe."}, base=0, session="b"
    )
    assert other.kept is None
    done = service.make(code, {"do": "text", "piece": name, "text": "Elle vend."}, base=0, session="b")
    assert done.kept is not None
    mine = done.sheet.piece(done.kept)
    assert mine is not None
    assert (mine.text, mine.rival) == ("Elle vend.", name)
    assert [one.text for one in done.sheet.at(mine.place)][1:] == ["Elle compte.", "Elle vend."]
    settled = service.make(code, {"do": "remove", "piece": name}, base=done.revision, session="b")
    left = settled.sheet.piece(done.kept)
    assert left is not None
    assert left.rival is None


def test_my_undo_takes_back_what_i_did_and_not_what_others_did(code: str) -> None:
    here = service.opened(code, session="a")
    service.make(code, {"do": "text", "piece": piece(here, "caisse"), "text": "A"}, base=0, session="a")
    service.make(code, {"do": "text", "piece": piece(here, "four"), "text": "B"}, base=1, session="b")
    done = service.undo(code, session="a")
    assert [one.text for one in done.sheet.pieces][-2:] == ["Elle tient la caisse.", "B"]


def test_the_names_decided_stay_where_the_words_stay_and_new_words_are_to_be_searched(code: str) -> None:
    here = service.opened(code, session="a")
    name = piece(here, "Amina")
    service.make(code, {"do": "move", "piece": name, "place": ["cloture", None]}, base=0, session="a")
    row = row_of(code)
    assert ([one.text for one in row.masks], row.masks_proposed) == (["Amina"], True)
    service.make(
        code, {"do": "text", "piece": name, "text": "Elle parle : « J'ose parler à Amina. »"}, base=1, session="a"
    )
    row = row_of(code)
    [mask] = row.masks
    note = db.session.get(NoteRow, mask.note_id)
    assert note is not None
    assert (note.text[mask.start : mask.end], mask.state, row.masks_proposed) == ("Amina", "confirmed", False)
    assert note.origin == ["carte", here.sheet.cards[0].key]


def test_a_version_is_put_back_whole_and_what_stood_is_kept(code: str) -> None:
    here = service.opened(code, session="a")
    kept = service.keep(code, why="Relu avec elle")
    service.make(code, {"do": "remove", "piece": piece(here, "four")}, base=0, session="a")
    back = service.restore(code, kept.id, session="a")
    assert back.sheet == here.sheet
    assert next(one.why for one in service.versions(code)) == "Avant un retour en arrière"
    with pytest.raises(EditError, match="plus là"):
        service.version(code, 999)


def test_facts_are_kept_as_facts_and_a_refusal_to_say_is_one(code: str) -> None:
    service.make(code, {"do": "fact", "name": "age", "value": "declined"}, base=0, session="a")
    done = service.make(code, {"do": "fact", "name": "since", "value": "deux ans"}, base=1, session="a")
    row = row_of(code)
    assert (row.age, row.declined, row.since) == (None, ["age"], "deux ans")
    assert done.sheet.facts["age"] == "declined"
    for name, value in (("age", "vieille"), ("gender", "jeune")):
        with pytest.raises(EditError):
            service.make(code, {"do": "fact", "name": name, "value": value}, base=2, session="a")
    assert service.opened(code, session="a").revision == 2


def test_erased_words_are_nowhere_in_edits_or_versions(code: str) -> None:
    here = service.opened(code, session="a")
    service.make(code, {"do": "text", "piece": piece(here, "caisse"), "text": "Secret."}, base=0, session="a")
    service.forget(row_of(code))
    db.session.commit()
    assert [one.edit for one in db.session.scalars(select(Revision))] == [None]
    assert [one.sheet for one in db.session.scalars(select(Version))] == [None]
    with pytest.raises(EditError, match="annuler"):
        service.undo(code, session="a")


def test_an_unknown_compte_rendu_is_not_there(code: str) -> None:
    with pytest.raises(LookupError):
        service.opened("XXX-99", session="a")


@pytest.mark.both_databases
def test_what_somebody_else_just_said_is_read_before_it_is_changed_or_taken_out(code: str) -> None:
    note = piece(service.opened(code, session="a"), "caisse")
    service.make(code, {"do": "fact", "name": "since", "value": "deux ans"}, base=0, session="a")
    with pytest.raises(EditError, match="« deux ans »"):
        service.make(code, {"do": "fact", "name": "since", "value": "trois ans"}, base=0, session="b")
    service.make(code, {"do": "fact", "name": "since", "value": "deux ans"}, base=0, session="b")
    service.make(code, {"do": "fact", "name": "age", "value": "35"}, base=0, session="b")
    done = service.make(code, {"do": "fact", "name": "since", "value": "trois ans"}, base=2, session="b")
    assert done.sheet.facts["since"] == "trois ans"
    service.make(code, {"do": "text", "piece": note, "text": "Elle tient la caisse et le four."}, base=3, session="a")
    with pytest.raises(EditError, match="Lisez-la"):
        service.make(code, {"do": "remove", "piece": note}, base=3, session="b")
    service.make(code, {"do": "remove", "piece": note}, base=4, session="b")


def test_what_another_wrote_over_does_not_bar_the_way_back_to_the_rest(code: str) -> None:
    here = service.opened(code, session="a")
    note, last = piece(here, "caisse"), piece(here, "four")
    service.make(code, {"do": "text", "piece": last, "text": "Le four chauffe."}, base=0, session="a")
    service.make(code, {"do": "text", "piece": note, "text": "Elle compte."}, base=1, session="a")
    service.make(code, {"do": "text", "piece": note, "text": "Elle compte tout."}, base=2, session="b")
    back = service.undo(code, session="a")
    assert [one.text for one in back.sheet.pieces][-2:] == ["Elle compte tout.", "Le four marche."]
    with pytest.raises(EditError, match="au même endroit"):
        service.undo(code, session="a")
    again = service.redo(code, session="a")
    assert [one.text for one in again.sheet.pieces][-2:] == ["Elle compte tout.", "Le four chauffe."]
