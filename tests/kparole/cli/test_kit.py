"""« kparole kit »: the kit and the blank compte-rendu, as PDF, booklet and Word."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviews.kit_papers import made
from tests.kparole.cli.running import Command


class Run(Command):
    """The command, run in this process."""

    def __call__(self, *arguments: str | Path) -> tuple[int, str]:
        """Exit code, and all that was said."""
        code, out, err = self.run("kit", *arguments)
        return code, out + err


@pytest.fixture
def kit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


@pytest.mark.parametrize(
    ("name", "options", "paper", "said"),
    [
        ("k.pdf", [], "fiches", "Imprimez en A4."),
        ("k.pdf", ["--livret"], "livret", "bord court. Pliez au milieu, puis agrafez."),
        ("c.PDF", ["--compte-rendu"], "compte-rendu", "Imprimez en A4."),
        ("c.pdf", ["--compte-rendu", "--livret"], "compte-rendu-livret", "agrafez."),
        ("c.docx", ["--compte-rendu"], "compte-rendu-word", "Ouvrez-le dans Word ou LibreOffice"),
    ],
)
def test_each_paper_is_written_and_said(
    kit: Run, tmp_path: Path, name: str, options: list[str], paper: str, said: str
) -> None:
    code, words = kit(tmp_path / name, *options)
    assert (code, (tmp_path / name).read_bytes()) == (0, made(paper))
    assert said in words


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("k.txt", [], "finit par .pdf ou par .docx"),
        ("k", [], "finit par .pdf ou par .docx"),
        ("k.docx", ["--livret"], "Le livret à plier est un PDF"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_written(
    kit: Run, tmp_path: Path, name: str, options: list[str], said: str
) -> None:
    code, words = kit(tmp_path / name, *options)
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert said in words


def test_a_form_that_somebody_filled_in_is_not_written_over(kit: Run, tmp_path: Path) -> None:
    output = tmp_path / "c.docx"
    assert kit(output, "--compte-rendu")[0] == 0
    assert kit(output, "--compte-rendu")[0] == 0
    output.write_bytes(b"tout un entretien")
    code, words = kit(output, "--compte-rendu")
    assert (code, output.read_bytes()) == (1, b"tout un entretien")
    assert "existe déjà, et quelqu'un y a peut-être écrit" in words
