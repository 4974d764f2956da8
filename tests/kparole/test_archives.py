"""A backup in one file: whole, checked, and put back without losing what was there."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, select

from interviews.models import ImportedFile
from interviews.service import leave_file, open_import
from kparole import archives
from kparole.archives import BASE, FORMAT, MANIFEST, finish_restoring, restore_all, save_all
from kparole.config import Settings, read_settings
from kparole.db import db, engine_options
from kparole.errors import UserError
from kparole.files import stored
from kparole.migrate import Standing, standing
from network.service import count_kpas
from tests.conftest import opened
from tests.kparole.test_migrate import ROWS, behind

CONTENTS = [b"le premier fichier", b"le second" * 10_000]


def bring(settings: Settings, *contents: bytes) -> None:
    """Import these contents, and let go of the base as a server that stops."""
    with opened(settings) as app, app.app_context():
        word_import = open_import(consent=None, kpa_id=None)
        for content in contents:
            leave_file(word_import, name="a.docx", content=content)
        db.session.commit()


def brought(settings: Settings) -> list[bytes]:
    """What is imported, read through the base."""
    with opened(settings) as app, app.app_context():
        names = list(db.session.scalars(select(ImportedFile.stored).order_by(ImportedFile.id)))
        return [stored(settings.home, name or "") for name in names]


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    """A backup of two files; a third came since, and the first is gone."""
    bring(settings, *CONTENTS)
    target = tmp_path / "kparole.zip"
    assert save_all(settings, target) == 2
    bring(settings, b"venu depuis")
    return target


def test_what_was_saved_comes_back_and_what_came_since_is_kept_aside(settings: Settings, archive: Path) -> None:
    aside = restore_all(settings, archive)
    assert brought(settings) == CONTENTS
    with closing(sqlite3.connect(aside / "kparole.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM imported_file").fetchone() == (3,)
    assert len(list((aside / "fichiers").iterdir())) == 3
    assert not (settings.home / archives.PREPARED).exists()


def test_a_backup_restored_on_an_empty_machine_is_all_there(archive: Path, settings: Settings) -> None:
    shutil.rmtree(settings.home)
    settings.home.mkdir()
    restore_all(settings, archive)
    assert brought(settings) == CONTENTS


def test_a_backup_is_for_its_keeper_only_and_holds_no_key(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        about = json.loads(packed.read(MANIFEST))
    assert {name.partition("/")[0] for name in names} == {BASE, MANIFEST, "fichiers"}
    assert set(about["sha256"]) == set(names) - {MANIFEST}


def test_what_is_running_can_be_saved(app: Flask, settings: Settings, tmp_path: Path) -> None:
    with app.app_context():
        leave_file(open_import(consent=None, kpa_id=None), name="a.docx", content=b"x")
        db.session.flush()  # a page is writing
        save_all(settings, tmp_path / "kparole.zip")
        db.session.rollback()


def test_a_file_that_is_there_is_not_written_over(settings: Settings, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(UserError, match="existe déjà"):
        save_all(settings, archive)
    assert archive.read_bytes() == before


def test_sessions_do_not_come_back_with_a_backup(settings: Settings, tmp_path: Path) -> None:
    bring(settings)
    with closing(sqlite3.connect(settings.home / "kparole.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO session (key_hash, owner, data, created_at, seen_at, agent) "
            "VALUES ('x', 'compte:1', '{}', '2026-03-01 00:00:00', '2026-03-01 00:00:00', '')"
        )
    save_all(settings, tmp_path / "kparole.zip")
    restore_all(settings, tmp_path / "kparole.zip")
    with closing(sqlite3.connect(settings.home / "kparole.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (0,)


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the members of a backup."""
    with zipfile.ZipFile(archive) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)


def about(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps({**json.loads(members[MANIFEST]), **values}).encode()

    return change


def alter(members: dict[str, bytes]) -> None:
    members[next(name for name in members if name.startswith("fichiers/"))] = b"autre chose"


def forget(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("fichiers/"))]


def escape(members: dict[str, bytes]) -> None:
    members["../../dehors"] = b""
    about(sha256={**json.loads(members[MANIFEST])["sha256"], "../../dehors": "0"})(members)


def spoil_base(members: dict[str, bytes]) -> None:
    members[BASE] = b"ceci n'est pas une base"
    digest = hashlib.sha256(members[BASE]).hexdigest()  # whoever made this file made its list too
    about(sha256={**json.loads(members[MANIFEST])["sha256"], BASE: digest})(members)


def lose(statement: str) -> Callable[[dict[str, bytes]], None]:
    """Take something out of the base, whose version stays."""

    def change(members: dict[str, bytes]) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(members[BASE])
            connection.execute(statement)
            connection.commit()
            members[BASE] = connection.serialize()
        digest = hashlib.sha256(members[BASE]).hexdigest()
        about(sha256={**json.loads(members[MANIFEST])["sha256"], BASE: digest})(members)

    return change


SPOILT: dict[str, Callable[[dict[str, bytes]], None]] = {
    "a file that was changed": alter,
    "a file that is missing": forget,
    "a file too many": lambda members: members.update({"fichiers/deplus": b""}),
    "a name that goes elsewhere": escape,
    "a base that is none": spoil_base,
    "a base without one of its tables": lose("DROP TABLE note"),
    "a base without one of its columns": lose("ALTER TABLE compte_rendu DROP COLUMN since"),
    "no list": lambda members: members.update({MANIFEST: b"[]"}),
    "a list that is no list": lambda members: members.update({MANIFEST: b"\xff"}),
    "no base": lambda members: members.clear(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_backup_that_is_not_whole_changes_nothing(
    settings: Settings, archive: Path, spoil: Callable[[dict[str, bytes]], None]
) -> None:
    rewritten(archive, spoil)
    with pytest.raises(UserError, match="pas entière"):
        restore_all(settings, archive)
    assert brought(settings) == [*CONTENTS, b"venu depuis"]
    assert not list(settings.home.glob("avant-*"))
    assert not (settings.home / archives.PREPARED).exists()


def cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-500])


@pytest.mark.parametrize("spoil", [cut, lambda archive: archive.write_bytes(b"un texte")], ids=["cut", "text"])
def test_a_file_that_is_no_backup_changes_nothing(
    settings: Settings, archive: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(archive)
    with pytest.raises(UserError, match="n'est pas une sauvegarde"):
        restore_all(settings, archive)
    assert brought(settings) == [*CONTENTS, b"venu depuis"]


def test_a_backup_of_a_newer_format_is_refused(settings: Settings, archive: Path) -> None:
    rewritten(archive, about(format=FORMAT + 1))
    with pytest.raises(UserError, match="plus récente"):
        restore_all(settings, archive)


def test_a_backup_of_newer_tables_is_refused(settings: Settings, tmp_path: Path) -> None:
    bring(settings)
    with closing(sqlite3.connect(settings.home / "kparole.sqlite3")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    save_all(settings, tmp_path / "kparole.zip")
    with pytest.raises(UserError, match="plus récente"):
        restore_all(settings, tmp_path / "kparole.zip")


@pytest.mark.parametrize("name", ["rien.zip", "."])
def test_a_backup_that_is_not_there_is_said(settings: Settings, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="n'existe pas"):
        restore_all(settings, tmp_path / name)


@pytest.mark.parametrize("moves", range(6))
def test_a_restoration_cut_anywhere_goes_on_at_the_next_opening(
    settings: Settings, archive: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []
    real = Path.replace

    def replace_until_cut(path: Path, target: Path) -> Path:
        if path.parent in {settings.home, settings.home / archives.PREPARED} and len(done) == moves:
            raise KeyboardInterrupt
        done.append(path)
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_until_cut)
        try:
            restore_all(settings, archive)
        except KeyboardInterrupt:
            assert len(done) == moves
    assert brought(settings) == CONTENTS
    assert len(list(settings.home.glob("avant-*/kparole.sqlite3"))) == 1
    assert len(list(settings.home.glob("avant-*/fichiers/*"))) == 3


def test_a_preparation_cut_short_is_no_restoration(settings: Settings, archive: Path) -> None:
    (settings.home / archives.PREPARED).mkdir()
    (settings.home / archives.PREPARED / BASE).write_bytes(b"")
    finish_restoring(settings)
    assert brought(settings) == [*CONTENTS, b"venu depuis"]


@pytest.mark.parametrize("address", ["postgresql://serveur/kparole", "sqlite:////ailleurs/kparole.sqlite3"])
def test_a_base_that_is_not_a_file_of_the_folder_says_how_to_save_it(
    settings: Settings, tmp_path: Path, address: str
) -> None:
    elsewhere = replace(settings, database_url=address)
    with pytest.raises(UserError, match="pg_dump"):
        save_all(elsewhere, tmp_path / "kparole.zip")
    with pytest.raises(UserError, match="pg_dump"):
        restore_all(elsewhere, tmp_path / "kparole.zip")


def test_a_disk_without_room_leaves_no_half_backup(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    bring(settings, *CONTENTS)
    monkeypatch.setattr(archives, "to_disk", no_room)
    with pytest.raises(UserError, match="la place"):
        save_all(settings, tmp_path / "kparole.zip")
    assert list(tmp_path.glob("*kparole*")) == []
    assert list(settings.home.glob(".sauvegarde*")) == []


def test_an_older_backup_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    settings = read_settings({}, home=tmp_path / "ancienne")
    engine = create_engine(**engine_options(settings.database_url))
    behind(engine)
    engine.dispose()
    save_all(settings, tmp_path / "kparole.zip")
    restore_all(settings, tmp_path / "kparole.zip")
    with opened(settings) as app, app.app_context():
        assert standing(db.engine) is Standing.CURRENT
        assert count_kpas() == ROWS
