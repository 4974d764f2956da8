from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kparole.cli.corpus import _people
from tests.conftest import SAMPLES
from tests.kparole.cli.running import Command

PAS = SAMPLES / "comptes_rendus" / "La Passerelle"
Said = tuple[int, str, str]


class Kparole(Command):
    """The command as installed, on a home of its own."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(monkeypatch, capsys)
        self.home = home
        for name in ("KPAROLE_BASE", "KPAROLE_FILE", "KPAROLE_MAX_ENVOI"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("KPAROLE_HOME", str(home))

    def __call__(self, *arguments: str | Path) -> Said:
        """Exit code, what it says, what it complains of."""
        code, out, err = self.run(*arguments)
        assert "Traceback" not in out + err
        return code, out, err

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Rows of the base."""
        engine = create_engine(f"sqlite:///{self.home / 'kparole.sqlite3'}")
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(text(query))]
        engine.dispose()
        return rows


@pytest.fixture
def kparole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kparole:
    return Kparole(tmp_path / "maison", monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files and a bad one, in the folder of their KPA."""
    inside = tmp_path / "textes" / "La Passerelle"
    inside.mkdir(parents=True)
    for name in ("PAS-02.docx", "PAS-01.docx"):
        shutil.copy(PAS / name, inside)
    (inside / "abime.docx").write_bytes(b"PK\x03\x04 abime")
    return inside


def test_a_path_that_is_not_there_is_said_in_french(kparole: Kparole, tmp_path: Path) -> None:
    code, out, err = kparole("importer", tmp_path / "rien.docx")
    assert (code, out) == (1, "")
    assert "rien.docx » n'existe pas" in err


def test_an_empty_folder_is_said_in_french(kparole: Kparole, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert kparole("importer", tmp_path / "vide")[::2] == (1, "Il n'y a pas de fichier .docx à cet endroit.\n")


def test_one_bad_file_stops_no_other_and_the_command_ends_with_1(kparole: Kparole, folder: Path) -> None:
    code, out, err = kparole("importer", folder)
    assert code == 1
    assert "1 fichier(s) refusé(s) sur 3. Les autres sont pris." in err
    assert [line.split(" ")[0] for line in out.splitlines() if not line.startswith(" ")] == ["✓", "✓", "✗"]
    assert kparole.ask("SELECT state FROM imported_file ORDER BY name") == [("taken",), ("taken",), ("refused",)]
    assert kparole.ask("SELECT count(*) FROM compte_rendu") == [(2,)]


def test_good_files_are_taken_and_the_command_ends_with_0(kparole: Kparole, folder: Path) -> None:
    assert kparole("importer", folder / "PAS-01.docx", folder / "PAS-02.docx")[0] == 0
    assert kparole.ask("SELECT count(*) FROM compte_rendu") == [(2,)]
    assert kparole.ask("SELECT count(*) FROM consent") == [(0,)]


def test_the_same_file_twice_is_known(kparole: Kparole, folder: Path) -> None:
    kparole("importer", folder / "PAS-01.docx")
    code, out, _ = kparole("importer", folder / "PAS-01.docx", "--kpa", "Les Tilleuls")
    assert code == 0
    assert "Ce texte est déjà là" in out
    assert kparole.ask("SELECT count(*) FROM compte_rendu") == [(1,)]


def test_a_try_writes_nothing(kparole: Kparole, folder: Path) -> None:
    code, out, err = kparole("importer", folder, "--essai")
    assert code == 1
    assert "Les autres sont lisibles." in err
    assert out.count("✓") == 2
    assert [path for path in kparole.home.rglob("*") if path.is_file()] == []


def test_a_try_on_a_base_that_is_there_adds_nothing(kparole: Kparole, folder: Path) -> None:
    kparole("importer", folder / "PAS-01.docx")
    assert kparole("importer", folder / "PAS-02.docx", "--essai")[0] == 0
    assert kparole.ask("SELECT count(*) FROM compte_rendu") == [(1,)]
    assert kparole.ask("SELECT count(*) FROM word_import") == [(1,)]


@pytest.mark.parametrize("options", [["--essai"], []])
def test_json_is_one_object_a_line_by_name(kparole: Kparole, folder: Path, options: list[str]) -> None:
    code, out, _ = kparole("importer", folder, "--json", *options)
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [one["fichier"] for one in found] == ["PAS-01.docx", "PAS-02.docx", "abime.docx"]
    assert found[2]["kpa"] is None
    assert found[2]["problemes"]
    assert found[2]["cartes"] == []
    assert all(len(one) == 12 for one in found)


def test_the_kpa_option_wins(kparole: Kparole, folder: Path) -> None:
    out = kparole("importer", folder / "PAS-01.docx", "--json", "--essai", "--kpa", "Ici")[1]
    assert json.loads(out)["kpa"] == "Ici"


def test_a_consent_is_kept_with_who_and_when(kparole: Kparole, folder: Path) -> None:
    kparole(
        "importer",
        folder / "PAS-01.docx",
        "--accord",
        "notes",
        "--accord",
        "recit",
        "--par",
        "Sylvie",
        "--le",
        "en mars",
    )
    assert kparole.ask("SELECT use, state, who, said_on, how FROM consent ORDER BY use") == [
        ("notes", "given", "Sylvie", "en mars", "oral"),
        ("recit", "given", "Sylvie", "en mars", "oral"),
    ]


@pytest.mark.parametrize(
    "options",
    [
        ["--accord", "recit"],
        ["--accord", "recit", "--par", "Sylvie"],
        ["--accord", "recit", "--le", "mars"],
        ["--accord", "tout", "--par", "x", "--le", "y"],
    ],
)
def test_a_consent_without_who_and_when_or_of_no_use_is_a_misuse(
    kparole: Kparole, folder: Path, options: list[str]
) -> None:
    code, _, err = kparole("importer", folder, *options)
    assert code == 2
    assert "accord" in err or "Usage inconnu" in err
    assert not kparole.home.exists() or not list(kparole.home.glob("*.sqlite3"))


def test_a_wrong_setting_is_said(kparole: Kparole, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPAROLE_MAX_ENVOI", "beaucoup")
    code, _, err = kparole("importer", folder)
    assert code == 1
    assert "KPAROLE_MAX_ENVOI" in err


def test_the_recit_is_refused_where_it_cannot_be_written(kparole: Kparole, tmp_path: Path) -> None:
    code, _, err = kparole("recit", tmp_path / "rien" / "recit.docx")
    assert code == 1
    assert "n'existe pas. Créez-le d'abord." in err


def test_a_file_in_place_of_the_home_is_said(kparole: Kparole, folder: Path) -> None:
    kparole.home.write_text("x")
    code, _, err = kparole("importer", folder)
    assert code == 1
    assert "KPAROLE_HOME" in err


def test_a_recit_never_takes_the_place_of_another_document(kparole: Kparole, folder: Path) -> None:
    first, second = folder / "PAS-01.docx", folder / "PAS-02.docx"
    before = first.read_bytes()
    code, _, err = kparole("recit", first, second)  # what « kparole recit *.docx » becomes
    assert (code, first.read_bytes() == before) == (1, True)
    assert "existe déjà, et ce n'est pas un récit tel que KParole l'a écrit" in err


@pytest.mark.parametrize("name", ["dossier.docx", "absent/r.docx"])
def test_a_place_where_no_recit_can_go_is_said_before_the_work(kparole: Kparole, folder: Path, name: str) -> None:
    (folder / "dossier.docx").mkdir()
    assert kparole("recit", folder / name, folder / "PAS-01.docx")[0] == 1


@pytest.mark.usefixtures("kparole")
def test_the_same_words_in_two_files_are_one_interview(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(folder / "PAS-01.docx", folder / "Copie de PAS-01.docx")
    taken, read = _people((folder,))
    assert (len(taken), len(read)) == (2, 4)
    assert "Laissé de côté : PAS-01.docx. C'est le même texte que Copie de PAS-01.docx." in capsys.readouterr().err


def test_a_disk_that_only_reads_is_said_in_french(kparole: Kparole, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", "/cle/notes.txt")

    monkeypatch.setattr("kparole.files.read_text", refuse)
    code, _, err = kparole("masquer", "notes.txt")
    assert (code, "Read-only" in err) == (1, False)
    assert "« /cle/notes.txt »" in err
