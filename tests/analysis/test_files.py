from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

import analysis.files
from analysis.files import analyse_documents, draft_of_documents
from analysis.steps.types import Analysis, Person
from interviews.document import CompteRendu, Passage
from interviews.reading import ReadFile, SourceFile
from tests.analysis.hand_made import taxonomy

ENGINE: Any = SimpleNamespace(taxonomy=taxonomy())


def read(kpa: str | None, text: str = "mots") -> ReadFile:
    return ReadFile(SourceFile("a.docx", b""), CompteRendu(kpa=kpa, gender="femme", closing=(Passage(text),)))


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The steps replaced by nothing: what they were told to know."""
    told = []

    def analyse(
        people: Sequence[Person], *, known: tuple[tuple[str, ...], tuple[str, ...]], **_rest: object
    ) -> Analysis:
        told.append(known)
        return Analysis(tuple(people), (), {}, {}, (), (), (), (), "essai")

    monkeypatch.setattr(analysis.files, "analyse", analyse)
    return told


def test_documents_are_coded_in_their_order_and_refused_files_left_out() -> None:
    found = analyse_documents(
        [read("Ici"), ReadFile(SourceFile("x", b""), None, "non"), read("Ici")], load=lambda: ENGINE
    )
    assert [person.id for person in found.people] == ["E01", "E02"]


def test_a_hundred_documents_have_codes_that_sort() -> None:
    codes = [person.id for person in analyse_documents([read("Ici")] * 100, load=lambda: ENGINE).people]
    assert codes == sorted(codes)
    assert (codes[0], codes[-1]) == ("E001", "E100")


def test_one_kpa_has_one_spelling_the_most_frequent(known: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    found = analyse_documents(
        [read("les mains vertes"), read("Les Mains Vertes"), read("Les Mains Vertes"), read(None)], load=lambda: ENGINE
    )
    assert [person.kpa for person in found.people] == ["Les Mains Vertes"] * 3 + [None]
    assert known == [(("Les Mains Vertes",), ())]


def test_kpas_in_other_alphabets_are_not_taken_for_one_another() -> None:
    found = analyse_documents([read("Кооператив"), read("تعاونية")], load=lambda: ENGINE)
    assert [person.kpa for person in found.people] == ["Кооператив", "تعاونية"]


def test_a_draft_has_a_changed_name_a_person_and_says_it_is_not_checked() -> None:
    source = draft_of_documents(
        [read("Ici"), read("Ici", "avec Josiane"), read("Ici")], load=lambda: ENGINE, today=date(2026, 3, 1)
    )
    assert len(set(source.names.values())) == 3
    assert "Josiane" not in source.names["E02"]
    assert (source.checked, source.dated) == (False, "1er mars 2026")
