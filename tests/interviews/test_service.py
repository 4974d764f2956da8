from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from analysis.steps.types import Span
from cards.deck import load_deck
from interviews.document import CompteRendu as Document
from interviews.document import Passage, PickedCard
from interviews.masks import masks_by_note, spans_of
from interviews.models import CompteRendu, Consent, ImportedFile, MaskRow, NoteRow, Pick, WordImport
from interviews.reading import ReadFile, SourceFile
from interviews.service import (
    compte_rendu_by_code,
    confirm_masks,
    consents_by_code,
    count_comptes_rendus,
    decide_mask,
    declare_consent,
    import_by_uid,
    leave_file,
    list_comptes_rendus,
    names_by_code,
    open_import,
    pending_masks,
    propose_masks,
    take_file,
    whole_corpus,
    words_heard,
)
from kparole.db import db
from network.service import add_kpa, find_kpa
from tests.conftest import CONSENT

pytestmark = pytest.mark.both_databases

DECK = load_deck()
DOCUMENT = Document(
    kpa="La Passerelle",
    age=52,
    gender="femme",
    since="deux ans",
    lived=(Passage("Elle a ri."),),
    terms=(Passage("Au local."),),
    introduction=(Passage("Par une voisine."),),
    cards=(
        PickedCard(
            "utile", "J'ai été utile…", (Passage("Elle dit « oui ».", (Span(10, 17),)), Passage("Kader aussi."))
        ),
        PickedCard("joker", "Les enfants"),
    ),
    closing=(Passage("Merci."),),
    unplaced=(Passage("Reste."),),
    problems=("À relire.",),
)


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def take(
    document: Document | None = DOCUMENT, *, refusal: str | None = None, consent: dict[str, Any] | None = None
) -> ImportedFile:
    word_import = open_import(consent=consent, kpa_id=None)
    entry = leave_file(word_import, name="a.docx", content=b"x")
    take_file(word_import, entry, ReadFile(SourceFile("a.docx", b"x"), document, refusal), deck=DECK)
    return entry


def test_what_the_files_and_the_tables_say_is_heard() -> None:
    take()
    other = ReadFile(SourceFile("b.docx", b""), Document(introduction=(Passage("Avec Awa."),)))
    heard = words_heard([other, ReadFile(SourceFile("c.docx", b""), None, "Illisible.")])
    assert "Avec Awa." in heard
    assert "Kader aussi." in heard


def test_a_changed_first_name_is_nobody_that_the_corpus_speaks_of() -> None:
    word_import = open_import(consent=None, kpa_id=None)
    entry = leave_file(word_import, name="a.docx", content=b"x")
    read = ReadFile(SourceFile("a.docx", b"x"), DOCUMENT)
    take_file(word_import, entry, read, deck=DECK, heard="Malika, Josiane et Awa sont venues.")
    assert fresh().pseudonym not in {"Malika", "Josiane", "Awa"}


def fresh(code: str = "PAS-01") -> CompteRendu:
    row = compte_rendu_by_code(code)
    assert row is not None
    return row


def said(text: str) -> Document:
    return replace(DOCUMENT, closing=(Passage(text),))


def test_a_document_is_written_whole_in_the_order_of_its_parts() -> None:
    entry = take()
    row = fresh()
    assert (entry.state, entry.compte_rendu_id, entry.problems, entry.message) == ("taken", row.id, ["À relire."], None)
    assert [(n.position, n.part, n.rank, n.text) for n in row.notes] == [
        (1, "vecu", None, "Elle a ri."),
        (2, "modalites", None, "Au local."),
        (3, "introduction", None, "Par une voisine."),
        (4, "carte", 1, "Elle dit « oui »."),
        (5, "carte", 1, "Kader aussi."),
        (6, "cloture", None, "Merci."),
        (7, "non-classe", None, "Reste."),
    ]
    assert row.notes[3].exact == [[10, 17]]
    assert [(p.rank, p.card, p.title) for p in row.picks] == [
        (1, "utile", "J'ai été utile…"),
        (2, "joker", "Les enfants"),
    ]
    assert (row.age, row.gender, row.since, row.deck_version) == (52, "femme", "deux ans", DECK.version)


def test_the_same_words_are_known_the_second_time_and_nothing_is_added() -> None:
    take()
    entry = take(replace(DOCUMENT, problems=()))
    assert entry.state == "known"
    assert "PAS-01" in (entry.message or "")
    assert (count_comptes_rendus(), entry.compte_rendu_id) == (1, fresh().id)


@pytest.mark.parametrize("kpa", [None, "Les Tilleuls", "passerelle"])
def test_the_same_words_under_another_kpa_are_known_too(kpa: str | None) -> None:
    take()
    assert take(replace(DOCUMENT, kpa=kpa)).state == "known"
    assert count_comptes_rendus() == 1


def test_a_refused_file_says_why_and_leaves_nothing() -> None:
    entry = take(None, refusal="Ce fichier est vide.")
    assert (entry.state, entry.message, entry.compte_rendu_id) == ("refused", "Ce fichier est vide.", None)
    assert count_comptes_rendus() == 0


def test_codes_follow_the_kpa_and_count_on() -> None:
    add_kpa("Les Tilleuls", code="TIL")
    for number, kpa in enumerate(("La Passerelle", "les tilleuls", None, "Passerelle", "LES TILLEULS", None)):
        take(replace(said(f"mot {number}"), kpa=kpa))
    assert [row.code for row in list_comptes_rendus()] == ["PAS-01", "PAS-02", "SANS-01", "SANS-02", "TIL-01", "TIL-02"]


def test_the_code_after_99_goes_on() -> None:
    take()
    fresh().code = "PAS-99"
    db.session.commit()
    take(said("autre"))
    assert {row.code for row in list_comptes_rendus()} == {"PAS-99", "PAS-100"}


def test_a_kpa_the_network_did_not_have_is_added() -> None:
    take()
    assert find_kpa("La Passerelle") is fresh().kpa


def test_names_are_changed_and_never_given_twice() -> None:
    for number in range(6):
        take(said(f"Josiane {number}"))
    names = names_by_code()
    assert len(set(names.values())) == 6
    assert "Josiane" not in names.values()


def test_a_consent_is_written_use_by_use_with_who_when_and_how() -> None:
    take(consent=CONSENT)
    assert {(c.use, c.state, c.who, c.when, c.how) for c in fresh().consents} == {
        ("notes", "given", "Sylvie", "en mars", "oral"),
        ("recit", "given", "Sylvie", "en mars", "oral"),
    }
    assert consents_by_code() == {"PAS-01": {"notes": "given", "recit": "given"}}


def test_nothing_is_agreed_by_default() -> None:
    take()
    assert fresh().consents == []
    assert consents_by_code() == {"PAS-01": {}}


def test_a_withdrawal_replaces_what_was_said() -> None:
    take(consent=CONSENT)
    declare_consent(fresh(), uses=["recit"], who="Awa", when="en mai", how="ecrit", state="withdrawn")
    db.session.commit()
    assert consents_by_code()["PAS-01"] == {"notes": "given", "recit": "withdrawn"}
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 2


def test_an_import_is_found_with_its_files() -> None:
    take()
    word_import = db.session.scalars(select(WordImport)).one()
    found = import_by_uid(word_import.uid)
    assert found is word_import
    assert [file.name for file in found.files] == ["a.docx"]
    assert import_by_uid("rien") is None


def test_a_very_long_file_name_is_cut() -> None:
    word_import = open_import(consent=None, kpa_id=None)
    assert len(leave_file(word_import, name="é" * 500, content=b"x").name) == 200


def test_the_whole_corpus_takes_a_fixed_number_of_rows_in_order_of_code() -> None:
    take(replace(said("b"), kpa="Les Tilleuls"))
    take(said("a"))
    assert [row.code for row in whole_corpus()] == ["PAS-01", "TIL-01"]


def test_deleting_a_compte_rendu_takes_all_that_belongs_to_it() -> None:
    take(consent=CONSENT)
    row = fresh()
    propose_masks(row, {row.notes[4].id: [(0, 5, "PERSONNE", "Kader", 0.9)]})
    db.session.commit()
    db.session.delete(fresh())
    db.session.commit()
    for table in (NoteRow, Pick, Consent, MaskRow):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0


def proposed() -> CompteRendu:
    take()
    row = fresh()
    propose_masks(
        row,
        {
            row.notes[4].id: [(0, 5, "PERSONNE", "Kader", 0.9)],
            row.notes[5].id: [(0, 5, "PERSONNE", "KADER", 0.9), (0, 3, "LIEU", "Mer", 0.4)],
        },
    )
    db.session.commit()
    return fresh()


def test_proposals_wait_and_are_counted_by_code() -> None:
    row = proposed()
    assert row.masks_proposed
    assert pending_masks() == {"PAS-01": 3}


def test_a_decision_follows_to_the_same_words_of_the_same_kind() -> None:
    row = proposed()
    kader = next(mask for mask in row.masks if mask.text == "Kader")
    assert decide_mask(row, kader.id, "confirmed")
    assert {(mask.text, mask.state) for mask in fresh().masks} == {
        ("Kader", "confirmed"),
        ("KADER", "confirmed"),
        ("Mer", "proposed"),
    }


def test_a_decision_on_a_mask_of_someone_else_changes_nothing() -> None:
    row = proposed()
    assert not decide_mask(row, 9999, "confirmed")
    take(replace(said("autre"), kpa="Les Tilleuls"))
    assert not decide_mask(fresh("TIL-01"), row.masks[0].id, "confirmed")
    assert pending_masks() == {"PAS-01": 3}


def test_confirming_all_leaves_what_was_refused() -> None:
    row = proposed()
    decide_mask(row, next(mask.id for mask in row.masks if mask.kind == "LIEU"), "refused")
    confirm_masks(fresh())
    assert sorted(mask.state for mask in fresh().masks) == ["confirmed", "confirmed", "refused"]
    assert pending_masks() == {}


def test_a_new_run_keeps_decisions_and_replaces_what_waits() -> None:
    row = proposed()
    decide_mask(row, next(mask.id for mask in row.masks if mask.kind == "LIEU"), "refused")
    row = fresh()
    closing = row.notes[5].id
    propose_masks(row, {closing: [(0, 3, "LIEU", "Mer", 0.9), (0, 6, "ORGANISATION", "Merci.", 0.5)]})
    db.session.commit()
    assert {(mask.text, mask.state) for mask in fresh().masks} == {("Mer", "refused"), ("Merci.", "proposed")}


def test_proposing_the_same_twice_changes_nothing() -> None:
    row = proposed()
    before = sorted(mask.id for mask in row.masks)
    again: dict[int, list[tuple[int, int, str, str, float]]] = {}
    for mask in row.masks:
        again.setdefault(mask.note_id, []).append((mask.start, mask.end, mask.kind, mask.text, mask.certainty))
    propose_masks(row, again)
    db.session.commit()
    assert sorted(mask.id for mask in fresh().masks) == before


def test_decisions_are_given_by_note_of_the_analysis_in_the_order_of_the_text() -> None:
    row = proposed()
    found = masks_by_note()
    assert sorted(found) == ["PAS-01.5", "PAS-01.6"]
    assert [(m.mask.start, m.mask.text, m.state) for m in found["PAS-01.5"]] == [(0, "Kader", "proposed")]
    assert [m.mask.start for m in spans_of(row.masks, row.notes[5])] == [0, 0]
    assert spans_of(row.masks, row.notes[0]) == []
    assert found["PAS-01.5"][0].mask.certainty == pytest.approx(0.9)


def test_without_masks_there_is_nothing_by_note() -> None:
    take()
    assert masks_by_note() == {}
