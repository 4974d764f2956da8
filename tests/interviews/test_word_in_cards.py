"""The cards, their order and their titles are read however they are typed."""

from __future__ import annotations

import docx
import pytest

from tests.interviews.word_making import (
    cards,
    packed,
    read,
    texts,
    typed,
)

APPRIS, UTILE = ("appris", "J'ai appris…"), ("utile", "J'ai été utile…")
JOKER = ("joker", "Mes enfants")
THREE = [(*APPRIS, ["Elle coud."]), (*JOKER, ["Elle en a trois."]), (*UTILE, ["Elle aide."])]


@pytest.mark.parametrize(
    "heading",
    [
        "La première carte",
        "LA PREMIERE CARTE",
        "1ère carte",
        "1ere carte",
        "1er carte",
        "1re carte",
        "Carte 1",
        "Carte n°1",
        "Carte N° 1 :",
        "carte 1 :",
        "La 1ère carte choisie",
        "Première carte :",
        "3) La première carte",
        "• La première carte",
        "- Carte 1 -",
        "La carte 1",
        "Carte choisie en premier : J'ai appris",
        "Notes de la première carte",
        "La première carte : J'ai appris…",
        "Carte 1 - J’ai appris",
        "1ère carte (J'ai appris)",
        "La première carte « J'ai appris »",
        "La première carte J'ai appris",
        "Carte 1 = j'ai appris",
        "J'ai appris",
        "J’AI APPRIS",
        "J'ai appris…",
        "« J'ai appris »",
        "La carte J'ai appris",
        "J'ai appris :",
        "1. J'ai appris",
    ],
)
def test_the_heading_of_a_card_may_be_typed_in_many_ways(heading: str) -> None:
    found = read(
        typed(
            "Ordre des cartes",
            "1ère carte : J'ai appris",
            "2ème carte : J'ai aimé",
            heading,
            "Elle coud.",
            "Carte 2",
            "Oui.",
        )
    )
    assert cards(found) == [(*APPRIS, ["Elle coud."]), ("aime", "J'ai aimé…", ["Oui."])]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("heading", "rank"),
    [
        ("La deuxième carte", 2),
        ("La 2e carte", 2),
        ("2ème carte", 2),
        ("2nde carte", 2),
        ("La seconde carte", 2),
        ("2eme carte", 2),
        ("La troisième carte", 3),
        ("3ième carte", 3),
        ("Carte 3 :", 3),
        ("La quatrième carte", 4),
        ("La dernière carte", 4),
    ],
)
def test_ranks_are_read_in_words_and_in_figures(heading: str, rank: int) -> None:
    found = read(typed("Ordre", "J'ai appris, j'ai aimé, j'ai changé, j'ai testé", heading, "Des notes."))
    assert [texts(card.passages) for card in found.cards] == [
        ["Des notes."] if at == rank else [] for at in range(1, 5)
    ]


@pytest.mark.parametrize(
    "title",
    [
        "L'ordre de sélection des cartes",
        "Sélection des cartes",
        "Ordre des cartes :",
        "Ordre",
        "Les cartes choisies",
        "4. Choix des cartes",
    ],
)
@pytest.mark.parametrize(
    "lines",
    [
        ["1ère carte : J'ai appris", "2ème carte : joker : Mes enfants", "3ème carte : J'ai été utile"],
        ["1. J'ai appris", "2. Joker – Mes enfants", "3. J'ai été utile"],
        ["J'ai appris", "JOKER « Mes enfants »", "J'ai été utile"],
        ["J'ai appris, joker (Mes enfants), J'ai été utile"],
        ["J'ai appris / Joker : Mes enfants / J'ai été utile"],
        ["- J'ai appris", "- Joker (Mes enfants)", "- J’ai été utile…"],
        ["1) J'ai appris 2) Joker : Mes enfants 3) J'ai été utile"],
        ["J'ai appris → joker (Mes enfants) → J'ai été utile"],
        ["1ère carte", "J'ai appris", "2e carte", "Joker : Mes enfants", "3e", "J'ai été utile"],
        ["1 – J'ai appris\n2 – Joker, Mes enfants\n3 – J'ai été utile"],
    ],
)
def test_the_order_of_selection_may_be_typed_in_many_ways(title: str, lines: list[str]) -> None:
    found = read(
        typed(
            title,
            *lines,
            "La première carte",
            "Elle coud.",
            "La deuxième carte",
            "Elle en a trois.",
            "La troisième carte",
            "Elle aide.",
        )
    )
    assert cards(found) == THREE
    assert (found.unplaced, found.problems) == ((), ())


def test_the_order_may_follow_its_label_on_the_line() -> None:
    found = read(
        typed("Ordre des cartes : J'ai appris, joker (Mes enfants), J'ai été utile", "Carte 2", "Elle en a trois.")
    )
    assert cards(found) == [(*APPRIS, []), (*JOKER, ["Elle en a trois."]), (*UTILE, [])]


def test_the_order_may_be_an_automatic_list() -> None:
    document = docx.Document()
    document.add_paragraph("Ordre des cartes")
    for title in ("J'ai appris", "Ma fierté", "Joker"):
        document.add_paragraph(title, style="List Number")
    document.add_heading("La deuxième carte", 1)
    document.add_paragraph("Son jardin.")
    found = read(packed(document))
    assert cards(found) == [(*APPRIS, []), (None, "Ma fierté", ["Son jardin."]), ("joker", None, [])]
    assert any("Ma fierté" in problem for problem in found.problems)


def test_an_order_told_in_a_sentence_is_understood_and_said() -> None:
    found = read(
        typed(
            "Ordre des cartes",
            "Elle a pris J'ai appris d'abord, et J'ai été utile ensuite.",
            "La deuxième carte",
            "Elle aide.",
        )
    )
    assert cards(found) == [(*APPRIS, []), (*UTILE, ["Elle aide."])]
    assert texts(found.unplaced) == ["Elle a pris J'ai appris d'abord, et J'ai été utile ensuite."]
    assert any("phrase" in problem for problem in found.problems)


def test_notes_may_stand_under_the_lines_of_the_order() -> None:
    found = read(
        typed(
            "Ordre des cartes",
            "1ère carte : J'ai appris",
            "Elle coud.",
            "J'ai pu dormir",
            "2ème carte : Joker – Mes enfants",
            "Elle en a trois.",
        )
    )
    assert cards(found) == [(*APPRIS, ["Elle coud.", "J'ai pu dormir"]), (*JOKER, ["Elle en a trois."])]


def test_text_between_the_order_and_the_first_card_is_an_introduction() -> None:
    found = read(
        typed(
            "Ordre",
            "J'ai appris, joker (Mes enfants)",
            "Elle est venue par une amie.",
            "Carte 1",
            "Elle coud.",
            "Carte 2",
            "Trois.",
        )
    )
    assert texts(found.introduction) == ["Elle est venue par une amie."]


def test_notes_may_follow_the_heading_on_its_line() -> None:
    found = read(
        typed(
            "La première carte : J'ai appris à coudre.",
            "La deuxième carte : J'ai été utile. Elle raconte…",
            "Carte 3 : Joker. « Oui »",
        )
    )
    assert cards(found) == [
        (*APPRIS, ["J'ai appris à coudre."]),
        (*UTILE, ["Elle raconte…"]),
        ("joker", None, ["« Oui »"]),
    ]


def test_cards_may_have_no_order_list() -> None:
    found = read(
        typed(
            "J'ai appris",
            "Elle coud.",
            "Joker – Mes enfants",
            "Elle en a trois.",
            "J'ai été utile : elle aide tout le monde",
        )
    )
    assert cards(found) == [*THREE[:2], (*UTILE, ["elle aide tout le monde"])]


def test_the_title_may_stand_on_the_line_under_the_rank() -> None:
    found = read(
        typed(
            "La première carte",
            "J'ai appris…",
            "Elle coud.",
            "La deuxième carte",
            "« Joker : Mes enfants »",
            "Elle en a trois.",
        )
    )
    assert cards(found) == THREE[:2]


def test_a_card_without_a_section_stays_without_notes_and_a_section_without_list_is_a_card() -> None:
    found = read(
        typed(
            "Ordre",
            "1ère carte : J'ai appris",
            "2ème carte : J'ai aimé",
            "La première carte",
            "Oui.",
            "La troisième carte : Joker",
            "Non.",
        )
    )
    assert cards(found) == [(*APPRIS, ["Oui."]), ("aime", "J'ai aimé…", []), ("joker", None, ["Non."])]
    assert any("n'est pas dans l'ordre" in problem for problem in found.problems)


def test_the_heading_wins_over_the_order_and_the_doubt_is_said() -> None:
    found = read(
        typed("Ordre", "1ère carte : J'ai appris", "2ème carte : J'ai aimé", "La première carte : J'ai changé", "Oui.")
    )
    assert [card.id for card in found.cards] == ["change", "aime"]
    assert any("J'ai appris" in problem and "J'ai changé" in problem for problem in found.problems)


def test_a_title_that_no_card_bears_is_kept_and_said() -> None:
    found = read(typed("La première carte : J'ai osé", "Oui.", "La deuxième carte : Ma fierté", "Non."))
    assert cards(found) == [(None, "J'ai osé", ["Oui."]), (None, "Ma fierté", ["Non."])]
    assert sum("n'est pas une carte du jeu" in problem for problem in found.problems) == 2


def test_a_card_without_any_title_is_kept_and_said() -> None:
    found = read(typed("La première carte", "Oui elle a bien aimé."))
    assert cards(found) == [(None, None, ["Oui elle a bien aimé."])]
    assert any("n'a pas de titre" in problem for problem in found.problems)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Carte 1 - Joker – Mes enfants", "Mes enfants"),
        ("Carte 1 : JOKER (mes enfants)", "mes enfants"),
        ("Carte 1 : Joker « Le foot »", "Le foot"),
        ("Carte 1 : joker", None),
        ("Carte 1 : Joker : Mes enfants", "Mes enfants"),
        ("Premier joker : le foot", "le foot"),
        ("JOKER", None),
    ],
)
def test_a_joker_keeps_its_own_title(line: str, title: str | None) -> None:
    assert cards(read(typed(line, "Elle en parle longtemps."))) == [("joker", title, ["Elle en parle longtemps."])]


def test_two_jokers_stay_apart() -> None:
    found = read(
        typed("Ordre", "Joker (le foot), J'ai appris, joker (ma fille)", "Carte 3", "Sa fille.", "Carte 1", "Le foot.")
    )
    assert cards(found) == [("joker", "le foot", ["Le foot."]), (*APPRIS, []), ("joker", "ma fille", ["Sa fille."])]


def test_the_opening_that_was_taken_is_kept() -> None:
    found = read(
        typed("Carte 1 : Je n'ai pas aimé", "Le bruit.", "Carte 2 : J'ai rencontré… / J'ai créé un lien…", "Oui.")
    )
    assert [card.title for card in found.cards] == ["Je n'ai pas aimé…", "J'ai rencontré… / J'ai créé un lien…"]
    assert [card.id for card in found.cards] == ["aime", "rencontre"]


def test_bullets_under_a_line_of_the_order_are_notes() -> None:
    document = docx.Document()
    for text, style in [
        ("Ordre", "Heading 1"),
        ("J'ai appris", "List Bullet"),
        ("elle coud", "List Bullet 2"),
        ("oui", "List Bullet"),
    ]:
        document.add_paragraph(text, style=style)
    document.add_paragraph("J'ai aimé", style="List Bullet")
    assert cards(read(packed(document))) == [(*APPRIS, ["elle coud", "oui"]), ("aime", "J'ai aimé…", [])]
