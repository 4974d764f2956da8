"""« kparole reglages »: every setting, the value in force, where it comes from; never a secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kparole.config import SETTINGS
from tests.kparole.cli.running import Command

KEY = "0123456789abcdef" * 4


class Reglages(Command):
    """The command as installed."""

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, what it says, what it complains of."""
        return self.run("reglages", *arguments)

    def rows(self) -> dict[str, dict[str, object]]:
        code, out, err = self("--json")
        assert (code, err) == (0, "")
        return {row["nom"]: row for row in json.loads(out)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's configuration folder; nothing is set."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setattr("kparole.settings_sources.user_config_path", lambda *_: tmp_path)
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path / "maison"))
    return tmp_path


@pytest.fixture
def reglages(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reglages:
    return Reglages(monkeypatch, capsys)


def test_every_setting_is_shown_with_its_help_and_nothing_is_made(reglages: Reglages, folder: Path) -> None:
    code, out, err = reglages()
    assert (code, err) == (0, "")
    assert all(setting.name in out and setting.help in out for setting in SETTINGS)
    assert list(folder.iterdir()) == []


def test_each_value_says_where_it_comes_from(reglages: Reglages, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "reglages.toml").write_text("\nmax_envoi = 50\nsession = 24\n")
    monkeypatch.setenv("KPAROLE_SESSION", "8")
    rows = reglages.rows()
    told = {name: (row["valeur"], row["origine"], row["ligne"]) for name, row in rows.items()}
    assert told["KPAROLE_MAX_ENVOI"] == (50, "fichier", 2)
    assert told["KPAROLE_SESSION"] == (8, "environnement", None)
    assert told["KPAROLE_DEBIT"] == (300, "défaut", None)
    assert told["KPAROLE_REGLAGES"] == (str(folder / "reglages.toml"), "défaut", None)
    assert told["KPAROLE_BASE"] == (f"sqlite:///{folder / 'maison' / 'kparole.sqlite3'}", "défaut", None)
    assert "KPAROLE_MAX_ENVOI   50  [fichier, ligne 2]" in reglages()[1]


@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_no_secret_is_shown(reglages: Reglages, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setenv("KPAROLE_CLE", KEY)
    monkeypatch.setenv("KPAROLE_BASE", "postgresql://moi:cerise@bases/kparole?password=prune")
    monkeypatch.setenv("KPAROLE_FILE", "redis://:cerise@files:6379/0")
    code, out, _ = reglages(*arguments)
    assert code == 0
    assert not any(secret in out for secret in (KEY, "cerise", "prune"))
    assert "fixée" in out
    assert "postgresql://***@bases/kparole?…" in out
    assert "redis://***@files:6379/0" in out


def test_what_is_wrong_is_said_all_at_once_and_ends_with_1(
    reglages: Reglages, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "reglages.toml").write_text("max_envoi = 50\nmax_envois = 3\n")
    monkeypatch.setenv("KPAROLE_DEBIT", "1")
    code, out, err = reglages()
    assert (code, out) == (1, "")
    assert "ligne 2) n'est pas un réglage : vouliez-vous dire « max_envoi » ?" in err
    assert "KPAROLE_DEBIT doit être un nombre entier" in err
    assert len(err.splitlines()) == 3
