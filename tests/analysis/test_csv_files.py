from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.csv_files import Text, classified_rows, read_rows, read_texts, write_csv
from analysis.steps.types import Label, Reading
from kparole.errors import UserError


def written(folder: Path, raw: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


@pytest.mark.parametrize(
    "raw",
    [
        "id,texte\n1,Bonjour\n2,Deux\n",
        "id;texte\n1;Bonjour\n2;Deux\n",
        "\ufeffid;texte\r\n1;Bonjour\r\n2;Deux",
        "Texte,ID\nBonjour,1\nDeux,2\n",
        "id ,texte \n1,Bonjour\n2,Deux\n",
        "id,autre,texte\n1,x,Bonjour\n2,y,Deux\n",
        "id,texte\n1,Bonjour\n\n , \n2,Deux\n",
    ],
)
def test_a_table_is_read_with_a_comma_or_a_semicolon_a_mark_or_not(tmp_path: Path, raw: str) -> None:
    assert read_texts(written(tmp_path, raw)) == [Text("1", "Bonjour"), Text("2", "Deux")]


def test_quotes_line_breaks_and_repeated_ids_are_kept(tmp_path: Path) -> None:
    raw = 'id,texte\n1,"Il dit ""oui"", puis\nnon; voilà"\n1,\n'
    assert read_texts(written(tmp_path, raw)) == [Text("1", 'Il dit "oui", puis\nnon; voilà'), Text("1", "")]


def test_a_row_too_short_has_an_empty_text_and_one_too_long_loses_no_word(tmp_path: Path) -> None:
    raw = "id,texte\n1\n2,Oui, je viens, je reste\n3,Bon,,\n"
    assert read_texts(written(tmp_path, raw)) == [Text("1", ""), Text("2", "Oui, je viens, je reste"), Text("3", "Bon")]


def test_a_quote_left_open_is_said_rather_than_swallowing_the_rows_after_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="un guillemet ouvert n'est jamais refermé"):
        read_texts(written(tmp_path, 'id,texte\n1,"Pas fermé\n2,Deux\n3,Trois\n'))
    assert len(read_texts(written(tmp_path, 'id,texte\n1,Un pas de 5" ici\n2,"Oui" dit-elle\n'))) == 2


def test_the_old_windows_alphabet_is_read(tmp_path: Path) -> None:
    assert read_texts(written(tmp_path, "id;texte\n1;Été\n".encode("cp1252"))) == [Text("1", "Été")]


@pytest.mark.parametrize(
    ("raw", "missing"), [("", "id et texte"), ("id\n1", "texte"), ("a,b\n1,2", "id et texte"), ("texte\nx", "id")]
)
def test_a_missing_column_is_said_in_french(tmp_path: Path, raw: str, missing: str) -> None:
    with pytest.raises(UserError, match=f"il manque {missing} en tête de colonne"):
        read_texts(written(tmp_path, raw))


def test_a_table_of_nothing_but_its_head_is_empty(tmp_path: Path) -> None:
    assert read_rows(written(tmp_path, "id,texte\n"), required=("id",)) == []


def test_a_very_long_text_is_read(tmp_path: Path) -> None:
    assert len(read_texts(written(tmp_path, f"id,texte\n1,{'mot ' * 60000}\n"))[0].text) > 200_000


def test_what_is_written_is_read_back_without_mark(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    write_csv(path, ("id", "texte"), [("1", "a,b\n« c »")])
    assert path.read_bytes().startswith(b"id,texte\n")
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["id", "texte"], ["1", "a,b\n« c »"]]
    assert [p.name for p in tmp_path.iterdir()] == ["s.csv"]


def test_an_output_in_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n'existe pas"):
        write_csv(tmp_path / "rien" / "s.csv", ("id",), [])


def test_a_failure_midway_leaves_the_former_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("avant")

    def rows():  # type: ignore[no-untyped-def]
        yield ("1",)
        raise UserError("non")

    with pytest.raises(UserError):
        write_csv(path, ("id",), rows())
    assert path.read_text() == "avant"


@pytest.mark.parametrize(
    ("reading", "always", "row"),
    [
        (
            Reading((Label("a", "positive", 2, 0.91234), Label("b", "positive", 1, 0.6)), "a", 0.91),
            False,
            ("1", "a", "0.9123", "a|b", "positive", "2"),
        ),
        (Reading((Label("a", "absente", None, 0.8),), "a", 0.8), False, ("1", "a", "0.8000", "a", "absente", "")),
        (Reading((), "a", 0.31), False, ("1", "", "0.3100", "", "", "")),
        (Reading((), "a", 0.31), True, ("1", "a", "0.3100", "a", "", "")),
        (Reading((Label("b", "negative", 1, 0.7),), "b", 0.7), True, ("1", "b", "0.7000", "b", "negative", "1")),
    ],
)
def test_a_line_says_the_best_effect_all_of_them_polarity_and_strength(
    reading: Reading, always: bool, row: tuple[str, ...]
) -> None:
    assert list(classified_rows([Text("1", "x")], [reading], always=always)) == [row]


def test_there_is_one_line_a_text_in_their_order() -> None:
    rows = [Text("2", "x"), Text("1", ""), Text("2", "y")]
    assert [row[0] for row in classified_rows(rows, [Reading((), "a", 0.0)] * 3, always=False)] == ["2", "1", "2"]
