from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cards.deck import load_deck
from interviews.reading import NO_KPA, ReadFile, SourceFile, gather, read_files
from tests.interviews.word_making import ENOUGH, typed

DECK = load_deck()


def source(*lines: str, name: str = "a.docx", folders: tuple[str, ...] = ()) -> SourceFile:
    return SourceFile(name, typed(*lines, *ENOUGH, "Des notes."), folders)


def read(*sources: SourceFile, known: tuple[str, ...] = (), kpa: str | None = None) -> list[ReadFile]:
    return read_files(sources, deck=DECK, known_kpas=known, kpa=kpa)


def kpa_of(one: ReadFile) -> str | None:
    assert one.document is not None
    return one.document.kpa


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.docx", "sous/a.docx", "sous/~$a.docx", ".cache.docx", "notes.txt", "sous/C.DOCX"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_a_folder_gives_its_word_files_and_those_of_its_folders_by_name(folder: Path) -> None:
    assert [found.name for found in gather([folder])] == ["C.DOCX", "a.docx", "b.docx"]


def test_a_file_given_is_taken_whatever_it_is_called(folder: Path) -> None:
    assert [found.name for found in gather([folder / "notes.txt"])] == ["notes.txt"]


def test_a_file_given_twice_is_taken_once(folder: Path) -> None:
    assert len(gather([folder / "b.docx", folder, folder / "sous" / ".." / "b.docx"])) == 3


def test_a_path_that_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        gather([folder, folder / "rien"])


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert gather([tmp_path]) == []


def test_a_file_knows_its_folders_nearest_first(folder: Path) -> None:
    (found,) = gather([folder / "sous" / "a.docx"])
    assert found.folders[:2] == ("sous", folder.name)


def test_a_file_named_from_inside_its_folder_knows_its_folders_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "sous")
    assert gather([Path("a.docx")])[0].folders[:2] == ("sous", folder.name)
    assert gather([Path()])[0].folders[0] == "sous"


def test_the_kpa_given_wins_over_all() -> None:
    (one,) = read(source("KPA : Les Tilleuls", folders=("Ker",)), known=("Ker",), kpa="La Passerelle")
    assert kpa_of(one) == "La Passerelle"


def test_the_line_of_the_file_wins_over_its_folder() -> None:
    (one,) = read(source("KPA : Les Tilleuls", folders=("Ker Solidaire",)), known=("Ker Solidaire",))
    assert kpa_of(one) == "Les Tilleuls"


def test_the_nearest_folder_that_names_a_known_kpa_is_taken() -> None:
    (one,) = read(source(folders=("2026", "LES TILLEULS", "Ker Solidaire")), known=("Ker Solidaire", "Les Tilleuls"))
    assert kpa_of(one) == "Les Tilleuls"
    assert one.document is not None
    assert NO_KPA not in one.document.problems


def test_a_kpa_stated_in_another_file_of_the_sending_names_a_folder_too() -> None:
    one, other = read(source("KPA : Les Tilleuls"), source(name="b.docx", folders=("les tilleuls",)))
    assert kpa_of(one) == kpa_of(other) == "Les Tilleuls"


def test_without_any_sign_the_kpa_is_a_problem_to_see() -> None:
    (one,) = read(source(folders=("documents",)), known=("Les Tilleuls",))
    assert kpa_of(one) is None
    assert one.document is not None
    assert one.document.problems[-1] == NO_KPA


def test_a_file_that_cannot_be_read_says_why_and_stops_nothing() -> None:
    bad, good = read(SourceFile("x.docx", b"%PDF-1.4 x"), source("KPA : Ici"))
    assert bad.document is None
    assert "PDF" in (bad.refusal or "")
    assert (kpa_of(good), good.refusal) == ("Ici", None)


def test_the_results_keep_the_order_of_the_sources_and_tell_how_far() -> None:
    told: list[tuple[int, int]] = []
    sources = [source(name=name) for name in ("b.docx", "a.docx")]
    found = read_files(sources, deck=DECK, progress=lambda done, total: told.append((done, total)))
    assert [one.source.name for one in found] == ["b.docx", "a.docx"]
    assert told == [(0, 2), (1, 2)]


def test_nothing_to_read_gives_nothing() -> None:
    assert read() == []


def test_known_kpas_may_be_read_only_once() -> None:
    names: Iterator[str] = iter(["Ker"])
    found = read_files([source(folders=("ker",)), source(name="b.docx", folders=("Ker",))], deck=DECK, known_kpas=names)
    assert [kpa_of(one) for one in found] == ["Ker", "Ker"]
