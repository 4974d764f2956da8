from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from kparole.errors import SettingError
from kparole.secret import secret_key

OWN_RIGHTS = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
OTHER = "0123456789abcdef" * 4


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{64}", key)
    assert secret_key(tmp_path) == key


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


@OWN_RIGHTS
def test_only_its_owner_can_read_the_key_and_nothing_is_left_beside(tmp_path: Path) -> None:
    secret_key(tmp_path)
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@OWN_RIGHTS
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o777])
def test_a_key_that_others_may_read_is_closed_to_them(tmp_path: Path, mode: int) -> None:
    key = secret_key(tmp_path)
    (tmp_path / "cle-secrete").chmod(mode)
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "cle-secrete").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"\n", b"courte", b"a" * 31, b"\xff\xfe" * 40], ids=repr)
def test_a_file_that_holds_no_key_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cle-secrete").write_bytes(content)
    key = secret_key(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{64}", key)
    assert secret_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["cle-secrete"]


def test_when_another_process_makes_the_key_first_its_key_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_meanwhile(*_arguments: object) -> None:
        (tmp_path / "cle-secrete").write_text(OTHER, encoding="ascii")
        raise FileExistsError

    monkeypatch.setattr("kparole.key_file.os.link", made_meanwhile)
    assert secret_key(tmp_path) == OTHER


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "cle-secrete").mkdir()
    with pytest.raises(SettingError, match=r"clé secrète « .*cle-secrete »"):
        secret_key(tmp_path)


def test_a_full_disk_is_said_and_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kparole.key_file.os.fsync", full)
    with pytest.raises(SettingError, match="Vérifiez la place"):
        secret_key(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_links_holds_a_key_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr("kparole.key_file.os.link", no_links)
    key = secret_key(tmp_path)
    assert secret_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["cle-secrete"]
