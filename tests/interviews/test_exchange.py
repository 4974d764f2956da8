from __future__ import annotations

import json

from interviews.document import CompteRendu, Passage, PickedCard
from interviews.exchange import json_object
from interviews.reading import ReadFile, SourceFile

KEYS = [
    "fichier",
    "kpa",
    "age",
    "genre",
    "depuis",
    "vecu",
    "modalites",
    "introduction",
    "cartes",
    "cloture",
    "non_classe",
    "problemes",
]
FILE = SourceFile("PAS-01.docx", b"")


def test_a_full_compte_rendu_has_every_key_of_the_contract() -> None:
    document = CompteRendu(
        kpa="Ici",
        age=52,
        gender="femme",
        since="deux ans",
        lived=(Passage("bien"), Passage("émue")),
        terms=(Passage("au local"),),
        introduction=(Passage("en arrivant"),),
        cards=(
            PickedCard("appris", "J'ai appris…", (Passage("« coudre »"), Passage("et rire"))),
            PickedCard("joker", "Les enfants", ()),
            PickedCard("joker", None, ()),
            PickedCard(None, "Autre chose", (Passage("x"),)),
        ),
        closing=(Passage("voilà"),),
        unplaced=(Passage("ailleurs"),),
        problems=("à voir",),
    )
    assert json_object(ReadFile(FILE, document)) == {
        "fichier": "PAS-01.docx",
        "kpa": "Ici",
        "age": 52,
        "genre": "femme",
        "depuis": "deux ans",
        "vecu": "bien\némue",
        "modalites": "au local",
        "introduction": "en arrivant",
        "cartes": [
            {"id": "appris", "titre": "J'ai appris…", "notes": ["« coudre »", "et rire"]},
            {"id": "joker", "titre": "Les enfants", "notes": []},
            {"id": "joker", "titre": None, "notes": []},
            {"id": None, "titre": "Autre chose", "notes": ["x"]},
        ],
        "cloture": "voilà",
        "non_classe": ["ailleurs"],
        "problemes": ["à voir"],
    }


def test_what_is_absent_is_null_and_the_keys_keep_their_order() -> None:
    found = json_object(ReadFile(FILE, CompteRendu()))
    assert list(found) == KEYS
    assert (found["cartes"], found["non_classe"], found["problemes"]) == ([], [], [])
    assert all(found[key] is None for key in KEYS[1:8])
    assert found["cloture"] is None


def test_a_refused_file_has_the_same_keys_and_says_why() -> None:
    found = json_object(ReadFile(FILE, None, "Ce fichier est vide."))
    assert list(found) == KEYS
    assert (found["fichier"], found["problemes"], found["cartes"], found["non_classe"]) == (
        "PAS-01.docx",
        ["Ce fichier est vide."],
        [],
        [],
    )


def test_every_sample_can_be_written_as_json(sample_files: list[ReadFile]) -> None:
    for read in sample_files:
        assert list(json.loads(json.dumps(json_object(read)))) == KEYS
