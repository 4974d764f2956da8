"""A compte-rendu is read from Word however it was laid out, and no word of it is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

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
    ("Les informations sur la personne", 1),
    ("Âge : 52 ans", None),
    ("Genre : Femme", None),
    ("Depuis quand est-elle au KPA : Un peu plus de deux ans", None),
    ("Le déroulement de l'entretien", 1),
    ("La manière dont la personne a vécu l'expérience (ce qu'elle a dit et notre ressenti/observations)", 2),
    ("À l'aise.", None),
    ("Les modalités de passation : où, qui, comment, quand", 2),
    ("Au local, le matin.", None),
    ("Introduction", 1),
    ("Venue par une voisine.", None),
    ("L'ordre de sélection des cartes", 1),
    ("1ère carte : J'ai appris…", None),
    ("2ème carte : JOKER – Mes enfants", None),
    ("3ème carte : J'ai été utile…", None),
    ("La première carte", 1),
    ("Elle coud.", None),
    ("La deuxième carte", 1),
    ("Elle en a trois.", None),
    ("La troisième carte", 1),
    ("Elle aide.", None),
    ("Clôture", 1),
    ("Rien à dire.", None),
]


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
    styles = part(
        "styles",
        '<w:style w:styleId="K"><w:name w:val="KPA rubrique"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
    )
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
        ("Âge", "52 ans"),
        ("Genre", "Femme"),
        ("Depuis quand est-elle au KPA ?", "Un peu plus de deux ans"),
        ("La manière dont la personne a vécu l'expérience", "À l'aise."),
        ("Les modalités de passation", "Au local, le matin."),
        ("Introduction", "Venue par une voisine."),
        ("Ordre des cartes", "J'ai appris, joker (Mes enfants), J'ai été utile"),
        ("La première carte", "Elle coud."),
        ("La deuxième carte", "Elle en a trois."),
        ("La troisième carte", "Elle aide."),
        ("Clôture", "Rien à dire."),
    ]
    check_whole(read(packed(grid(*sections))))


def test_a_table_may_hold_labels_on_top_and_values_below() -> None:
    document = grid(("Âge", "Genre", "Depuis quand"), ("52 ans", "Femme", "2 ans"))
    document.add_paragraph("Ordre des cartes")
    add_grid(document, ("1ère carte", "2ème carte"), ("J'ai appris", "Joker"))
    found = read(packed(document))
    assert (found.age, found.gender, found.since) == (52, "femme", "2 ans")
    assert cards(found) == [(*APPRIS, []), ("joker", None, [])]


def test_a_grid_of_cards_and_notes_is_read_row_by_row() -> None:
    rows = [
        ("Ordre", "Carte", "Notes"),
        ("1", "J'ai appris", "Elle coud."),
        ("2", "Joker : Mes enfants", "Elle en a trois."),
        ("3", "J'ai été utile", "Elle aide."),
    ]
    assert cards(read(packed(grid(*rows)))) == THREE


def test_a_cell_left_empty_does_not_swallow_what_follows_the_table() -> None:
    document = grid(("Âge", "52 ans"), ("Depuis quand", ""))
    document.add_paragraph("La première carte : J'ai appris")
    document.add_paragraph("Elle coud.")
    found = read(packed(document))
    assert (found.age, found.since, cards(found)) == (52, None, [(*APPRIS, ["Elle coud."])])


def test_everything_may_be_typed_with_tabs() -> None:
    found = read(
        typed(
            "\tÂge :\t52 ans\tGenre :\tFemme",
            "\tDepuis quand\t2 ans",
            "\tModalités\tAu local.",
            "\tOrdre\tJ'ai appris\tjoker : Mes enfants",
            "\tCarte 1\tJ'ai appris\tElle coud.",
            "\tCarte 2\tElle en a trois.",
        )
    )
    assert (found.age, found.gender, found.since, texts(found.terms)) == (52, "femme", "2 ans", ["Au local."])
    assert cards(found) == THREE[:2]


def test_a_sentence_in_the_notes_is_not_taken_for_a_heading() -> None:
    notes = [
        "La première carte lui rappelle sa mère.",
        "J'ai appris à dire non.",
        "La deuxième carte, elle l'a prise vite.",
        "Conclusion : elle hésite.",
        "Introduction au jardin",
        "Âge : elle en rit",
        "Le choix : elle l'a fait",
        "Elle dit : « J'ai aimé »",
        "Notes",
        "Date : elle ne sait plus",
    ]
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
    "title",
    [
        "Clôture",
        "Conclusion",
        "Fin de l'entretien",
        "Pour finir",
        "Questions de fin",
        "POUR FINIR :",
        "Le mot de la fin",
        "7. Fin",
    ],
)
def test_the_closing_has_many_names(title: str) -> None:
    found = read(typed("La première carte : J'ai appris", "Oui.", title, "Merci."))
    assert (texts(found.closing), cards(found)) == (["Merci."], [(*APPRIS, ["Oui."])])


@pytest.mark.parametrize(
    "title", ["Introduction", "Début", "Présentation", "Brise-glace", "Début de l'entretien", "Questions brise-glace :"]
)
def test_the_introduction_has_many_names(title: str) -> None:
    found = read(typed("Modalités", "Au local.", title, "Par une amie.", "La première carte : J'ai appris", "Oui."))
    assert (texts(found.introduction), texts(found.terms)) == (["Par une amie."], ["Au local."])


def test_paragraphs_before_the_cards_without_a_heading_are_an_introduction() -> None:
    found = read(
        typed(
            "Âge : 52 ans",
            "Elle est arrivée il y a deux ans par une voisine.",
            "La première carte : J'ai appris",
            "Oui.",
        )
    )
    assert texts(found.introduction) == ["Elle est arrivée il y a deux ans par une voisine."]


def test_an_unknown_heading_after_the_cards_goes_apart_and_is_said() -> None:
    document = docx.Document()
    for text, level in [
        ("La première carte : J'ai appris", 1),
        ("Oui.", None),
        ("Un détail", 2),
        ("Fil bleu.", None),
        ("Budget", 1),
        ("12 euros.", None),
    ]:
        by_style(document, text, level)
    found = read(packed(document))
    assert texts(found.cards[0].passages) == ["Oui.", "Un détail", "Fil bleu."]
    assert texts(found.unplaced) == ["Budget", "12 euros."]
    assert any("2 passages" in problem for problem in found.problems)


def test_a_footnote_is_a_passage_under_its_paragraph() -> None:
    note = part("footnotes", f'<w:footnote w:id="2">{paragraph("La deuxième carte")}</w:footnote>')
    source = raw(
        paragraph("La première carte : J'ai appris"),
        paragraph(run("Oui") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        parts={"footnotes": note},
    )
    assert cards(read(source)) == [(*APPRIS, ["Oui", "La deuxième carte"])]


def test_missing_and_empty_parts_are_none_or_empty() -> None:
    found = read(
        typed(
            "Informations sur la personne",
            "Âge :",
            "Genre :",
            "Le déroulement de l'entretien",
            "La première carte",
            "Oui.",
        )
    )
    assert (found.kpa, found.age, found.gender, found.since) == (None, None, None, None)
    assert (found.lived, found.terms, found.introduction, found.closing, found.unplaced) == ((), (), (), (), ())
    assert len(found.cards) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["Recette de la tarte", "Prendre six pommes, les couper."],
        ["Introduction", "Ce rapport…", "Conclusion", "Voilà."],
        ["Facture n° 12", "Total : 30 euros"],
        ["Bonjour"],
        ["1", "2", "3"],
    ],
)
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
    lines = [
        "Samira",
        "14 mars 2026",
        "mariée, 3 enfants",
        "Âge : 52 ans",
        "vit à Lille",
        "La première carte : J'ai appris",
        "Oui.",
    ]
    found = read(typed(*lines))
    assert all(word in all_text(found) for word in ("Samira", "14 mars 2026", "mariée, 3 enfants", "vit à Lille"))
    assert any("passages" in problem for problem in found.problems)


def test_the_deck_is_the_one_given() -> None:
    assert DECK.find("J'ai appris") is not None


def test_a_file_saved_by_libreoffice_is_read_the_same() -> None:
    found = read((Path(__file__).parent / "files" / "libreoffice.docx").read_bytes())
    assert found.kpa == "La Passerelle"
    assert exact(found.cards[0].passages[0]) == ["coud."]
    check_whole(found)
