"""A base that is no base: to join tests/kparole/cli/test_check.py once `verifier` says it instead of a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from kparole.cli import check


@pytest.mark.parametrize("point", [check._database, check._jobs])
def test_a_base_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: object) -> None:
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path))
    (tmp_path / "kparole.sqlite3").write_bytes(b"ceci n'est pas une base" * 1000)
    assert point() is not None  # type: ignore[operator]
