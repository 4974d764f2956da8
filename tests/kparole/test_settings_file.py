"""The file of settings: read with the line of what is wrong, written one setting at a time."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kparole.config import read_settings, write_setting
from kparole.errors import SettingError
from kparole.settings_sources import find_settings

OWN_RIGHTS = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")


def file_of(tmp_path: Path, text: str | bytes) -> dict[str, str]:
    """An environment that names a file of settings with this text."""
    path = tmp_path / "reglages.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return {"KPAROLE_REGLAGES": str(path)}


def complaint(environ: dict[str, str], tmp_path: Path) -> str:
    with pytest.raises(SettingError) as caught:
        read_settings(environ, home=tmp_path / "maison")
    assert not (tmp_path / "maison").exists()  # nothing is made for settings that are refused
    return str(caught.value)


# The file.


def test_the_file_gives_settings_and_the_environment_wins(tmp_path: Path) -> None:
    environ = file_of(tmp_path, '# pour le réseau\nmax_envoi = 50\nsession = "24"  # un jour\n')
    settings = read_settings(environ | {"KPAROLE_SESSION": "8"}, home=tmp_path)
    assert (settings.max_upload, settings.session_hours) == (50 * 1024 * 1024, 8)


def test_where_each_setting_comes_from_is_known(tmp_path: Path) -> None:
    environ = file_of(tmp_path, f'\nmax_envoi = 50\n\nhome = """\n{tmp_path}"""\nrien = 1\n') | {"KPAROLE_SESSION": "8"}
    found, complaints = find_settings(environ)
    origins = {name: (one.origin, one.line) for name, one in found.items()}
    assert origins["KPAROLE_MAX_ENVOI"] == ("fichier", 2)
    assert origins["KPAROLE_HOME"] == ("fichier", 4)
    assert origins["KPAROLE_SESSION"] == ("environnement", None)
    assert origins["KPAROLE_DEBIT"] == ("défaut", None)
    assert origins["KPAROLE_REGLAGES"] == ("environnement", None)
    assert [one.split(")")[0].split()[-1] for one in complaints] == ["6"]


def test_the_users_own_file_is_read_when_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kparole.settings_sources.user_config_path", lambda *_: tmp_path)
    monkeypatch.delenv("KPAROLE_REGLAGES", raising=False)
    assert read_settings(home=tmp_path).rate == 300
    (tmp_path / "reglages.toml").write_text("debit = 60")
    assert read_settings(home=tmp_path).rate == 60
    assert read_settings({}, home=tmp_path).rate == 300  # a demonstration does not follow the settings of the machine


@pytest.mark.skipif(os.name == "nt", reason="these devices are not there")
def test_a_file_that_never_ends_is_refused_after_its_first_bytes(tmp_path: Path) -> None:
    assert "trop long" in complaint({"KPAROLE_REGLAGES": "/dev/zero"}, tmp_path)


def test_the_empty_device_says_nothing(tmp_path: Path) -> None:
    assert read_settings({"KPAROLE_REGLAGES": os.devnull}, home=tmp_path).rate == 300


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("max_envoi = 50\nmax_envois = 3", "ligne 2) n'est pas un réglage : vouliez-vous dire « max_envoi » ?"),
        ("KPAROLE_MAX_ENVOI = 3", "ligne 1) n'est pas un réglage : vouliez-vous dire « max_envoi » ?"),
        ("zzz = 3", "ligne 1) n'est pas un réglage."),
        ("\n\n[reseau]\nmax_envoi = 3", "ligne 3) n'est pas un réglage : il n'y a pas de parties entre crochets."),
        ("max_envoi.x = 3", "ligne 1) doit être un nombre, ou un texte entre guillemets."),
        ("max_envoi = true", "ligne 1) doit être un nombre, ou un texte entre guillemets."),
        ("max_envoi = 1.5", "ligne 1) doit être un nombre, ou un texte entre guillemets."),
        ("max_envoi = 0", "ligne 1) doit être un nombre entier de mégaoctets"),
        ('reglages = "/x"', "ligne 1) dit quel fichier lire : il ne s'écrit que dans l'environnement"),
        ('home = "donnees"', "ligne 1) doit être un chemin entier"),
        ('home = "a\\u0000b"', "ligne 1) doit être un nom de dossier"),
        ("\nmax_envoi = \n", ", ligne 2 : ce réglage n'est pas écrit comme il faut."),
        ("max_envoi = 1\nmax_envoi = 2\n", ", ligne 2 : ce réglage est écrit deux fois."),
        ('home = "/srv', ", ligne 1 : ce réglage n'est pas écrit comme il faut."),
        ("max_envoi 3", ", ligne 1 : ce réglage n'est pas écrit comme il faut."),
        ("home = C:\\kparole", ", ligne 1 : ce réglage n'est pas écrit comme il faut."),
        (b"max_envoi = 1\n# \xe9t\xe9\n", ", ligne 2 : une lettre n'est pas lisible. Enregistrez le fichier en UTF-8."),
        ("#" * 40_000, "est trop long pour un fichier de réglages"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert said in complaint(file_of(tmp_path, text), tmp_path)


def test_a_file_that_is_named_and_not_there_is_said(tmp_path: Path) -> None:
    environ = {"KPAROLE_REGLAGES": str(tmp_path / "absent.toml")}
    assert "absent.toml » n'existe pas" in complaint(environ, tmp_path)
    assert "ne peut pas être lu" in complaint({"KPAROLE_REGLAGES": str(tmp_path)}, tmp_path)


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    environ = file_of(tmp_path, b"\xef\xbb\xbf# bonjour\r\nmax_envoi = 7\r\nsession = 20\r\n")
    assert read_settings(environ, home=tmp_path).session_hours == 20


@given(text=st.text(alphabet="a=\"'[]{}#\\\n\r\t.,0 home_bscé", max_size=60))
def test_any_text_is_read_or_complained_of_in_french(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    environ = file_of(tmp_path_factory.mktemp("f"), text.encode("utf-8", "surrogatepass"))
    _found, complaints = find_settings(environ)
    assert all(one.startswith("« ") and one.endswith((".", "?", '"')) for one in complaints), complaints


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    environ = file_of(tmp_path, 'max_envoi = "x"\nsession = 1\n') | {"KPAROLE_DEBIT": "1", "KPAROLE_ZUT": "1"}
    lines = complaint(environ, tmp_path).splitlines()
    assert lines[0] == "Les réglages ne conviennent pas :"
    assert len(lines) == 5
    assert all(line.startswith("- ") for line in lines[1:])


@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_folder_of_somebody_unknown_is_said(tmp_path: Path, place: str) -> None:
    environ = (
        {"KPAROLE_HOME": "~inconnu/kparole"}
        if place == "environment"
        else file_of(tmp_path, 'home = "~inconnu/kparole"')
    )
    assert "que cette machine ne connaît pas" in complaint(environ, tmp_path)


# Writing one.


def test_a_setting_written_is_read_and_the_rest_is_kept(tmp_path: Path) -> None:
    environ = file_of(tmp_path, "# à nous\nmax_envoi = 50  # les photos\n\nsession = 24\n\n\n")
    write_setting("KPAROLE_HOME", str(tmp_path / 'l\'"autre"'), environ=environ)
    write_setting("KPAROLE_MAX_ENVOI", 60, environ=environ)
    settings = read_settings(environ)
    assert (settings.home, settings.max_upload) == (tmp_path / 'l\'"autre"', 60 * 1024 * 1024)
    text = (tmp_path / "reglages.toml").read_text()
    assert text.startswith("# à nous\nmax_envoi = 60  # les photos\n\nsession = 24\n")
    assert text.count("\n") == 5


def test_a_value_on_several_lines_is_replaced_whole(tmp_path: Path) -> None:
    environ = file_of(tmp_path, 'home = """\n/srv/x\n"""\nmax_envoi = 3')
    write_setting("KPAROLE_HOME", "/srv/y", environ=environ)
    assert (tmp_path / "reglages.toml").read_text() == 'home = "/srv/y"\nmax_envoi = 3\n'


@OWN_RIGHTS
def test_the_first_setting_makes_the_file_for_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kparole.settings_sources.user_config_path", lambda *_: tmp_path / "config")
    monkeypatch.delenv("KPAROLE_HOME", raising=False)
    monkeypatch.delenv("KPAROLE_REGLAGES", raising=False)
    path = write_setting("KPAROLE_HOME", str(tmp_path / "maison"))
    assert path == tmp_path / "config" / "reglages.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["reglages.toml"]
    assert read_settings().home == (tmp_path / "maison").resolve()


@pytest.mark.parametrize(
    ("text", "extra", "value", "said"),
    [
        ("debit = 60", {}, "beaucoup", "KPAROLE_DEBIT doit être un nombre entier"),
        ("debit = 60", {"KPAROLE_DEBIT": "90"}, "70", "déjà fixé dans l'environnement"),
        ("debit = ", {}, "70", "ligne 1"),
        ("[section]\nx = 1", {}, "70", "parties entre crochets"),
    ],
)
def test_what_cannot_be_written_leaves_the_file_as_it_was(
    tmp_path: Path, text: str, extra: dict[str, str], value: str, said: str
) -> None:
    with pytest.raises(SettingError, match=said):
        write_setting("KPAROLE_DEBIT", value, environ=file_of(tmp_path, text) | extra)
    assert (tmp_path / "reglages.toml").read_text() == text


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = file_of(tmp_path, "debit = 60")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kparole.settings_file.os.fsync", full)
    with pytest.raises(SettingError, match="Vérifiez la place"):
        write_setting("KPAROLE_DEBIT", 70, environ=environ)
    assert [path.name for path in tmp_path.iterdir()] == ["reglages.toml"]
    assert (tmp_path / "reglages.toml").read_text() == "debit = 60"
