"""The Excel file: real tables, texts that stay texts, and only the words that may leave."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from analysis.pages import Reader
from analysis.steps.types import Reading
from analysis.weighing.grid_sheets import Leaving, grid_sheets
from analysis.weighing.workbook import Sheet, workbook
from cards.deck import load_deck
from tests.analysis.hand_made import analysis, taxonomy

NOW = datetime(2026, 3, 1, 9, 30, 12, 555)
NAMES = {"A-1": "=Awa", "A-2": "Yanis", "B-1": "Noa"}


def opened(*sheets: Sheet) -> Workbook:
    return load_workbook(io.BytesIO(workbook(sheets, title="Essai", made=NOW)))


def reader(**changed: object) -> Reader:
    return Reader(replace(analysis(), **changed), taxonomy(), load_deck(), NAMES, {})  # type: ignore[arg-type]


def rows(book: Workbook, title: str) -> list[tuple[object, ...]]:
    return list(book[title].iter_rows(values_only=True))


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 6", "-rien", "@SUM(A1)", "=cmd|' /C calc'!A0", "a\x00b\x1fc", "été 😀", "x" * 40_000]
)
def test_no_text_becomes_a_formula_or_breaks_the_file(text: str) -> None:
    cell = opened(Sheet("S", ("=Tête",), [(text,)], (20,)))["S"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "\ufffd").replace("\x1f", "\ufffd")[:32_000]
    assert cell.quotePrefix is (text[0] in "=+-@")


def test_a_sheet_is_a_real_table() -> None:
    page = opened(Sheet("S", ("a", "b"), [("x", 3), (None, 4.5)], (10, 20), frozen=1))["S"]
    assert (page.freeze_panes, page.auto_filter.ref, page.column_dimensions["B"].width) == ("B2", "A1:B3", 20)
    assert [cell.value for cell in page[3]] == [None, 4.5]
    assert page["A1"].font.bold


def test_the_grid_has_a_row_an_interview_and_tells_what_people_decided() -> None:
    made = analysis()
    readings = {**made.readings, "A-1.1.1": replace(made.readings["A-1.1.1"], by="personnes")}
    sheets = grid_sheets(reader(readings=readings), Leaving({}, {}, genders=True), dated="1er mars 2026")
    book = opened(*sheets)
    assert book.sheetnames == ["À lire", "Grille", "Preuves", "Effets"]
    head, awa, yanis, noa = rows(book, "Grille")
    assert head[:8] == ("Entretien", "Prénom changé", "KPA", "Âge", "Genre", "Créer des liens", "Un métier", "Le calme")
    assert awa[:8] == ("A-1", "=Awa", "A", "40–54 ans", "Femme", "changement durable (relu)", "exemple concret", None)
    assert book["Grille"]["B2"].data_type == "s"
    assert (yanis[5], noa[5], noa[8]) == ("dit le contraire", None, 2)
    assert (awa[9], awa[10]) == (1, 2)
    assert any("ne représentent pas tout le monde" in str(row[1]) for row in rows(book, "À lire"))


def test_the_evidence_holds_the_words_that_may_leave_and_says_why_others_do_not() -> None:
    words = {"A-1.1.1": "Quelqu'un m'a emmenée au marché."}
    reasons = {"A-1.1.2": "masquage", "A-2.1.1": "accord"}
    sheets = grid_sheets(reader(), Leaving(words, reasons, genders=False), dated="hier")
    _, *proofs = rows(opened(*sheets), "Preuves")
    assert [row[-1] for row in proofs] == [
        words["A-1.1.1"],
        "[les noms ne sont pas encore vérifiés]",
        "[les noms ne sont pas encore vérifiés]",
        "[la personne n'a pas accepté cette lecture]",
    ]
    assert proofs[0][4:-1] == (
        "Créer des liens",
        "Sortir plus",
        "oui",
        "changement durable",
        "J'ai été utile…",
        "non",
        "la machine, pas relu",
    )
    assert "Femme" not in proofs[0]
    assert "Kader" not in str([rows(opened(*sheets), sheet.title) for sheet in sheets])


def test_a_passage_about_which_nothing_is_known_keeps_its_words() -> None:
    readings = {**analysis().readings, "B-1.1.1": Reading(analysis().readings["A-1.1.2"].labels, "lien", 1.0)}
    sheets = grid_sheets(reader(readings=readings), Leaving({}, {}, genders=False), dated="hier")
    assert "Le bus passe tard." not in str(rows(opened(*sheets), "Preuves"))
