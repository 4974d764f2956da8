from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from analysis.corpus import corpus_hash, note_id, people_from_documents, people_from_rows
from analysis.steps.types import Note, Person, Span
from interviews.document import CompteRendu, Passage, PickedCard
from interviews.models import CompteRendu as Row
from interviews.reading import ReadFile
from interviews.service import whole_corpus
from network.names import same_kpa

DOCUMENT = CompteRendu(
    kpa="Ici",
    age=52,
    gender="femme",
    lived=(Passage("vécu"),),
    terms=(Passage("au local"),),
    introduction=(Passage("intro"),),
    cards=(
        PickedCard("utile", "J'ai été utile…", (Passage("un « oui »", (Span(3, 10),)), Passage("deux"))),
        PickedCard("joker", "Enfants", (Passage("trois"),)),
    ),
    closing=(Passage("fin"),),
    unplaced=(Passage("reste"),),
)


def test_what_is_read_is_what_speaks_of_the_kpa_where_it_was_said() -> None:
    (person,) = people_from_documents([("E01", DOCUMENT)])
    assert person == Person(
        "E01",
        "Ici",
        52,
        "femme",
        (
            Note("E01.1", "introduction", "intro"),
            Note("E01.2", "carte", "un « oui »", 1, "utile", "J'ai été utile…", (Span(3, 10),)),
            Note("E01.3", "carte", "deux", 1, "utile", "J'ai été utile…"),
            Note("E01.4", "carte", "trois", 2, "joker", "Enfants"),
            Note("E01.5", "cloture", "fin"),
            Note("E01.6", "non-classe", "reste"),
        ),
    )


def test_how_the_interview_was_lived_and_held_is_left_out() -> None:
    (person,) = people_from_documents([("E01", DOCUMENT)])
    assert not {"vécu", "au local"} & {note.text for note in person.notes}


def test_nobody_gives_nobody() -> None:
    assert people_from_documents([]) == people_from_rows([]) == ()


def test_an_empty_document_is_a_person_without_notes() -> None:
    assert people_from_documents([("E01", CompteRendu())]) == (Person("E01"),)


@pytest.mark.both_databases
def test_the_tables_and_the_files_say_the_same(filled_app: Flask, sample_files: list[ReadFile]) -> None:
    with filled_app.app_context():
        rows = people_from_rows(whole_corpus())
    by_code = {one.source.name.removesuffix(".docx"): one.document for one in sample_files}
    files = people_from_documents([(person.id, document) for person in rows if (document := by_code[person.id])])
    assert len(rows) == 30
    for row, file in zip(rows, files, strict=True):
        assert same_kpa(row.kpa or "", file.kpa or "")
        assert (row.age, row.gender) == (file.age, file.gender)
        assert [replace(note, id="") for note in row.notes] == [replace(note, id="") for note in file.notes]


def test_an_unknown_gender_of_the_tables_is_none() -> None:
    (person,) = people_from_rows([Row(code="A-1", gender="?", notes=[], picks=[])])
    assert person.gender is None


def test_the_hash_changes_with_a_word_and_takes_any_character() -> None:
    one, other = (
        people_from_documents([("E01", replace(DOCUMENT, closing=(Passage(text),)))]) for text in ("fin", "fin \ud800")
    )
    assert corpus_hash(one) == corpus_hash(one) != corpus_hash(other)
    assert len(corpus_hash(())) == 16


def test_a_note_is_named_by_code_and_place() -> None:
    assert note_id("PAS-01", 7) == "PAS-01.7"
