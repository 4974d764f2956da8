from __future__ import annotations

from pathlib import Path

from kparole.paths import SAMPLES
from network.kpas import Sheet, read_sheets


def test_the_sample_sheets_are_read_under_our_names() -> None:
    sheets = read_sheets(SAMPLES / "kpa.toml")
    first = next(sheet for sheet in sheets if sheet.code == "PAS")
    assert len(sheets) == 6
    assert (first.name, first.town, first.district) == ("La Passerelle", "Montréval", "Les Glycines")
    assert "Passerelle" in first.aliases
    assert first.baseline
    assert first.public


def test_codes_and_names_of_the_samples_are_each_their_own() -> None:
    sheets = read_sheets(SAMPLES / "kpa.toml")
    assert len({s.code for s in sheets}) == len({s.name for s in sheets}) == len(sheets)


def test_an_empty_field_stays_empty_and_an_unknown_one_is_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "kpa.toml"
    path.write_text('[[kpa]]\nnom = "Ici"\ncode = "ICI"\nville = ""\nslogan = "x"\n', encoding="utf-8")
    assert read_sheets(path) == [Sheet("Ici", "ICI")]


def test_a_file_without_sheets_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "kpa.toml"
    path.write_text("", encoding="utf-8")
    assert read_sheets(path) == []
