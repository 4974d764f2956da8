from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kparole.config import SETTINGS, read_settings
from kparole.errors import SettingError


def test_the_home_is_made_and_holds_everything_by_default(tmp_path: Path) -> None:
    settings = read_settings({"KPAROLE_HOME": str(tmp_path / "a" / "b")})
    assert settings.home == (tmp_path / "a" / "b").resolve()
    assert settings.home.is_dir()
    assert settings.database_url == f"sqlite:///{(tmp_path / 'a' / 'b' / 'kparole.sqlite3').as_posix()}"
    assert settings.queue_file.parent == settings.home
    assert (settings.max_upload, settings.queue_url, settings.demo) == (100 * 1024 * 1024, "", False)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_a_home_made_by_us_is_its_owners(tmp_path: Path) -> None:
    assert stat.S_IMODE(read_settings({}, home=tmp_path / "a").home.stat().st_mode) == 0o700


def test_a_home_given_wins_over_the_environment(tmp_path: Path) -> None:
    assert (
        read_settings({"KPAROLE_HOME": str(tmp_path / "env")}, home=tmp_path / "ici").home
        == (tmp_path / "ici").resolve()
    )
    assert not (tmp_path / "env").exists()


def test_every_setting_can_be_changed(tmp_path: Path) -> None:
    environ = {"KPAROLE_BASE": "postgresql://x/y", "KPAROLE_FILE": "redis://z", "KPAROLE_MAX_ENVOI": "7"}
    settings = read_settings(environ, home=tmp_path)
    assert (settings.database_url, settings.queue_url, settings.max_upload) == (
        "postgresql://x/y",
        "redis://z",
        7 * 1024 * 1024,
    )


def test_an_empty_value_is_the_default(tmp_path: Path) -> None:
    empty = {setting.name: "" for setting in SETTINGS if setting.name != "KPAROLE_HOME"}
    assert read_settings(empty, home=tmp_path) == read_settings({}, home=tmp_path)


@pytest.mark.parametrize("value", ["beaucoup", "1,5", "1e3", "0", "-4", " "])
def test_a_size_that_is_no_whole_number_from_1_on_is_refused_in_french(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingError, match="KPAROLE_MAX_ENVOI doit être un nombre entier"):
        read_settings({"KPAROLE_MAX_ENVOI": value}, home=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KPAROLE_BASE", "ma base"),
        ("KPAROLE_BASE", "bidule://x"),
        ("KPAROLE_FILE", "oui"),
        ("KPAROLE_FILE", "http://x"),
    ],
)
def test_an_address_that_is_none_is_refused_in_french(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} doit être"):
        read_settings({name: value}, home=tmp_path)


def test_a_home_that_cannot_be_made_says_which_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(SettingError, match="KPAROLE_HOME") as caught:
        read_settings({}, home=tmp_path / "fichier" / "dedans")
    assert "fichier" in str(caught.value)


def test_the_table_explains_every_setting() -> None:
    assert all(setting.name.startswith("KPAROLE_") and len(setting.help) > 20 for setting in SETTINGS)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
