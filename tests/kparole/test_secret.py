from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from kparole.secret import secret_key


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{64}", key)
    assert secret_key(tmp_path) == key


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_only_its_owner_can_read_the_key(tmp_path: Path) -> None:
    secret_key(tmp_path)
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_when_another_process_makes_the_key_first_its_key_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made_meanwhile(*_arguments: object) -> int:
        (tmp_path / "cle-secrete").write_text("l'autre", encoding="ascii")
        raise FileExistsError

    monkeypatch.setattr("kparole.secret.os.open", made_meanwhile)
    assert secret_key(tmp_path) == "l'autre"
