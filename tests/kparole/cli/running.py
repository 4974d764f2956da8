"""The command line as installed, run in this process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kparole.cli import main


class Command:
    """One call after the other: each gives its exit code, what it says, what it complains of."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["kparole", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as error:
            code = error.code
        out, err = self._capsys.readouterr()
        assert isinstance(code, int)
        return code, out, err
