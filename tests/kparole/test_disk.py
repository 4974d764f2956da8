"""A disk that is full, or that only reads: a French page says what to do, and nothing that was acknowledged is lost."""

from __future__ import annotations

import errno
import html
import io
import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from interviews.models import CompteRendu, ImportedFile
from interviews.tasks import WORKS
from kparole import jobs
from kparole.backups import is_sound
from kparole.config import read_settings
from kparole.db import db
from kparole.errors import UserError
from kparole.files import stored
from kparole.jobs import Job
from kparole.store import open_store
from kparole.troubles import AWAY, BROKEN, BUSY, DISK, FULL, READ_ONLY, Trouble, trouble_of
from network.service import add_kpa
from tests.conftest import opened
from tests.interviews.word_making import ENOUGH, typed
from tests.kparole.disks import DISKS, MAY_MOUNT, Quota, SmallDisk, read_only

TROUBLES = [FULL, READ_ONLY, BUSY, AWAY, DISK, BROKEN]
MANY = 200


@pytest.fixture(params=sorted(DISKS))
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk | Quota]:
    with DISKS[request.param](tmp_path) as disk:
        yield disk


@pytest.fixture
def live(disk: SmallDisk | Quota) -> Iterator[Flask]:
    """An application on that disk, answering as to a person."""
    with opened(read_settings({}, home=disk.folder / "maison")) as app:
        app.testing = False
        yield app


@cache
def word(number: int) -> bytes:
    return typed(*ENOUGH, f"Je suis venue {number} fois.")


def send(client: FlaskClient, number: int) -> Any:
    data = {"files": [(io.BytesIO(word(number)), "a.docx")], "click": str(number)}
    return client.post("/entretiens/importer", data=data, content_type="multipart/form-data")


def sound(home: Path) -> bool:
    with closing(sqlite3.connect(home / "kparole.sqlite3")) as connection:
        return is_sound(connection)


def told(answer: Any) -> str:
    """What a person reads, once it is sure that she is told in French and without detail."""
    page = html.unescape(answer.get_data(as_text=True)).replace("’", "'")
    page = re.sub(r"[\u00a0\u202f]", " ", page)
    assert not re.search(r"Traceback|OperationalError|disk is full|readonly|I/O", page)
    assert 'lang="fr"' in page
    return page


def kept(app: Flask) -> list[bytes]:
    """The files of every import that is in the base, in order."""
    with app.app_context():
        names = list(db.session.scalars(select(ImportedFile.stored).order_by(ImportedFile.id)))
        return [stored(app.config["KPAROLE"].home, name or "") for name in names]


def test_a_disk_that_is_full_is_told_and_keeps_all_it_acknowledged(live: Flask, disk: SmallDisk | Quota) -> None:
    client = live.test_client()
    assert send(client, 1).status_code == 302
    disk.fill()
    answer = send(client, 2)
    assert answer.status_code in {503, 507}
    assert any(trouble.title in told(answer) for trouble in (FULL, DISK))
    assert client.get("/entretiens/").status_code == 200
    disk.free()
    assert kept(live) == [word(1)]
    assert send(client, 2).status_code == 302
    assert kept(live) == [word(1), word(2)]
    assert sound(live.config["KPAROLE"].home)


@pytest.mark.skipif(not MAY_MOUNT, reason="needs a real small disk; the limit above is tried everywhere")
def test_a_disk_that_fills_up_loses_nothing_of_what_it_took(tmp_path: Path) -> None:
    with DISKS["small disk"](tmp_path) as disk, opened(read_settings({}, home=tmp_path / "maison")) as app:
        app.testing = False
        answers = iter((number, send(app.test_client(), number)) for number in range(MANY))
        number, refused = next((n, answer) for n, answer in answers if answer.status_code != 302)
        assert refused.status_code == 507
        assert "recommencez" in told(refused)
        disk.free()
        assert number > 5
        found = kept(app)
        assert found[:number] == [word(n) for n in range(number)]
        # The last one may be kept though it was not acknowledged (the journal had no room): sent again, it is already there.
        assert found[number:] in ([], [word(number)])
        assert sound(tmp_path / "maison")
        assert list((tmp_path / "maison").rglob("*.part")) == []


def test_a_job_on_a_full_disk_says_so_once_there_is_room(
    live: Flask, disk: SmallDisk | Quota, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(live.test_client(), 1)

    def work(job: Job, progress: jobs.Progress) -> str | None:
        disk.fill()
        return WORKS["import"](job, progress)

    monkeypatch.setattr(jobs.time, "sleep", lambda _seconds: disk.free())
    with live.app_context():
        job_id = db.session.scalars(select(Job.id)).one()
        db.session.rollback()
        jobs.run(job_id, {"import": work})
        job = db.session.get_one(Job, job_id)
        assert (job.state, job.message) == ("failed", str(FULL if isinstance(disk, SmallDisk) else DISK))
        db.session.rollback()
        again = jobs.ask("import", job.arguments, corpus="x").id
        db.session.rollback()
        jobs.run(again, WORKS)
        assert len(list(db.session.scalars(select(CompteRendu)))) == 1


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with data in it."""
    home = tmp_path / "maison"
    with opened(read_settings({}, home=home)) as app:
        assert send(app.test_client(), 1).status_code == 302
    return home


@pytest.mark.skipif(os.getuid() == 0 and not MAY_MOUNT, reason="nothing is read-only for root who may not mount")
def test_a_folder_that_only_reads_is_told_and_keeps_what_is_there(home: Path) -> None:
    with opened(read_settings({}, home=home)) as app:
        app.testing = False
        with app.app_context():
            db.engine.dispose()
        with read_only(home):
            answer = send(app.test_client(), 2)
            assert answer.status_code == 503
            assert any(trouble.title in told(answer) for trouble in (READ_ONLY, DISK))
            with pytest.raises(UserError, match="lecture seule"), open_store(home):
                pass
        assert send(app.test_client(), 2).status_code == 302
        assert kept(app) == [word(1), word(2)]


def test_a_base_that_only_reads_is_told_and_still_read(home: Path) -> None:
    """SQLite itself refuses: what happens on a disk that root may not write to either."""
    settings = replace(
        read_settings({}, home=home), database_url=f"sqlite:///file:{home}/kparole.sqlite3?mode=ro&uri=true"
    )
    with opened(settings) as app:
        app.testing = False
        client = app.test_client()
        assert client.get("/entretiens/").status_code == 200
        answer = send(client, 2)
    assert answer.status_code == READ_ONLY.status
    assert READ_ONLY.title in told(answer)


def test_a_command_on_a_base_that_only_reads_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write() -> None:
        with open_store(home):
            add_kpa("Jamais")
            db.session.commit()

    monkeypatch.setenv("KPAROLE_BASE", f"sqlite:///file:{home}/kparole.sqlite3?mode=ro&uri=true")
    with pytest.raises(UserError) as found:
        write()
    assert str(found.value) == str(READ_ONLY)


def failing(app: Flask, error: BaseException) -> FlaskClient:
    def fail() -> str:
        raise error

    app.view_functions["home.index"] = fail
    app.testing = False
    return app.test_client()


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: one.title)
def test_each_trouble_says_what_happened_and_what_to_do(trouble: Trouble) -> None:
    assert trouble.title.endswith(".")
    assert re.search(r"[Vv]érifiez|recommencez|reprenez", trouble.advice)
    assert trouble.status in {503, 507}


def of_sqlite(code: int) -> DBAPIError:
    driver = sqlite3.OperationalError("le canari")
    driver.sqlite_errorcode = code
    return OperationalError("INSERT …", {}, driver)


def of_postgresql(state: str | None) -> DBAPIError:
    driver = Exception("le canari")
    driver.sqlstate = state  # type: ignore[attr-defined]
    return OperationalError("INSERT …", {}, driver)


KNOWN = [
    (of_sqlite(sqlite3.SQLITE_FULL), FULL),
    (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), READ_ONLY),
    (of_sqlite(sqlite3.SQLITE_BUSY), BUSY),
    (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), DISK),
    (of_sqlite(sqlite3.SQLITE_CANTOPEN), DISK),
    (of_sqlite(sqlite3.SQLITE_CORRUPT), BROKEN),
    (of_sqlite(sqlite3.SQLITE_NOTADB), BROKEN),
    (of_sqlite(sqlite3.SQLITE_ERROR), None),
    (of_postgresql("53100"), FULL),
    (of_postgresql("25006"), READ_ONLY),
    (of_postgresql("55P03"), BUSY),
    (of_postgresql("57P01"), AWAY),
    (of_postgresql(None), AWAY),
    (of_postgresql("42601"), None),
    (NoConnectionLeft("le canari"), BUSY),
    (OSError(errno.ENOSPC, "le canari"), FULL),
    (OSError(errno.EROFS, "le canari"), READ_ONLY),
    (PermissionError(errno.EACCES, "le canari"), READ_ONLY),
    (FileNotFoundError(errno.ENOENT, "le canari"), None),
    (ValueError("le canari"), None),
]


@pytest.mark.parametrize(("error", "trouble"), KNOWN)
def test_an_error_of_a_disk_or_a_base_is_known_for_what_it_is(error: Exception, trouble: Trouble | None) -> None:
    assert trouble_of(error) is trouble


@pytest.mark.parametrize(("error", "trouble"), [pair for pair in KNOWN if pair[1]])
def test_its_page_says_it_in_french_and_neither_page_nor_log_says_more(
    app: Flask, error: Exception, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = failing(app, error).get("/")
    assert answer.status_code == trouble.status
    assert trouble.advice in told(answer)
    assert "canari" not in caplog.text
    assert trouble.title in caplog.text


def test_a_page_that_cannot_be_made_is_told_in_bare_words(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> str:
        raise of_sqlite(sqlite3.SQLITE_FULL)

    monkeypatch.setattr("kparole.failures.render_template", broken)
    answer = failing(app, of_sqlite(sqlite3.SQLITE_FULL)).get("/")
    assert (answer.status_code, answer.get_data(as_text=True)) == (507, str(FULL))
    assert answer.mimetype == "text/plain"


def test_what_fails_after_the_view_is_told_too(app: Flask) -> None:
    """A session that cannot be kept because the disk is full."""

    @app.after_request
    def fail(_response: object) -> Any:
        raise of_sqlite(sqlite3.SQLITE_FULL)

    app.testing = False
    answer = app.test_client().get("/entretiens/")
    assert answer.status_code == 507
    assert FULL.title in told(answer)
