"""A compte-rendu is read from Word however it was laid out, and no word of it is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import docx
import pytest

from interviews.document import CompteRendu
from interviews.errors import WordFileError
from interviews.word_in import words_hash
from tests.interviews.word_making import (
    DECK,
    all_text,
    cards,
    exact,
    packed,
    paragraph,
    part,
    raw,
    read,
    run,
    texts,
    typed,
)

APPRIS, UTILE = ("appris", "J'ai appris…"), ("utile", "J'ai été utile…")
JOKER = ("joker", "Mes enfants")
THREE = [(*APPRIS, ["Elle coud."]), (*JOKER, ["Elle en a trois."]), (*UTILE, ["Elle aide."])]
HEADINGS = [
    ("Compte rendu d'entretien", 0),
    ("Les informations sur la personne", 1), ("Âge : 52 ans", None), ("Genre : Femme", None),
    ("Depuis quand est-elle au KPA : Un peu plus de deux ans", None),
    ("Le déroulement de l'entretien", 1),
    ("La manière dont la personne a vécu l'expérience (ce qu'elle a dit et notre ressenti/observations)", 2), ("À l'aise.", None),
    ("Les modalités de passation : où, qui, comment, quand", 2), ("Au local, le matin.", None),
    ("Introduction", 1), ("Venue par une voisine.", None),
    ("L'ordre de sélection des cartes", 1),
    ("1ère carte : J'ai appris…", None), ("2ème carte : JOKER – Mes enfants", None), ("3ème carte : J'ai été utile…", None),
    ("La première carte", 1), ("Elle coud.", None),
    ("La deuxième carte", 1), ("Elle en a trois.", None),
    ("La troisième carte", 1), ("Elle aide.", None),
    ("Clôture", 1), ("Rien à dire.", None),
]  # fmt: skip


def check_whole(found: CompteRendu) -> None:
    """The compte-rendu of HEADINGS, whatever its layout."""
    assert (found.age, found.gender, found.since) == (52, "femme", "Un peu plus de deux ans")
    assert texts(found.lived) == ["À l'aise."]
    assert texts(found.terms) == ["Au local, le matin."]
    assert texts(found.introduction) == ["Venue par une voisine."]
    assert cards(found) == THREE
    assert texts(found.closing) == ["Rien à dire."]
    assert (found.unplaced, found.problems) == ((), ())


def by_style(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph(text) if level is None else document.add_heading(text, level)


def by_bold(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph().add_run(text).bold = level is not None


def by_underline(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph().add_run(f"{text} :" if level is not None else text).underline = level is not None


def by_capitals(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph(text if level is None else text.upper().replace("È", "E").replace("É", "E"))


def by_number(document: docx.document.Document, text: str, level: int | None) -> None:
    number = len(document.paragraphs)
    document.add_paragraph(text if level is None else f"{number}) {text}")


def by_nothing(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph(text.replace("'", "’"))


def by_list(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph(text, style="List Bullet" if level is not None else None)


def by_dash(document: docx.document.Document, text: str, level: int | None) -> None:
    document.add_paragraph(text if level is None else f"– {text} –")


@pytest.mark.parametrize("write", [by_style, by_bold, by_underline, by_capitals, by_number, by_list, by_dash])
def test_headings_are_known_however_they_are_marked(write) -> None:  # type: ignore[no-untyped-def]
    document = docx.Document()
    for text, level in HEADINGS:
        write(document, text, level)
    check_whole(read(packed(document)))


def test_headings_without_any_mark_and_curly_apostrophes_are_known() -> None:
    document = docx.Document()
    for text, level in HEADINGS:
        by_nothing(document, text, level)
    found = read(packed(document))
    assert cards(found)[0] == ("appris", "J'ai appris…", ["Elle coud."])
    assert (texts(found.lived), found.problems) == (["À l’aise."], ())


def test_headings_may_have_a_style_of_the_team() -> None:
    styles = part("styles", '<w:style w:styleId="K"><w:name w:val="KPA rubrique"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>')
    body = [paragraph(text, "" if level is None else '<w:pStyle w:val="K"/>') for text, level in HEADINGS]
    check_whole(read(raw(*body, parts={"styles": styles})))


def test_everything_may_stand_in_one_table_cell() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for text, _ in HEADINGS:
        cell.add_paragraph(text)
    check_whole(read(packed(document)))


def test_everything_may_stand_in_one_paragraph_with_line_breaks() -> None:
    check_whole(read(typed("\n".join(text for text, _ in HEADINGS))))


def grid(*rows: tuple[str, ...]) -> docx.document.Document:
    document = docx.Document()
    add_grid(document, *rows)
    return document


def add_grid(document: docx.document.Document, *rows: tuple[str, ...]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text


def test_a_table_may_hold_labels_on_the_left_and_values_on_the_right() -> None:
    sections = [
        ("Âge", "52 ans"), ("Genre", "Femme"), ("Depuis quand est-elle au KPA ?", "Un peu plus de deux ans"),
        ("La manière dont la personne a vécu l'expérience", "À l'aise."), ("Les modalités de passation", "Au local, le matin."),
        ("Introduction", "Venue par une voisine."), ("Ordre des cartes", "J'ai appris, joker (Mes enfants), J'ai été utile"),
        ("La première carte", "Elle coud."), ("La deuxième carte", "Elle en a trois."), ("La troisième carte", "Elle aide."),
        ("Clôture", "Rien à dire."),
    ]  # fmt: skip
    check_whole(read(packed(grid(*sections))))


def test_a_table_may_hold_labels_on_top_and_values_below() -> None:
    document = grid(("Âge", "Genre", "Depuis quand"), ("52 ans", "Femme", "2 ans"))
    document.add_paragraph("Ordre des cartes")
    add_grid(document, ("1ère carte", "2ème carte"), ("J'ai appris", "Joker"))
    found = read(packed(document))
    assert (found.age, found.gender, found.since) == (52, "femme", "2 ans")
    assert cards(found) == [(*APPRIS, []), ("joker", None, [])]


def test_a_grid_of_cards_and_notes_is_read_row_by_row() -> None:
    rows = [("Ordre", "Carte", "Notes"), ("1", "J'ai appris", "Elle coud."), ("2", "Joker : Mes enfants", "Elle en a trois."),
            ("3", "J'ai été utile", "Elle aide.")]  # fmt: skip
    assert cards(read(packed(grid(*rows)))) == THREE


def test_a_cell_left_empty_does_not_swallow_what_follows_the_table() -> None:
    document = grid(("Âge", "52 ans"), ("Depuis quand", ""))
    document.add_paragraph("La première carte : J'ai appris")
    document.add_paragraph("Elle coud.")
    found = read(packed(document))
    assert (found.age, found.since, cards(found)) == (52, None, [(*APPRIS, ["Elle coud."])])


def test_everything_may_be_typed_with_tabs() -> None:
    found = read(typed(
        "\tÂge :\t52 ans\tGenre :\tFemme", "\tDepuis quand\t2 ans", "\tModalités\tAu local.", "\tOrdre\tJ'ai appris\tjoker : Mes enfants",
        "\tCarte 1\tJ'ai appris\tElle coud.", "\tCarte 2\tElle en a trois.",
    ))  # fmt: skip
    assert (found.age, found.gender, found.since, texts(found.terms)) == (52, "femme", "2 ans", ["Au local."])
    assert cards(found) == THREE[:2]


@pytest.mark.parametrize(
    "line",
    [
        "Âge : 52 ans – Genre : Femme / Depuis quand : 2 ans", "Âge : 52 ; Genre : F ; Depuis quand : 2 ans",
        "Age: 52 ans | Sexe: féminin | Depuis quand est-elle au KPA : 2 ans", "Âge\t52 ans\tGenre\tF\tDepuis quand\t2 ans",
        "Âge : 52 ans\nGenre : Femme\nDepuis quand : 2 ans", "Genre : Femme, Âge : 52 ans, Depuis quand : 2 ans",
        "Âge : 52 ans   Genre : Femme   Depuis quand ? 2 ans",
    ],
)  # fmt: skip
def test_facts_may_share_a_line(line: str) -> None:
    found = read(typed("Informations personne", line, "La première carte : J'ai appris", "Elle coud."))
    assert (found.age, found.gender, found.since, found.unplaced) == (52, "femme", "2 ans", ())


def test_facts_without_labels_are_read_when_all_is_understood() -> None:
    found = read(typed("Infos", "Femme, 52 ans, au KPA depuis 2 ans", "Carte 1 : J'ai appris"))
    assert (found.age, found.gender, found.since) == (52, "femme", "au KPA depuis 2 ans")


def test_a_value_may_stand_on_the_line_after_its_label() -> None:
    found = read(typed("Âge", "52", "Genre :", "F", "Depuis quand", "2 ans", "Carte 1 : J'ai appris"))
    assert (found.age, found.gender, found.since, found.unplaced) == (52, "femme", "2 ans", ())


@pytest.mark.parametrize(
    ("line", "age", "left", "problem"),
    [
        ("Âge : 52 ans", 52, [], None), ("Age : 52", 52, [], None), ("Âge : 16ans.", 16, [], None),
        ("Âge : née en 1974", None, ["née en 1974"], "année de naissance"), ("Âge : 1974", None, ["1974"], "année de naissance"),
        ("Âge : la cinquantaine", None, ["la cinquantaine"], "pas écrit en clair"),
        ("Âge : entre 50 et 55 ans", None, ["entre 50 et 55 ans"], "pas écrit en clair"),
        ("Âge : 52 ans (née en 1974)", 52, ["52 ans (née en 1974)"], "pas écrit en clair"),
        ("Âge : ne souhaite pas dire", None, [], None), ("Âge :", None, [], None),
    ],
)  # fmt: skip
def test_an_age_is_a_number_or_is_kept_as_written(line: str, age: int | None, left: list[str], problem: str | None) -> None:
    found = read(typed("Informations", line, "Genre : F", "Carte 1 : J'ai appris"))
    assert (found.age, texts(found.unplaced)) == (age, left)
    assert any(problem in one for one in found.problems) if problem else not found.problems


@pytest.mark.parametrize(
    ("word", "gender", "left"),
    [
        ("F", "femme", []), ("H", "homme", []), ("Femme", "femme", []), ("féminin", "femme", []), ("Masculin", "homme", []),
        ("un homme", "homme", []), ("Non-binaire", "autre", []), ("autre", "autre", []), ("☐ Homme ☒ Femme", "femme", []),
        ("ne souhaite pas dire", None, []), ("pomme", None, ["pomme"]), ("Femme ou homme", None, ["Femme ou homme"]),
    ],
)  # fmt: skip
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
    found = read(typed("Date : 14 mars 2026", "Mené par : Sylvie, contributrice", "Langue : français", "Carte 1 : J'ai appris"))
    assert texts(found.terms) == ["Date : 14 mars 2026", "Mené par : Sylvie, contributrice", "Langue : français"]


@pytest.mark.parametrize(
    "heading",
    [
        "La première carte", "LA PREMIERE CARTE", "1ère carte", "1ere carte", "1er carte", "1re carte", "Carte 1", "Carte n°1", "Carte N° 1 :",
        "carte 1 :", "La 1ère carte choisie", "Première carte :", "3) La première carte", "• La première carte", "- Carte 1 -", "La carte 1",
        "Notes de la première carte", "La première carte : J'ai appris…", "Carte 1 - J’ai appris", "1ère carte (J'ai appris)",
        "La première carte « J'ai appris »", "La première carte J'ai appris", "Carte 1 = j'ai appris",
        "J'ai appris", "J’AI APPRIS", "J'ai appris…", "« J'ai appris »", "La carte J'ai appris", "J'ai appris :", "1. J'ai appris",
    ],
)  # fmt: skip
def test_the_heading_of_a_card_may_be_typed_in_many_ways(heading: str) -> None:
    found = read(typed("Ordre des cartes", "1ère carte : J'ai appris", "2ème carte : J'ai aimé", heading, "Elle coud.", "Carte 2", "Oui."))
    assert cards(found) == [(*APPRIS, ["Elle coud."]), ("aime", "J'ai aimé…", ["Oui."])]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("heading", "rank"),
    [
        ("La deuxième carte", 2), ("La 2e carte", 2), ("2ème carte", 2), ("2nde carte", 2), ("La seconde carte", 2), ("2eme carte", 2),
        ("La troisième carte", 3), ("3ième carte", 3), ("Carte 3 :", 3), ("La quatrième carte", 4), ("La dernière carte", 4),
    ],
)  # fmt: skip
def test_ranks_are_read_in_words_and_in_figures(heading: str, rank: int) -> None:
    found = read(typed("Ordre", "J'ai appris, j'ai aimé, j'ai changé, j'ai testé", heading, "Des notes."))
    assert [texts(card.passages) for card in found.cards] == [["Des notes."] if at == rank else [] for at in range(1, 5)]


@pytest.mark.parametrize(
    "title",
    ["L'ordre de sélection des cartes", "Sélection des cartes", "Ordre des cartes :", "Ordre", "Les cartes choisies", "4. Choix des cartes"],
)
@pytest.mark.parametrize(
    "lines",
    [
        ["1ère carte : J'ai appris", "2ème carte : joker : Mes enfants", "3ème carte : J'ai été utile"],
        ["1. J'ai appris", "2. Joker – Mes enfants", "3. J'ai été utile"], ["J'ai appris", "JOKER « Mes enfants »", "J'ai été utile"],
        ["J'ai appris, joker (Mes enfants), J'ai été utile"], ["J'ai appris / Joker : Mes enfants / J'ai été utile"],
        ["- J'ai appris", "- Joker (Mes enfants)", "- J’ai été utile…"], ["1) J'ai appris 2) Joker : Mes enfants 3) J'ai été utile"],
        ["J'ai appris → joker (Mes enfants) → J'ai été utile"], ["1ère carte", "J'ai appris", "2e carte", "Joker : Mes enfants", "3e", "J'ai été utile"],
        ["1 – J'ai appris\n2 – Joker, Mes enfants\n3 – J'ai été utile"],
    ],
)  # fmt: skip
def test_the_order_of_selection_may_be_typed_in_many_ways(title: str, lines: list[str]) -> None:
    found = read(typed(title, *lines, "La première carte", "Elle coud.", "La deuxième carte", "Elle en a trois.", "La troisième carte", "Elle aide."))
    assert cards(found) == THREE
    assert (found.unplaced, found.problems) == ((), ())


def test_the_order_may_follow_its_label_on_the_line() -> None:
    found = read(typed("Ordre des cartes : J'ai appris, joker (Mes enfants), J'ai été utile", "Carte 2", "Elle en a trois."))
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
    found = read(typed("Ordre des cartes", "Elle a pris J'ai appris d'abord, et J'ai été utile ensuite.", "La deuxième carte", "Elle aide."))
    assert cards(found) == [(*APPRIS, []), (*UTILE, ["Elle aide."])]
    assert texts(found.unplaced) == ["Elle a pris J'ai appris d'abord, et J'ai été utile ensuite."]
    assert any("phrase" in problem for problem in found.problems)


def test_notes_may_stand_under_the_lines_of_the_order() -> None:
    found = read(typed(
        "Ordre des cartes", "1ère carte : J'ai appris", "Elle coud.", "J'ai pu dormir", "2ème carte : Joker – Mes enfants", "Elle en a trois.",
    ))  # fmt: skip
    assert cards(found) == [(*APPRIS, ["Elle coud.", "J'ai pu dormir"]), (*JOKER, ["Elle en a trois."])]


def test_text_between_the_order_and_the_first_card_is_an_introduction() -> None:
    found = read(typed("Ordre", "J'ai appris, joker (Mes enfants)", "Elle est venue par une amie.", "Carte 1", "Elle coud.", "Carte 2", "Trois."))
    assert texts(found.introduction) == ["Elle est venue par une amie."]


def test_notes_may_follow_the_heading_on_its_line() -> None:
    found = read(typed("La première carte : J'ai appris à coudre.", "La deuxième carte : J'ai été utile. Elle raconte…", "Carte 3 : Joker. « Oui »"))
    assert cards(found) == [(*APPRIS, ["J'ai appris à coudre."]), (*UTILE, ["Elle raconte…"]), ("joker", None, ["« Oui »"])]


def test_cards_may_have_no_order_list() -> None:
    found = read(typed("J'ai appris", "Elle coud.", "Joker – Mes enfants", "Elle en a trois.", "J'ai été utile : elle aide tout le monde"))
    assert cards(found) == [*THREE[:2], (*UTILE, ["elle aide tout le monde"])]


def test_the_title_may_stand_on_the_line_under_the_rank() -> None:
    found = read(typed("La première carte", "J'ai appris…", "Elle coud.", "La deuxième carte", "« Joker : Mes enfants »", "Elle en a trois."))
    assert cards(found) == THREE[:2]


def test_a_card_without_a_section_stays_without_notes_and_a_section_without_list_is_a_card() -> None:
    found = read(typed("Ordre", "1ère carte : J'ai appris", "2ème carte : J'ai aimé", "La première carte", "Oui.", "La troisième carte : Joker", "Non."))
    assert cards(found) == [(*APPRIS, ["Oui."]), ("aime", "J'ai aimé…", []), ("joker", None, ["Non."])]
    assert any("n'est pas dans l'ordre" in problem for problem in found.problems)


def test_the_heading_wins_over_the_order_and_the_doubt_is_said() -> None:
    found = read(typed("Ordre", "1ère carte : J'ai appris", "2ème carte : J'ai aimé", "La première carte : J'ai changé", "Oui."))
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
        ("Carte 1 - Joker – Mes enfants", "Mes enfants"), ("Carte 1 : JOKER (mes enfants)", "mes enfants"), ("Carte 1 : Joker « Le foot »", "Le foot"),
        ("Carte 1 : joker", None), ("Carte 1 : Joker : Mes enfants", "Mes enfants"), ("Premier joker : le foot", "le foot"), ("JOKER", None),
    ],
)  # fmt: skip
def test_a_joker_keeps_its_own_title(line: str, title: str | None) -> None:
    assert cards(read(typed(line, "Elle en parle longtemps."))) == [("joker", title, ["Elle en parle longtemps."])]


def test_two_jokers_stay_apart() -> None:
    found = read(typed("Ordre", "Joker (le foot), J'ai appris, joker (ma fille)", "Carte 3", "Sa fille.", "Carte 1", "Le foot."))
    assert cards(found) == [("joker", "le foot", ["Le foot."]), (*APPRIS, []), ("joker", "ma fille", ["Sa fille."])]


def test_the_opening_that_was_taken_is_kept() -> None:
    found = read(typed("Carte 1 : Je n'ai pas aimé", "Le bruit.", "Carte 2 : J'ai rencontré… / J'ai créé un lien…", "Oui."))
    assert [card.title for card in found.cards] == ["Je n'ai pas aimé…", "J'ai rencontré… / J'ai créé un lien…"]
    assert [card.id for card in found.cards] == ["aime", "rencontre"]


def test_a_sentence_in_the_notes_is_not_taken_for_a_heading() -> None:
    notes = [
        "La première carte lui rappelle sa mère.", "J'ai appris à dire non.", "La deuxième carte, elle l'a prise vite.", "Conclusion : elle hésite.",
        "Introduction au jardin", "Âge : elle en rit", "Le choix : elle l'a fait", "Elle dit : « J'ai aimé »", "Notes", "Date : elle ne sait plus",
    ]  # fmt: skip
    found = read(typed("La première carte : J'ai appris", *notes, "La deuxième carte : J'ai aimé", "Oui."))
    assert cards(found) == [(*APPRIS, [note for note in notes if note != "Notes"]), ("aime", "J'ai aimé…", ["Oui."])]


def test_notes_that_start_with_dashes_are_kept_as_written() -> None:
    found = read(typed("Carte 1 : J'ai appris", "- elle coud", "– elle découpe", "* 2 fois"))
    assert texts(found.cards[0].passages) == ["- elle coud", "– elle découpe", "* 2 fois"]


def test_a_paragraph_with_line_breaks_stays_one_passage() -> None:
    found = read(typed("La première carte : J'ai appris", "un\ndeux\n\ttrois", "quatre"))
    assert texts(found.cards[0].passages) == ["un\ndeux\n\ttrois", "quatre"]


def test_exact_words_are_the_union_of_quotes_and_italics() -> None:
    inside = run("Elle dit « j'ose » et ") + run("même « plus », oui", "<w:i/>") + run(" puis rit")
    found = read(raw(paragraph("La première carte : J'ai appris"), paragraph(inside)))
    assert exact(found.cards[0].passages[0]) == ["j'ose", "même « plus », oui"]


@pytest.mark.parametrize(
    "title", ["Clôture", "Conclusion", "Fin de l'entretien", "Pour finir", "Questions de fin", "POUR FINIR :", "Le mot de la fin", "7. Fin"]
)
def test_the_closing_has_many_names(title: str) -> None:
    found = read(typed("La première carte : J'ai appris", "Oui.", title, "Merci."))
    assert (texts(found.closing), cards(found)) == (["Merci."], [(*APPRIS, ["Oui."])])


@pytest.mark.parametrize("title", ["Introduction", "Début", "Présentation", "Brise-glace", "Début de l'entretien", "Questions brise-glace :"])
def test_the_introduction_has_many_names(title: str) -> None:
    found = read(typed("Modalités", "Au local.", title, "Par une amie.", "La première carte : J'ai appris", "Oui."))
    assert (texts(found.introduction), texts(found.terms)) == (["Par une amie."], ["Au local."])


def test_paragraphs_before_the_cards_without_a_heading_are_an_introduction() -> None:
    found = read(typed("Âge : 52 ans", "Elle est arrivée il y a deux ans par une voisine.", "La première carte : J'ai appris", "Oui."))
    assert texts(found.introduction) == ["Elle est arrivée il y a deux ans par une voisine."]


def test_an_unknown_heading_after_the_cards_goes_apart_and_is_said() -> None:
    document = docx.Document()
    for text, level in [("La première carte : J'ai appris", 1), ("Oui.", None), ("Un détail", 2), ("Fil bleu.", None), ("Budget", 1), ("12 euros.", None)]:
        by_style(document, text, level)
    found = read(packed(document))
    assert texts(found.cards[0].passages) == ["Oui.", "Un détail", "Fil bleu."]
    assert texts(found.unplaced) == ["Budget", "12 euros."]
    assert any("2 passages" in problem for problem in found.problems)


def test_a_footnote_is_a_passage_under_its_paragraph() -> None:
    note = part("footnotes", f'<w:footnote w:id="2">{paragraph("La deuxième carte")}</w:footnote>')
    source = raw(paragraph("La première carte : J'ai appris"), paragraph(run("Oui") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
                 parts={"footnotes": note})  # fmt: skip
    assert cards(read(source)) == [(*APPRIS, ["Oui", "La deuxième carte"])]


def test_missing_and_empty_parts_are_none_or_empty() -> None:
    found = read(typed("Informations sur la personne", "Âge :", "Genre :", "Le déroulement de l'entretien", "La première carte"))
    assert (found.kpa, found.age, found.gender, found.since) == (None, None, None, None)
    assert (found.lived, found.terms, found.introduction, found.closing, found.unplaced) == ((), (), (), (), ())
    assert len(found.cards) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["Recette de la tarte", "Prendre six pommes, les couper."], ["Introduction", "Ce rapport…", "Conclusion", "Voilà."],
        ["Facture n° 12", "Total : 30 euros"], ["Bonjour"], ["1", "2", "3"],
    ],
)  # fmt: skip
def test_what_is_no_compte_rendu_is_refused_with_what_was_expected(lines: list[str]) -> None:
    with pytest.raises(WordFileError, match="ne ressemble pas à un compte rendu") as caught:
        read(typed(*lines))
    assert "La première carte" in str(caught.value)
    assert not any(word in str(caught.value) for word in ("pommes", "euros"))


def test_the_same_words_in_another_layout_have_the_same_hash() -> None:
    styled, bold = docx.Document(), docx.Document()
    for text, level in HEADINGS:
        by_style(styled, text, level)
        by_bold(bold, text.replace(" ", " "), level)
    first, second = read(packed(styled)), read(packed(bold))
    assert words_hash(first) == words_hash(second)
    assert re.fullmatch(r"[0-9a-f]{64}", words_hash(first))
    assert words_hash(replace(first, problems=("x",))) == words_hash(first)
    assert words_hash(replace(first, age=53)) != words_hash(first)


def test_nothing_is_lost_of_a_crowded_first_page() -> None:
    lines = ["Samira", "14 mars 2026", "mariée, 3 enfants", "Âge : 52 ans", "vit à Lille", "La première carte : J'ai appris", "Oui."]
    found = read(typed(*lines))
    assert all(word in all_text(found) for word in ("Samira", "14 mars 2026", "mariée, 3 enfants", "vit à Lille"))
    assert any("passages" in problem for problem in found.problems)


def test_the_deck_is_the_one_given() -> None:
    assert DECK.find("J'ai appris") is not None
