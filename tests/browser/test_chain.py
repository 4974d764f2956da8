"""The whole chain as a coordinator would do it: files in, analysis, names checked, récit out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.serving import running_server
from tests.conftest import SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.xdist_group("chain")]

LONG = 180_000


def come_in(page: Page, printed: str) -> str:
    """Open the printed address, answer the first questions, and give the plain address."""
    page.goto(printed)
    page.get_by_label("Comment s'appelle votre réseau").or_(page.get_by_label("Comment s’appelle votre réseau")).fill(
        "Les KPA du Val"
    )
    page.get_by_label("Quelles sont vos KPA").fill("Les Mains Vertes\nL'Atelier du Pont")
    page.get_by_role("button", name="C’est parti").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Des paroles")
    return printed.partition("/ouvrir/")[0]


def words_of(document: bytes) -> str:
    opened = Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_word_files_become_a_word_recit_in_the_browser(page: Page, tmp_path: Path) -> None:
    files = sorted((SAMPLES / "comptes_rendus").rglob("*.docx"))[::3]
    bad = tmp_path / "courses.docx"
    bad.write_bytes(b"pain, lait, oeufs")
    with running_server("servir", home=tmp_path / "maison", cwd=tmp_path) as printed:
        address = come_in(page, printed)
        page.get_by_role("link", name="Importer des fichiers Word").click()
        page.set_input_files("#files", [*files, bad])
        page.get_by_label("être citée dans le récit").check()
        page.get_by_label(re.compile("Qui a recueilli l.accord")).fill("Sylvie")
        page.get_by_label("Quand").fill("mars 2026")
        page.get_by_role("button", name="Lire ces fichiers").click()
        expect(page.get_by_role("heading", name=f"{len(files)} comptes-rendus pris")).to_be_visible(timeout=LONG)
        expect(page.get_by_text("1 fichier refusé")).to_be_visible()
        expect(page.get_by_text("courses.docx")).to_be_visible()

        page.get_by_role("button", name=re.compile("Lancer l.analyse")).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_role("heading", name="À vous de lire d’abord")).to_be_visible(timeout=LONG)
        page.get_by_role("button", name="Montrer quand même").click()
        expect(page.get_by_role("heading", name="Ce que les personnes disent avoir vécu")).to_be_visible()

        page.goto(f"{address}/entretiens/")
        page.locator(".person a").first.click()
        page.get_by_role("button", name="Tout changer").click()
        expect(page.get_by_text("Tout est vérifié.")).to_be_visible()

        page.get_by_role("navigation", name="Principale").get_by_role("link", name="Récit").click()
        page.get_by_role("button", name="Écrire le récit Word").click()
        link = page.get_by_role("link", name="Télécharger le récit")
        expect(link).to_be_visible(timeout=LONG)
        with page.expect_download() as waiting:
            link.click()
        recit = Path(waiting.value.path()).read_bytes()

    said = words_of(recit)
    assert waiting.value.suggested_filename.startswith("recit-")
    assert "Gagner en confiance en soi" in said
    assert f"{len(files)} entretiens" in said
    assert "brouillon : accords et masquage non vérifiés" not in said.casefold()
    assert "Nadège" not in said


@pytest.mark.long
def test_the_same_files_sent_twice_are_said_to_be_known(page: Page, tmp_path: Path) -> None:
    files = sorted((SAMPLES / "comptes_rendus" / "Ker Solidaire").glob("*.docx"))[:2]
    with running_server("servir", home=tmp_path / "maison", cwd=tmp_path) as printed:
        address = come_in(page, printed)
        for title in ("2 comptes-rendus pris", "0 compte-rendu pris"):
            page.goto(f"{address}/entretiens/importer")
            page.set_input_files("#files", files)
            page.get_by_role("button", name="Lire ces fichiers").click()
            expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=LONG)
        expect(page.get_by_text("2 étaient déjà là")).to_be_visible()
