"""A data folder that somebody made by hand, open to the other accounts of the machine: what is in it is not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kparole import ouvrier
from kparole.cli import main
from kparole.config import Settings, read_settings
from kparole.private import close_to_others
from tests.conftest import opened

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")

HELD = (
    "kparole.sqlite3", "travaux.sqlite3", "lectures.sqlite3", "cle-secrete", f"fichiers/{'a' * 64}",
    "sauvegardes/kparole.sqlite3",
)  # fmt: skip


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_home(settings: Settings) -> Settings:
    """A data folder where everything can be read by everybody."""
    for name in ("fichiers", "sauvegardes"):
        (settings.home / name).mkdir(exist_ok=True)
    for name in HELD:
        (settings.home / name).touch()
    for path in (settings.home, *settings.home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return settings


def test_opening_the_data_closes_what_was_open(open_home: Settings) -> None:
    with opened(open_home):
        assert {name: mode(open_home.home / name) for name in HELD} == dict.fromkeys(HELD, 0o600)
        assert mode(open_home.home / "fichiers") == mode(open_home.home / "sauvegardes") == 0o700
        assert not [path for path in open_home.home.glob("kparole.sqlite3*") if mode(path) & 0o077]


def test_what_is_closed_already_is_left_as_it_is(open_home: Settings) -> None:
    assert close_to_others(open_home) == len([*open_home.home.rglob("*")])
    assert close_to_others(open_home) == 0


def test_a_base_put_elsewhere_and_a_link_are_left_as_somebody_chose(open_home: Settings, tmp_path: Path) -> None:
    shared = tmp_path / "partage.sqlite3"
    shared.touch()
    shared.chmod(0o644)
    (open_home.home / "fichiers" / "lien").symlink_to(shared)
    close_to_others(read_settings({"KPAROLE_BASE": f"sqlite:///{shared}"}, home=open_home.home))
    assert mode(shared) == 0o644


def test_a_command_writes_for_the_owner_only_and_gives_the_mask_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = os.umask(0o022)
    try:
        home = tmp_path / "maison"
        home.mkdir(mode=0o755)
        monkeypatch.setenv("KPAROLE_HOME", str(home))
        monkeypatch.setattr("sys.argv", ["kparole", "sauvegarder", str(tmp_path / "copie.zip")])
        main()
        assert "Sauvegarde écrite" in capsys.readouterr().out
        assert [path.name for path in (*home.iterdir(), tmp_path / "copie.zip") if mode(path) & 0o077] == []
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_the_worker_writes_for_the_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def seen(**_options: object) -> None:
        raise InterruptedError(os.umask(0o022))

    before = os.umask(0o022)
    try:
        monkeypatch.setenv("KPAROLE_HOME", str(tmp_path))
        monkeypatch.setattr(ouvrier, "_end_with_parent", lambda: None)
        monkeypatch.setattr("kparole.ouvrier.logs.install", lambda: None)
        monkeypatch.setattr(ouvrier, "read_settings", seen)
        with pytest.raises(InterruptedError) as stopped:
            ouvrier.main()
        assert stopped.value.args == (0o077,)
    finally:
        os.umask(before)
