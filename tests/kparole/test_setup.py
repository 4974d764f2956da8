"""The first start: what is asked, what is kept of it, and the folder where the data go."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from interviews.service import leave_file, open_import
from kparole.config import Settings, read_settings
from kparole.db import db
from kparole.errors import UserError
from kparole.files import FOLDER, store, stored
from kparole.setup import MOST, lines_of
from network.names import is_hidden
from network.service import all_kpas, forget_network, the_network
from tests.conftest import opened

FIELD = 'name="home"'


@pytest.fixture
def fresh(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A KParole that nobody has answered yet, whose file of settings is in ``tmp_path``."""
    monkeypatch.delenv("KPAROLE_HOME", raising=False)
    monkeypatch.setenv("KPAROLE_REGLAGES", str(tmp_path / "reglages.toml"))
    (tmp_path / "reglages.toml").touch()
    with app.app_context():
        forget_network()
        db.session.commit()
    return app.test_client()


def answer(client: FlaskClient, **given: Any) -> TestResponse:
    return client.post("/bienvenue", data={"name": "Les KPA du Val", "kpas": "Ici\nLà", "deck": "kpa", **given})


def kept(app: Flask) -> tuple[str, list[str]] | None:
    """The name of the network and its KPAs; None when nothing was answered."""
    with app.app_context():
        known = the_network()
        return (known.name, [kpa.name for kpa in all_kpas()]) if known else None


# The folder.


def test_the_copy_holds_the_answers_the_key_and_the_files(
    fresh: FlaskClient, settings: Settings, tmp_path: Path
) -> None:
    name = store(settings.home, b"un enregistrement")
    chosen = tmp_path / "clef usb" / "KParole"
    assert "Relancez KParole" in answer(fresh, home=str(chosen)).text
    moved = read_settings()
    assert moved.home == chosen
    assert stored(chosen, name) == b"un enregistrement"
    assert (chosen / "cle-secrete").read_bytes() == (settings.home / "cle-secrete").read_bytes()
    assert not [path for path in chosen.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]
    with opened(moved) as app:
        assert kept(app) == ("Les KPA du Val", ["Ici", "Là"])
    assert "Relancez KParole" in fresh.get("/entretiens/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("donnees", "chemin entier"),
        ("{tmp}/a\0b", "signe invisible"),
        ("{tmp}/a\nb", "signe invisible"),
        ("{tmp}/plein", "pas vide"),
        ("{tmp}/fichier", "pas un dossier"),
        ("{tmp}/fichier/dedans", "ne peut pas servir"),
        ("/dev/null", "pas un dossier"),
        ("/proc/kparole", "ne peut pas servir"),
        ("{tmp}/maison/fichiers", "dossier actuel"),
        ("{tmp}/" + "a" * 300, "ne peut pas servir"),
        ("~personne-ici/k", "ne désigne personne"),
        ("{tmp}/tourne/k", "ne peut pas servir"),
    ],
)
def test_a_folder_that_will_not_do_is_said_beside_its_field_and_nothing_is_kept(
    fresh: FlaskClient, app: Flask, tmp_path: Path, typed: str, said: str
) -> None:
    (tmp_path / "plein" / "x").mkdir(parents=True)
    (tmp_path / "fichier").touch()
    (tmp_path / "tourne").symlink_to(tmp_path / "tourne")
    page = answer(fresh, home=typed.format(tmp=tmp_path))
    assert page.status_code == 422
    assert FIELD in page.text
    assert said in page.text
    assert kept(app) is None
    assert answer(fresh, home="").status_code == 302


def test_a_copy_that_fails_leaves_the_question_and_the_folder_as_they_were(
    fresh: FlaskClient, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    store(app.config["KPAROLE"].home, b"un enregistrement")
    chosen = tmp_path / "ailleurs"
    with monkeypatch.context() as patch:
        patch.setattr("kparole.moving.write_setting", no_room)
        page = answer(fresh, home=str(chosen))
    assert page.status_code == 422
    assert FIELD in page.text
    assert "ne peut pas servir" in page.text
    assert list(chosen.iterdir()) == []
    assert kept(app) is None
    assert "Relancez KParole" in answer(fresh, home=str(chosen)).text


def test_a_file_of_settings_that_cannot_be_written_is_said_in_its_own_words(
    fresh: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise UserError("Le fichier de réglages ne veut pas.")

    monkeypatch.setattr("kparole.moving.write_setting", refused)
    page = answer(fresh, home=str(tmp_path / "ailleurs"))
    assert (page.status_code, FIELD in page.text) == (422, True)
    assert "Le fichier de réglages ne veut pas." in page.text


def test_once_something_was_brought_in_the_data_stay_where_they_are(
    fresh: FlaskClient, app: Flask, settings: Settings, tmp_path: Path
) -> None:
    assert FIELD in fresh.get("/bienvenue").text
    with app.app_context():
        leave_file(open_import(consent=None, kpa_id=None), name="a.docx", content=b"x")
        db.session.commit()
    assert FIELD not in fresh.get("/bienvenue").text
    assert answer(fresh, home=str(tmp_path / "ailleurs")).status_code == 302
    assert not (tmp_path / "ailleurs").exists()
    assert (settings.home / FOLDER).is_dir()


def test_a_base_that_a_setting_puts_elsewhere_does_not_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KPAROLE_HOME", raising=False)
    with opened(read_settings({"KPAROLE_BASE": f"sqlite:///{tmp_path}/ici.sqlite3"}, home=tmp_path / "maison")) as app:
        with app.app_context():
            forget_network()
            db.session.commit()
        assert FIELD not in app.test_client().get("/bienvenue").text


# The names.


@pytest.mark.parametrize(
    "name", ["", "   ", "\u00a0\u202f", "\u200b\u2060\ufeff", "\u202e", "\u3164", "\0\x07", "\u0301"]
)
def test_a_network_whose_name_nobody_sees_is_asked_again(fresh: FlaskClient, app: Flask, name: str) -> None:
    page = answer(fresh, name=name)
    assert page.status_code == 422
    assert "Remplissez cette case." in page.text
    assert kept(app) is None


def test_what_is_not_seen_is_taken_out_of_names_and_that_is_said(fresh: FlaskClient, app: Flask) -> None:
    page = answer(
        fresh, name="\u00a0Le\u202e Val\0 ", kpas="\u200bIci\u00a0\r\n\u202f\r\n\r\nIci\nL\u00e0\tbas"
    ).headers
    assert page["Location"] == "/"
    assert kept(app) == ("Le Val", ["Ici", "Là bas"])
    assert "signes invisibles" in fresh.get("/").text


def test_plain_names_are_kept_without_a_word(fresh: FlaskClient, app: Flask) -> None:
    answer(fresh, kpas="L’Atelier 🌱\r\nLes Mains d'ici\r\n")
    assert kept(app) == ("Les KPA du Val", ["Les Mains d'ici", "L’Atelier 🌱"])
    assert "signes invisibles" not in fresh.get("/").text


def test_a_line_too_long_is_said_by_its_beginning(fresh: FlaskClient, app: Flask) -> None:
    page = answer(fresh, kpas="Ici\nUne association " + "x" * MOST)
    assert page.status_code == 422
    assert "au plus 120 caractères par KPA." in page.text
    assert "Une association" in page.text
    assert kept(app) is None
    assert answer(fresh, kpas="x" * MOST).status_code == 302


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_line_is_empty_doubled_or_holds_a_control(typed: str) -> None:
    lines = lines_of(typed)
    assert len(lines) == len(set(lines))
    assert all(line == line.strip() and not any(map(is_hidden, line)) for line in lines)
    assert lines_of("\n".join(lines)) == lines
