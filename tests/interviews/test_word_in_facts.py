"""What a compte-rendu says of the person and of the interview is read, or kept as written with a problem."""

from __future__ import annotations

import docx
import pytest

from tests.interviews.word_making import (
    packed,
    read,
    texts,
    typed,
)


@pytest.mark.parametrize(
    "line",
    [
        "Âge : 52 ans – Genre : Femme / Depuis quand : 2 ans",
        "Âge : 52 ; Genre : F ; Depuis quand : 2 ans",
        "Age: 52 ans | Sexe: féminin | Depuis quand est-elle au KPA : 2 ans",
        "Âge\t52 ans\tGenre\tF\tDepuis quand\t2 ans",
        "Âge : 52 ans\nGenre : Femme\nDepuis quand : 2 ans",
        "Genre : Femme, Âge : 52 ans, Depuis quand : 2 ans",
        "Âge : 52 ans   Genre : Femme   Depuis quand ? 2 ans",
    ],
)
def test_facts_may_share_a_line(line: str) -> None:
    found = read(typed("Informations personne", line, "La première carte : J'ai appris", "Elle coud."))
    assert (found.age, found.gender, found.since, found.unplaced) == (52, "femme", "2 ans", ())


@pytest.mark.parametrize("line", ["Femme, 52 ans, au KPA depuis 2 ans", "Femme de 52 ans – au KPA depuis 2 ans"])
def test_facts_without_labels_are_read_when_all_is_understood(line: str) -> None:
    found = read(typed("Infos", line, "Carte 1 : J'ai appris"))
    assert (found.age, found.gender, found.since) == (52, "femme", "au KPA depuis 2 ans")


def test_a_value_may_stand_on_the_line_after_its_label() -> None:
    found = read(typed("Âge", "52", "Genre :", "F", "Depuis quand", "2 ans", "Carte 1 : J'ai appris"))
    assert (found.age, found.gender, found.since, found.unplaced) == (52, "femme", "2 ans", ())


@pytest.mark.parametrize(
    ("line", "age", "left", "problem"),
    [
        ("Âge : 52 ans", 52, [], None),
        ("Age : 52", 52, [], None),
        ("Âge : 16ans.", 16, [], None),
        ("Âge : née en 1974", None, ["née en 1974"], "année de naissance"),
        ("Âge : 1974", None, ["1974"], "année de naissance"),
        ("Âge : la cinquantaine", None, ["la cinquantaine"], "pas écrit en clair"),
        ("Âge : entre 50 et 55 ans", None, ["entre 50 et 55 ans"], "pas écrit en clair"),
        ("Âge : 52 ans (née en 1974)", 52, ["52 ans (née en 1974)"], "pas écrit en clair"),
        ("Âge : ne souhaite pas dire", None, [], None),
        ("Âge :", None, [], None),
    ],
)
def test_an_age_is_a_number_or_is_kept_as_written(
    line: str, age: int | None, left: list[str], problem: str | None
) -> None:
    found = read(typed("Informations", line, "Genre : F", "Carte 1 : J'ai appris"))
    assert (found.age, texts(found.unplaced)) == (age, left)
    assert any(problem in one for one in found.problems) if problem else not found.problems


@pytest.mark.parametrize(
    ("word", "gender", "left"),
    [
        ("F", "femme", []),
        ("H", "homme", []),
        ("Femme", "femme", []),
        ("féminin", "femme", []),
        ("Masculin", "homme", []),
        ("un homme", "homme", []),
        ("Non-binaire", "autre", []),
        ("autre", "autre", []),
        ("☐ Homme ☒ Femme", "femme", []),
        ("ne souhaite pas dire", None, []),
        ("pomme", None, ["pomme"]),
        ("Femme ou homme", None, ["Femme ou homme"]),
    ],
)
def test_a_gender_is_one_of_three_or_is_kept_as_written(word: str, gender: str | None, left: list[str]) -> None:
    found = read(typed("Informations", f"Genre : {word}", "Carte 1 : J'ai appris"))
    assert (found.gender, texts(found.unplaced)) == (gender, left)
    assert bool(found.problems) == bool(left)


def test_since_keeps_the_text_as_written() -> None:
    assert read(typed("Depuis quand : ne souhaite pas dire", "Carte 1 : J'ai appris")).since == "ne souhaite pas dire"
    found = read(typed("Depuis quand : 2 ans\navec une pause", "Carte 1 : J'ai appris"))
    assert found.since == "2 ans\navec une pause"


def test_the_kpa_comes_from_a_line_or_from_the_header() -> None:
    assert read(typed("KPA : La Passerelle", "Carte 1 : J'ai appris")).kpa == "La Passerelle"
    assert read(typed("Compte rendu – KPA : La Passerelle", "Carte 1 : J'ai appris")).kpa == "La Passerelle"
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "KPA : Les Trois Ponts\tpage 1"
    document.add_paragraph("Carte 1 : J'ai appris")
    assert read(packed(document)).kpa == "Les Trois Ponts"


def test_the_kpa_line_counts_only_before_the_cards() -> None:
    found = read(typed("Carte 1 : J'ai appris", "KPA : un mot qu'elle répète"))
    assert (found.kpa, texts(found.cards[0].passages)) == (None, ["KPA : un mot qu'elle répète"])


def test_metadata_lines_are_kept_as_written_in_the_terms() -> None:
    found = read(
        typed("Date : 14 mars 2026", "Mené par : Sylvie, contributrice", "Langue : français", "Carte 1 : J'ai appris")
    )
    assert texts(found.terms) == ["Date : 14 mars 2026", "Mené par : Sylvie, contributrice", "Langue : français"]
