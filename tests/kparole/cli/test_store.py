"""migrer, sauvegarder, restaurer, as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine

from kparole.cli import commands
from kparole.config import read_settings
from kparole.db import db, engine_options
from kparole.errors import UserError
from kparole.journal import entries
from kparole.lock import only_server
from kparole.migrate import Standing, standing
from kparole.store import open_store
from network.service import add_kpa, count_kpas
from tests.databases import Postgres
from tests.kparole.test_migrate import behind


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KPAROLE_HOME", str(tmp_path / "maison"))
    for name in ("KPAROLE_BASE", "KPAROLE_FILE", "KPAROLE_REGLAGES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "maison"


def typed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def make_old() -> None:
    engine = create_engine(**engine_options(read_settings().database_url))
    behind(engine)
    engine.dispose()


def is_current() -> bool:
    engine = create_engine(**engine_options(read_settings().database_url))
    try:
        return standing(engine) is Standing.CURRENT
    finally:
        engine.dispose()


def test_an_old_base_is_saved_then_brought_up_to_date(home: Path) -> None:
    make_old()
    said = typed("migrer").output
    (copy,) = (home / "sauvegardes").iterdir()
    assert str(copy) in said
    assert said.splitlines()[-1] == "La base est à jour."
    assert is_current()
    assert typed("migrer").output == "La base est déjà à jour.\n"


def test_a_base_in_use_is_not_brought_up_to_date(home: Path) -> None:
    make_old()
    with only_server(home):
        assert "déjà ouvert" in str(typed("migrer").exception)
    assert not is_current()


def test_postgresql_is_brought_up_to_date_once_somebody_says_it_was_saved(
    home: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres.create()
    monkeypatch.setenv("KPAROLE_BASE", address)
    make_old()
    refused = typed("migrer").exception
    assert isinstance(refused, UserError)
    assert "pg_dump" in str(refused)
    assert "kparole migrer --oui" in str(refused)
    assert not is_current()
    assert typed("migrer", "--oui").output == "La base est à jour.\n"
    assert is_current()
    postgres.drop(address)


def test_one_s_own_postgresql_that_is_behind_is_not_updated_in_passing(
    home: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres.create()
    monkeypatch.setenv("KPAROLE_BASE", address)
    make_old()
    with pytest.raises(UserError, match="kparole migrer"), open_store():
        pass
    assert not is_current()
    postgres.drop(address)


def test_what_was_saved_can_be_restored_and_the_journal_says_both(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "kparole.zip"
    with open_store():
        add_kpa("La Passerelle")
        db.session.commit()
    said = typed("sauvegarder", target)
    assert said.output == f"Sauvegarde écrite : {target} (la base et 0 fichier(s))\n"
    with open_store():
        add_kpa("Les Tilleuls")
        db.session.commit()
    said = typed("restaurer", target)
    assert "remise en place" in said.output
    assert str(next(home.glob("avant-restauration-*"))) in said.output
    with open_store():
        assert count_kpas() == 1
        assert next(entry.action for entry in entries()) == "restaurer"


def test_data_in_use_are_not_restored(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "kparole.zip"
    assert typed("sauvegarder", target).exit_code == 0
    with only_server(home):
        assert "déjà ouvert" in str(typed("restaurer", target).exception)


@pytest.mark.parametrize("name", ["rien/kparole.zip", "."])
def test_a_backup_that_cannot_go_there_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    assert isinstance(typed("sauvegarder", tmp_path / name).exception, UserError)
