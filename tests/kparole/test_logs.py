"""The log: what a line holds, and what it leaves out."""

from __future__ import annotations

import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import update

from kparole import jobs, logs
from kparole.db import own_transaction
from kparole.journal import AccessEntry, check, note, purge
from tests.kparole.logged import Log

OURS = logging.getLogger("kparole.essai")


@pytest.fixture
def log() -> Iterator[Log]:
    kept = Log()
    undo = logs.install(level=logging.DEBUG, stream=kept.stream)
    yield kept
    undo()


# What a line holds.


def test_a_line_is_one_object_with_its_time_and_level(log: Log) -> None:
    logs.event(OURS, "journal", count=3, hash="abc")
    OURS.warning("job %s failed\nsecond line", 12)
    first, second = log.lines
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", first.pop("time"))
    assert first == {"level": "info", "event": "journal", "count": 3, "hash": "abc"}
    assert (second["level"], second["event"]) == ("warning", "job 12 failed\nsecond line")


def test_an_error_is_its_type_and_our_place_never_its_message(log: Log) -> None:
    try:
        jobs.Job.over.fget(None)  # type: ignore[attr-defined]
    except AttributeError:
        OURS.exception("it failed")
    (line,) = log.lines
    assert (line["event"], line["error"]) == ("it failed", "AttributeError")
    assert re.fullmatch(r"kparole\.\w+:\d+", line["at"])
    assert "NoneType" not in log.stream.getvalue()


def test_of_other_libraries_only_the_place_is_kept_from_warnings_up(log: Log) -> None:
    logging.getLogger("waitress").error("Exception while serving %s", "/entretiens/Kader")
    logging.getLogger("kparole").error("Exception on %s", "/entretiens/Kader")  # the application's own logger, Flask's
    logging.getLogger("huey").info("Executing Kader")
    assert [(line["event"], line["logger"]) for line in log.lines] == [("other", "waitress"), ("other", "kparole")]
    assert "Kader" not in log.stream.getvalue()


def test_a_line_that_cannot_be_made_is_dropped_without_a_word(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, logs.JsonLines)]
    handler.handle(OURS.makeRecord(OURS.name, logging.WARNING, "f.py", 1, "%d words", ("Kader",), None))
    handler.handle(
        OURS.makeRecord(
            OURS.name, logging.WARNING, "f.py", 1, object(), (), None, extra={logs.FIELDS: {"what": object()}}
        )
    )
    assert (log.lines, capsys.readouterr().err) == ([], "")


def test_warnings_and_errors_that_nobody_caught_hold_no_words(
    log: Log, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    def fail() -> None:
        raise ValueError("Kader")

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("Kader", stacklevel=1)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    sys.excepthook(KeyError, KeyError("Kader"), None)
    assert [line["event"] for line in log.lines][-2:] == ["uncaught", "uncaught"]
    assert [line["error"] for line in log.events("uncaught")] == ["ValueError", "KeyError"]
    assert "Kader" not in log.stream.getvalue() + capsys.readouterr().err


def test_what_was_installed_is_undone() -> None:
    before = (logging.getLogger().handlers[:], logging.getLogger().level, sys.excepthook, threading.excepthook)
    logs.install(stream=io.StringIO())()
    after = (logging.getLogger().handlers[:], logging.getLogger().level, sys.excepthook, threading.excepthook)
    assert after == before


@pytest.mark.parametrize(
    ("error", "place"), [(ValueError("Kader"), "?"), (ValueError(), "?")], ids=["never raised", "without words"]
)
def test_an_error_that_was_never_raised_has_no_place(error: Exception, place: str) -> None:
    assert logs.place_of(error) == place


# One line a request.


def test_a_request_is_its_endpoint_status_time_and_actor(app: Flask, log: Log) -> None:
    logs.log_requests(app)
    app.test_client().get("/cartes/?q=Kader")
    (line,) = log.events("request")
    assert (line["endpoint"], line["method"], line["status"], line["actor"]) == ("cards.index", "GET", 200, "local")
    assert 0 <= line["ms"] < 60_000
    assert set(line) == {"time", "level", "event", "endpoint", "method", "status", "ms", "actor"}


@pytest.mark.parametrize(
    ("address", "endpoint", "status", "level"),
    [
        ("/nulle/part/Kader", None, 404, "info"),
        ("/entretiens/Kader", "interviews.show", 404, "info"),
        ("/travaux/Kader.json", "jobs.state", 404, "info"),
        ("/static/favicon.svg", "static", 200, "debug"),
    ],
)
def test_no_address_is_written_down(
    app: Flask, log: Log, address: str, endpoint: str | None, status: int, level: str
) -> None:
    logs.log_requests(app)
    app.test_client().get(address).close()
    (line,) = log.events("request")
    assert (line["endpoint"], line["status"], line["level"]) == (endpoint, status, level)
    assert "Kader" not in log.stream.getvalue()


def test_where_the_journal_of_access_stands_is_logged_at_each_purge(app: Flask, log: Log) -> None:
    with app.app_context():
        purge(12)
    (line,) = log.events("journal")
    assert (line["level"], line["count"], line["hash"], line["purged"]) == ("info", 0, "0" * 64, 0)


def test_a_journal_that_no_longer_held_is_logged_before_its_old_entries_go(
    app: Flask, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        with monkeypatch.context() as patch:
            patch.setattr("kparole.journal.now", lambda: datetime(2020, 1, 1))
            for _ in range(3):
                note("lire", "recit")
        with own_transaction() as connection:
            connection.execute(update(AccessEntry).where(AccessEntry.id == 2).values(who="compte:8"))
        assert purge(12) == 3
        assert check() == []
    (line,) = log.events("journal")
    assert (line["level"], line["purged"], line["broken"], line["count"]) == ("warning", 3, 1, 4)
