"""The page that prints, in a browser: choices show the sheets again, and the table itself prints as A6 cards."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

# With the pages looked at by day: one demonstration for all.
pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("demo")]


def test_a_choice_shows_the_sheets_again_and_the_file_follows(demo: str, page: Page) -> None:
    page.goto(f"{demo}/cartes/imprimer/")
    sheets, link = page.locator(".print-sheets img"), page.get_by_role("link", name="Télécharger le PDF")
    expect(page.get_by_role("button", name="Voir les feuilles")).to_be_hidden()
    expect(sheets).to_have_count(4)
    expect(page.get_by_role("checkbox", name="Le dos des cartes")).to_be_checked()
    page.get_by_role("radio", name="Affiches").check()
    expect(page.get_by_text("16 pages, crédits compris")).to_be_visible()
    expect(page.get_by_role("radio", name="Affiches")).to_be_focused()
    expect(page.get_by_role("checkbox", name="Le dos des cartes")).not_to_be_checked()  # as is usual for a poster
    page.get_by_role("checkbox", name="العربية").check()
    expect(link).to_have_attribute("href", re.compile("langue=ar"))
    expect(sheets.first).to_have_js_property("complete", True)
    assert sheets.first.evaluate("picture => picture.naturalWidth") > 400
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename.startswith("cartes-a4-")
    assert len(PdfReader(Path(saved.value.path())).pages) == 16


def test_the_table_prints_as_four_a6_cards_a_sheet(demo: str, page: Page) -> None:
    page.goto(f"{demo}/cartes/")
    page.wait_for_load_state("networkidle")
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(reader.pages) == 4
    words = [" ".join(one.extract_text().split()) for one in reader.pages]
    assert "J'ai appris" in words[0]
    assert "J'ai changé" in words[0]
    assert "J'ai partagé" in words[0]
    assert "Imprimer" not in "".join(words)
