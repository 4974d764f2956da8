"""How the data are opened, on SQLite and on PostgreSQL, and what a person reads when they cannot be."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select, text
from sqlalchemy.dialects import postgresql, sqlite

from interviews.models import WordImport
from interviews.service import compte_rendu_by_code, open_import
from kparole.config import Settings, read_settings
from kparole.db import NO_DRIVER, by_letter, db, engine_options
from kparole.errors import SettingError, UserError
from kparole.migrate import migrate, revision_of
from kparole.store import known_names_if_any, open_app, open_store
from kparole.troubles import AWAY, BROKEN
from network.models import Kpa
from network.service import add_kpa, all_kpas, find_kpa
from tests.databases import Postgres


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def test_sqlite_is_opened_as_safe_as_it_can_be(app: Flask) -> None:
    with app.app_context():
        kept = {
            name: db.session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        patience = db.session.scalar(text("PRAGMA busy_timeout"))
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert patience >= 15_000


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("postgresql://moi:secret@serveur:5433/kparole", "postgresql+psycopg://moi:secret@serveur:5433/kparole"),
        (
            "postgresql+psycopg2://serveur/kparole?sslmode=require",
            "postgresql+psycopg://serveur/kparole?sslmode=require",
        ),
        ("sqlite:////srv/kparole.sqlite3", "sqlite:////srv/kparole.sqlite3"),
    ],
)
def test_postgresql_is_opened_by_the_driver_we_know(address: str, opened: str) -> None:
    assert engine_options(address)["url"].render_as_string(hide_password=False) == opened


@pytest.mark.parametrize("address", ["sqlite://", "postgresql://serveur/kparole"])
def test_an_error_of_the_base_never_carries_words(address: str) -> None:
    assert engine_options(address)["hide_parameters"]


def test_without_its_driver_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SettingError, match=r"pip install 'kparole\[postgresql\]'") as found:
        engine_options("postgresql://serveur/kparole")
    assert str(found.value) == NO_DRIVER


def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError) as found:
        open_app(read_settings({"KPAROLE_BASE": "postgresql://127.0.0.1:1/kparole"}, home=tmp_path))
    assert str(found.value) == str(AWAY)


def test_a_database_that_is_not_on_the_server_is_said(tmp_path: Path, postgres: Postgres) -> None:
    address = postgres.address.replace("/postgres?", "/rien?")
    with pytest.raises(UserError) as found:
        open_app(read_settings({"KPAROLE_BASE": address}, home=tmp_path))
    assert str(found.value) == str(AWAY)


def test_a_file_that_is_no_base_is_said(tmp_path: Path) -> None:
    (tmp_path / "kparole.sqlite3").write_bytes(b"ceci n'est pas une base" * 1000)
    with pytest.raises(UserError) as found, open_store(tmp_path):
        pass
    assert str(found.value) == str(BROKEN)


def test_a_reading_that_writes_nothing_makes_no_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path))
    assert known_names_if_any() == ((), ())
    assert not (tmp_path / "kparole.sqlite3").exists()


def test_a_reading_that_writes_nothing_updates_no_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path))
    with open_store(tmp_path):
        add_kpa("La Passerelle", town="Montréval")
        db.session.commit()
    assert known_names_if_any() == (("La Passerelle",), ("Montréval",))
    (tmp_path / "kparole.sqlite3").unlink()
    engine = create_engine(**engine_options(read_settings({}, home=tmp_path).database_url))
    migrate(engine, to="0001")
    assert known_names_if_any() == ((), ())
    assert revision_of(engine) == "0001"
    engine.dispose()


@pytest.mark.both_databases
@pytest.mark.usefixtures("context")
def test_an_order_is_that_of_the_letters_not_of_a_language() -> None:
    for number, name in enumerate(("b", "Z", "a", "É", "A", "e")):
        add_kpa(name, code=f"K{number}")
    assert [kpa.name for kpa in all_kpas()] == sorted(("b", "Z", "a", "É", "A", "e"))


def test_postgresql_is_told_so_whatever_the_language_it_was_set_up_in() -> None:
    wanted = select(Kpa.code).order_by(by_letter(Kpa.name))
    assert 'ORDER BY (kpa.name) COLLATE "C"' in str(wanted.compile(dialect=postgresql.dialect()))
    assert str(wanted.compile(dialect=sqlite.dialect())).endswith("ORDER BY kpa.name")


@pytest.mark.both_databases
@pytest.mark.usefixtures("context")
def test_a_sign_that_no_text_can_hold_is_searched_and_kept_without_harm() -> None:
    assert compte_rendu_by_code("PAS\0") is None
    kpa = add_kpa("Avant\0après", code="AVA")
    db.session.commit()
    db.session.expire(kpa)
    assert kpa.name in {"Avant\0après", "Avant\ufffdaprès"}
    assert find_kpa("Avant\0après") is not None


@pytest.mark.both_databases
@pytest.mark.usefixtures("context")
def test_what_was_declared_is_read_back_as_it_was() -> None:
    declared = {"uses": ["recit"], "who": "Zoé « l'autre » 💬", "when": "", "rien": None, "noted": "2026-03-01"}
    uid = open_import(consent=declared, kpa_id=None).uid
    db.session.commit()
    db.session.expire_all()
    found = db.session.scalars(select(WordImport).where(WordImport.uid == uid)).one()
    assert found.consent == declared
    assert found.created_at.tzinfo is None


@pytest.mark.both_databases
@pytest.mark.parametrize("address", ["/entretiens/%00", "/entretiens/A%00B", "/travaux/%00", "/entretiens/imports/%00"])
def test_an_address_that_no_base_can_hold_is_a_404(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.both_databases
def test_pages_do_not_wait_for_a_writer(app: Flask, settings: Settings) -> None:
    with app.app_context():
        add_kpa("Ici", code="ICI")
        db.session.flush()
        assert app.test_client().get("/entretiens/").status_code == 200
        db.session.rollback()
