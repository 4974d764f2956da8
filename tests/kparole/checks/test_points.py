"""The command as a whole: whatever is broken it ends in sentences, never in a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kparole.checks import data, points
from kparole.checks.points import Finding, look
from kparole.cli import main
from kparole.errors import UserError


@pytest.mark.parametrize(
    "content",
    [b"ceci n'est pas une base" * 1000, b"SQLite format 3\0" + b"\xff" * 5000],
    ids=["text", "page"],
)
def test_a_broken_base_is_said_and_the_rest_is_told_all_the_same(
    used: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (used / "kparole.sqlite3").write_bytes(content)
    code, out, err = command(monkeypatch, capsys)
    assert code == 1
    assert "✗ La base : " in out
    assert "✓ La place sur le disque\n" in out
    assert err == "1 point à régler.\n"
    assert "Traceback" not in out + err


def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """« kparole verifier » as installed, without the models: exit code, what it says, what it complains of."""
    monkeypatch.setattr(sys, "argv", ["kparole", "verifier"])
    code: object = 0
    try:
        main()
    except SystemExit as error:
        code = error.code
    said = capsys.readouterr()
    assert isinstance(code, int)
    return code, said.out, said.err


def test_what_could_not_be_looked_at_does_not_pass_for_fine(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def not_yet() -> str | None:
        raise data.NotYet("à voir plus tard.")

    monkeypatch.setattr(points, "OF_THE_READING", (("Le ciel", not_yet),))
    code, out, err = command(monkeypatch, capsys)
    assert (code, err) == (1, "1 point à regarder de nouveau : relancez kparole verifier.\n")
    assert out.endswith("– Le ciel : à voir plus tard.\n")


def test_nothing_wrong_ends_with_0(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = command(monkeypatch, capsys)
    assert (code, err) == (0, "")
    assert [line[0] for line in out.splitlines()] == ["✓"] * 11


def test_wrong_settings_are_said_and_what_hangs_on_them_waits(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KPAROLE_MAX_ENVOI", "beaucoup")
    monkeypatch.setenv("KPAROLE_CLEF", "x")
    code, out, err = command(monkeypatch, capsys)
    assert code == 1
    assert out.startswith("✗ Les réglages : Les réglages ne conviennent pas :\n    - KPAROLE_CLEF")
    assert out.count("\n– ") == 10
    assert err == "1 point à régler.\n"


# What goes wrong in the looking itself.


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UserError("Faites ceci."), "Faites ceci."),
        (ModuleNotFoundError("spacy"), "Réinstallez-le : pip install kparole."),
        (OSError(28, "No space left"), "Il n'y a plus de place sur le disque."),
        (PermissionError(13, "Permission denied", "/srv/x"), "ce compte ne peut pas lire « /srv/x »"),
        (TypeError("les mots de Kader"), "ce point n'a pas pu être vérifié (TypeError, "),
    ],
)
def test_an_error_on_the_way_is_a_finding_too(error: Exception, words: str) -> None:
    def fail() -> str | None:
        raise error

    finding = look("Le ciel", fail)
    assert words in (finding.problem or "")
    assert "Kader" not in (finding.problem or "")
    assert not finding.skipped


def test_each_point_of_the_reading_is_told_like_the_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(points, "OF_THE_READING", (("Le ciel", lambda: None), ("La terre", lambda: "arrosez-la.")))
    assert list(points.examine())[-2:] == [Finding("Le ciel", None), Finding("La terre", "arrosez-la.")]
