"""What others may read, what cannot be written, a disk that is full."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kparole.checks import machine
from tests.kparole.checks.finding import found

OWN_RIGHTS = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")


@OWN_RIGHTS
@pytest.mark.parametrize(
    ("name", "mode", "words"),
    [
        ("", 0o755, "chmod 700"),
        ("", 0o710, "chmod 700"),
        ("cle-secrete", 0o640, "chmod 600"),
    ],
)
def test_what_others_may_read_is_said_with_the_mend(used: Path, name: str, mode: int, words: str) -> None:
    (used / name).chmod(mode)
    assert words in found()["Les droits sur les fichiers"]


@OWN_RIGHTS
def test_an_open_base_in_an_open_folder_is_said_and_in_a_closed_one_is_not(used: Path) -> None:
    (used / "kparole.sqlite3").chmod(0o644)
    assert found() == {}
    used.chmod(0o755)
    assert "kparole.sqlite3" in found()["Les droits sur les fichiers"]


@OWN_RIGHTS
def test_a_file_of_settings_that_holds_a_key_is_for_its_owner(home: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir(mode=0o755)
    path = tmp_path / "config" / "reglages.toml"
    path.write_text("debit = 60")
    path.chmod(0o644)
    assert found() == {}
    path.write_text('cle = "' + "0123456789abcdef" * 4 + '"')
    assert f"chmod 600 '{path}'" in found()["Les droits sur les fichiers"]


@OWN_RIGHTS
def test_data_of_another_account_are_said(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.os, "getuid", lambda: used.stat().st_uid + 1)
    assert f"« {used} » appartient à un autre compte" in found()["Les droits sur les fichiers"]


def test_a_folder_that_cannot_be_written_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object) -> int:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refused)
    assert "choisissez un autre dossier" in found()["Le dossier des données"]


def test_a_disk_that_is_nearly_full_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LOW_DISK", 2**70)
    assert "faites de la place" in found()["La place sur le disque"]
