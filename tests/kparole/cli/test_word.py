"""« kparole comptes-rendus » writes them, and « kparole importer » takes them back as new versions."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.conftest import SAMPLES
from tests.kparole.cli.test_corpus import Kparole

TWO = sorted((SAMPLES / "comptes_rendus" / "La Passerelle").glob("*.docx"))[:2]


@pytest.fixture
def kparole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kparole:
    return Kparole(tmp_path / "maison", monkeypatch, capsys)


def test_copies_go_out_and_come_back(kparole: Kparole, tmp_path: Path) -> None:
    out = tmp_path / "copies"
    code, said, trouble = kparole("comptes-rendus", out)
    assert (code, said, trouble) == (1, "", "Aucun compte-rendu n'a été écrit.\n")
    kparole("importer", *TWO, "--accord", "notes", "--par", "Sylvie", "--le", "hier")
    code, said, _ = kparole("comptes-rendus", out)
    assert (code, said) == (0, f"2 comptes-rendus écrits dans {out}\n")
    files = sorted(out.iterdir())
    first = files[0].read_bytes()
    code, _, _ = kparole("comptes-rendus", out)
    assert (code, files[0].read_bytes()) == (0, first)
    retype(files[0], "Elle", "ELLE")
    code, said, _ = kparole("importer", out)
    assert code == 0
    assert said.count("C'est la nouvelle version de ") == 1
    assert said.count("il n'y a rien à prendre") == 1
    code, _, trouble = kparole("comptes-rendus", out)
    assert code == 1
    assert "quelqu'un y a peut-être travaillé" in trouble


def test_masked_copies_say_why_they_stay(kparole: Kparole, tmp_path: Path) -> None:
    kparole("importer", *TWO, "--accord", "notes", "--par", "Sylvie", "--le", "hier")
    code, said, trouble = kparole("comptes-rendus", tmp_path / "copies", "--masques")
    assert (code, said) == (1, "")
    assert "n'a pas dit qu'elle acceptait d'être lue" in trouble
    assert not (tmp_path / "copies").exists()


def retype(path: Path, old: str, new: str) -> None:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    run = next(run for p in document.paragraphs if p.style.name == "Passage" for run in p.runs if old in run.text)
    run.text = run.text.replace(old, new, 1)
    document.core_properties.last_modified_by = "Samira"
    document.save(str(path))
