"""The masking bench reads the samples' format and counts what it says it counts; the samples keep the bar."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.steps.mask import Known
from tests.bench.masking import known_of, main, measure, read_folder, read_source, table

SAMPLES = Path(__file__).parents[2] / "data_samples" / "sources"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "X-01.txt").write_text(
        "kpa: La Halte\ncode: X-01\npar: Zelda Morin, contributrice\nnoms: PERSONNE=Samira; LIEU=rue du Gué\n"
        "# vecu\nSamira a ri.\n# ordre\nappris\n# carte 1\nElle habite rue du Gué. ⟦⟧ Samira coud. ⟦confiance+1⟧\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_source_is_read_without_its_tags_nor_its_order_of_cards(folder: Path) -> None:
    source = read_source(folder / "X-01.txt")
    assert source.paragraphs == ("Samira a ri.", "Elle habite rue du Gué. Samira coud.")
    assert source.gold == (("PERSONNE", "Samira"), ("LIEU", "rue du Gué"))
    assert known_of([source]) == Known(people=("Zelda Morin",), kpas=("La Halte",))


@pytest.mark.model
def test_every_occurrence_is_counted(folder: Path) -> None:
    result = measure(read_folder(folder), known=Known())
    assert [(f.kind, f.masked) for f in result.found] == [("PERSONNE", True), ("LIEU", True), ("PERSONNE", True)]
    assert result.extra == ()
    assert "ensemble : rappel 1.000 sur 3" in table(result)


def test_without_a_folder_the_bench_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Indiquez un dossier" in capsys.readouterr().err


@pytest.mark.model
def test_the_samples_keep_the_bar() -> None:
    result = measure(read_folder(SAMPLES), known=Known())
    for kind in ("PERSONNE", "LIEU", "CONTACT"):
        ours = [found.masked for found in result.found if found.kind == kind]
        assert sum(ours) >= 0.95 * len(ours) > 0
    assert len(result.extra) <= 0.15 * sum(result.proposals.values())
    assert result.words / result.seconds > 1000
