"""Opens the récit in LibreOffice: nothing, one interview, very long quotes, four hundred extracts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest

from analysis.recit.word import write_recit
from tests.analysis.recit.making import make_source

pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("office"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pypdf"),
]
CASES: dict[str, dict[str, Any]] = {
    "plein": {},
    "brouillon": {"people": 4, "each": 6, "checked": False},
    "rien": {"people": 0},
    "un": {"people": 1, "each": 4},
    "long": {"people": 6, "long": True},
    "gros": {"people": 40, "each": 10},
}


CONTENTS = {"people": 4, "each": 6}


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of each récit, as LibreOffice lays them out; it is started once for all of them."""
    office = shutil.which("soffice")
    assert office, "LibreOffice est nécessaire à ce test"
    folder = tmp_path_factory.mktemp("recits")
    for name, told in {**CASES, "sommaire": CONTENTS}.items():
        (folder / f"{name}.docx").write_bytes(write_recit(make_source(**told)))
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--convert-to", "pdf"]
    files = sorted(folder.glob("*.docx"))
    subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=240)
    return {file.stem: pages_of(file.with_suffix(".pdf")) for file in files if file.with_suffix(".pdf").exists()}


def pages_of(file: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(file).pages]


@pytest.mark.parametrize("case", CASES)
def test_libreoffice_opens_the_recit_and_lays_it_out(laid_out: dict[str, list[str]], case: str) -> None:
    pages = laid_out[case]
    text = "\n".join(pages).replace("\xa0", " ")
    assert "Récit évaluatif" in pages[0]
    assert "Ce que ce récit ne peut pas dire" in text
    assert f"Page {len(pages)} sur {len(pages)}" in pages[-1].replace("\xa0", " ")
    drafts = [("accords et masquage non vérifiés" in page) for page in pages]
    assert all(drafts) if case == "brouillon" else not any(drafts)


def test_the_contents_give_the_right_pages(laid_out: dict[str, list[str]]) -> None:
    pages = laid_out["sommaire"]
    line = next(line for line in pages[1].splitlines() if line.startswith("Ce que ce récit ne peut pas dire"))
    number = int(line.rpartition(".")[2])
    assert "Ce que ce récit ne peut pas dire" in pages[number - 1]
