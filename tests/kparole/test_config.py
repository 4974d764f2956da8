from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from kparole.config import SETTINGS, Settings, child_environ, read_settings
from kparole.errors import SettingError

KEY = "0123456789abcdef" * 4
SERVER = {"KPAROLE_CLE": KEY, "KPAROLE_ADRESSE": "https://kparole.example.org", "KPAROLE_MANDATAIRE": "127.0.0.1"}
OWN_RIGHTS = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")


def complaint(environ: dict[str, str], tmp_path: Path, **options: Any) -> str:
    with pytest.raises(SettingError) as caught:
        read_settings(environ, home=tmp_path / "maison", **options)
    assert not (tmp_path / "maison").exists()  # nothing is made for settings that are refused
    return str(caught.value)


def test_the_home_is_made_and_holds_everything_by_default(tmp_path: Path) -> None:
    settings = read_settings({"KPAROLE_HOME": str(tmp_path / "a" / "b")})
    assert settings.home == (tmp_path / "a" / "b").resolve()
    assert settings.home.is_dir()
    assert settings.database_url == f"sqlite:///{(tmp_path / 'a' / 'b' / 'kparole.sqlite3').as_posix()}"
    assert settings.queue_file.parent == settings.home
    assert (settings.max_upload, settings.queue_url, settings.demo, settings.network) == (104857600, "", False, False)
    assert (settings.idle_minutes, settings.session_hours, settings.rate, settings.journal_months) == (180, 12, 300, 12)
    assert (settings.secret_key, settings.address, settings.proxy) == (None, None, None)


@OWN_RIGHTS
def test_a_home_made_by_us_is_its_owners(tmp_path: Path) -> None:
    assert stat.S_IMODE(read_settings({}, home=tmp_path / "a").home.stat().st_mode) == 0o700


def test_a_home_given_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"KPAROLE_HOME": str(tmp_path / "env")}
    assert read_settings(environ, home=tmp_path / "ici").home == (tmp_path / "ici").resolve()
    assert not (tmp_path / "env").exists()


def test_every_setting_can_be_changed(tmp_path: Path) -> None:
    environ = {
        **SERVER,
        "KPAROLE_BASE": "postgresql://x/y",
        "KPAROLE_FILE": "redis://z",
        "KPAROLE_MAX_ENVOI": "7",
        "KPAROLE_INACTIVITE": "100",
        "KPAROLE_SESSION": "72",
        "KPAROLE_DEBIT": "30",
        "KPAROLE_JOURNAL": "1",
    }
    assert read_settings(environ, home=tmp_path, demo=True, network=True) == Settings(
        home=tmp_path.resolve(),
        database_url="postgresql://x/y",
        queue_url="redis://z",
        max_upload=7 * 1024 * 1024,
        secret_key=KEY,
        address="https://kparole.example.org",
        proxy="127.0.0.1",
        idle_minutes=100,
        session_hours=72,
        rate=30,
        journal_months=1,
        demo=True,
        network=True,
    )


def test_an_empty_value_is_the_default(tmp_path: Path) -> None:
    empty = {setting.name: "" for setting in SETTINGS}
    assert read_settings(empty, home=tmp_path) == read_settings({}, home=tmp_path)


def test_secrets_stay_out_of_the_repr(tmp_path: Path) -> None:
    environ = {"KPAROLE_CLE": KEY, "KPAROLE_BASE": "postgresql://u:motdepasse@x/y", "KPAROLE_FILE": "redis://:secret@z"}
    shown = repr(read_settings(environ, home=tmp_path))
    assert not any(secret in shown for secret in (KEY, "motdepasse", "secret@"))


# What does not suit.


@pytest.mark.parametrize("value", ["beaucoup", "1,5", "1e3", "0", "-4", " ", "1_000", "１００", "99999999999"])
def test_a_size_that_is_no_whole_number_from_1_on_is_refused_in_french(tmp_path: Path, value: str) -> None:
    said = complaint({"KPAROLE_MAX_ENVOI": value}, tmp_path)
    assert said.startswith("KPAROLE_MAX_ENVOI doit être un nombre entier de mégaoctets")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KPAROLE_BASE", "ma base"),
        ("KPAROLE_BASE", "bidule://x"),
        ("KPAROLE_BASE", "postgresql://x:port/y"),
        ("KPAROLE_BASE", "postgresql://[x/y"),
        ("KPAROLE_FILE", "oui"),
        ("KPAROLE_FILE", "http://x"),
        ("KPAROLE_ADRESSE", "kparole.example.org"),
        ("KPAROLE_ADRESSE", "http://kparole.example.org"),
        ("KPAROLE_ADRESSE", "https://kparole.example.org/kparole"),
        ("KPAROLE_ADRESSE", "https://kparole.example.org/?a"),
        ("KPAROLE_ADRESSE", "https://moi@kparole.example.org"),
        ("KPAROLE_ADRESSE", "https://kparole.example.org:cent"),
        ("KPAROLE_ADRESSE", "https://"),
        ("KPAROLE_ADRESSE", "https://deux mots"),
        ("KPAROLE_MANDATAIRE", "localhost"),
        ("KPAROLE_MANDATAIRE", "127.0.0.0/8"),
        ("KPAROLE_MANDATAIRE", "127.0.0.1, 127.0.0.2"),
        ("KPAROLE_INACTIVITE", "99"),
        ("KPAROLE_SESSION", "2"),
        ("KPAROLE_SESSION", "73"),
        ("KPAROLE_DEBIT", "29"),
        ("KPAROLE_JOURNAL", "0"),
    ],
)
def test_a_value_that_does_not_suit_is_refused_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    said = complaint({name: value}, tmp_path)
    assert said.startswith(f"{name} doit ")
    assert said.endswith((".", ")"))


@pytest.mark.parametrize("weak", ["courte", "a" * 31, "a" * 64, "1234" * 8])
def test_a_key_that_could_be_guessed_is_refused_without_being_shown(tmp_path: Path, weak: str) -> None:
    said = complaint({"KPAROLE_CLE": weak}, tmp_path)
    assert "secrets.token_hex(32)" in said
    assert weak not in said


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://KParole.example.org/", "https://kparole.example.org"),
        ("https://kparole.example.org:443", "https://kparole.example.org"),
        ("https://kparole.example.org:8443/", "https://kparole.example.org:8443"),
        ("https://192.168.1.4", "https://192.168.1.4"),
        ("https://[fd00::1]:8443", "https://[fd00::1]:8443"),
    ],
)
def test_an_address_is_kept_in_one_spelling(tmp_path: Path, written: str, kept: str) -> None:
    assert read_settings({"KPAROLE_ADRESSE": written}, home=tmp_path).address == kept


@pytest.mark.parametrize(
    ("name", "meant"),
    [("KPAROLE_MAX_ENVOIS", "KPAROLE_MAX_ENVOI"), ("KPAROLE_CLEF", "KPAROLE_CLE"), ("KPAROLE_HOM", "KPAROLE_HOME")],
)
def test_an_unknown_variable_is_refused_with_the_name_it_resembles(tmp_path: Path, name: str, meant: str) -> None:
    assert complaint({name: "1"}, tmp_path).endswith(f"n'est pas un réglage : vouliez-vous dire « {meant} » ?")


def test_variables_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    assert read_settings({"PATH": "x", "KPAROLES": "y", "MY_KPAROLE_X": "z"}, home=tmp_path).rate == 300


def test_the_file_itself_may_not_be_of_somebody_unknown(tmp_path: Path) -> None:
    assert "que cette machine ne connaît pas" in complaint({"KPAROLE_REGLAGES": "~inconnu/r.toml"}, tmp_path)


def test_a_home_that_cannot_be_made_says_which_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(SettingError, match="KPAROLE_HOME") as caught:
        read_settings({}, home=tmp_path / "fichier" / "dedans")
    assert "fichier" in str(caught.value)


# A server.


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("KPAROLE_CLE", "secrets.token_hex(32)"),
        ("KPAROLE_ADRESSE", "https://kparole.exemple.fr"),
        ("KPAROLE_MANDATAIRE", 'mandataire = "127.0.0.1"'),
    ],
)
def test_a_server_asks_for_what_it_cannot_do_without(tmp_path: Path, missing: str, said: str) -> None:
    environ = {name: value for name, value in SERVER.items() if name != missing}
    assert said in complaint(environ, tmp_path, network=True)
    assert read_settings(environ, home=tmp_path).network is False


def test_a_server_without_anything_says_both_things(tmp_path: Path) -> None:
    said = complaint({}, tmp_path, network=True)
    assert "clé secrète" in said
    assert "http simple" in said


# A process started for these settings.


def test_a_child_reads_the_same_settings_and_none_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPAROLE_BASE", "postgresql://vraie/base")
    monkeypatch.setenv("KPAROLE_CLE", KEY)
    ours = read_settings({"KPAROLE_MAX_ENVOI": "7"}, home=tmp_path, demo=True)
    environ = child_environ(ours)
    theirs = read_settings(environ)
    assert (theirs.home, theirs.database_url, theirs.max_upload) == (ours.home, ours.database_url, ours.max_upload)
    assert KEY not in environ.values()
    assert environ["PATH"] == os.environ["PATH"]


def test_the_table_explains_every_setting() -> None:
    assert all(setting.name.startswith("KPAROLE_") and len(setting.help) > 20 for setting in SETTINGS)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.parse(setting.default) is not False for setting in SETTINGS)
