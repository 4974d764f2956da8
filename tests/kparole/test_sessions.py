from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from kparole.config import Settings
from kparole.db import db, now
from kparole.rules import OPEN, RULES
from kparole.sessions import OWNER, STRANGER_IDLE, SessionRow, end_sessions, forget_old_sessions, open_sessions
from tests.conftest import opened

pytestmark = pytest.mark.both_databases


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    with opened(settings) as app:
        for name in ("enter", "note", "read", "leave"):
            monkeypatch.setitem(RULES, name, OPEN)

        @app.get("/essai/entrer/<who>")
        def enter(who: str) -> str:
            session[OWNER] = who
            return ""

        @app.get("/essai/noter/<word>")
        def note(word: str) -> str:
            session["mot"] = word
            return ""

        @app.get("/essai/lire")
        def read() -> str:
            return str(session.get("mot", "rien"))

        @app.get("/essai/sortir")
        def leave() -> str:
            session.clear()
            return ""

        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def rows(app: Flask) -> list[SessionRow]:
    with app.app_context():
        return list(db.session.query(SessionRow))


def age(app: Flask, **columns: timedelta) -> None:
    with app.app_context():
        for row in db.session.query(SessionRow):
            for name, by in columns.items():
                setattr(row, name, now() - by)
        db.session.commit()


def cookie(client: FlaskClient) -> str:
    return next(iter(client._cookies.values())).value if client._cookies else ""


def test_a_page_that_remembers_nothing_opens_no_session(app: Flask, client: FlaskClient) -> None:
    assert client.get("/essai/lire").text == "rien"
    assert rows(app) == []
    assert "Set-Cookie" not in client.get("/essai/lire").headers


def test_what_is_remembered_stays_on_the_server(app: Flask, client: FlaskClient) -> None:
    client.get("/essai/noter/cerise")
    assert client.get("/essai/lire").text == "cerise"
    assert "cerise" not in cookie(client)
    assert cookie(client) not in [row.key_hash for row in rows(app)]


@pytest.mark.parametrize("key", ["x", "é" * 40, "a" * 4000, "'; DROP TABLE session"])
def test_a_made_up_key_is_a_new_session(client: FlaskClient, key: str) -> None:
    client.set_cookie(client.application.session_interface.cookie, key)  # type: ignore[attr-defined]
    assert client.get("/essai/lire").text == "rien"


def test_the_key_changes_when_somebody_comes_in_and_the_old_one_is_worth_nothing(
    app: Flask, client: FlaskClient
) -> None:
    client.get("/essai/noter/cerise")
    before = cookie(client)
    client.get("/essai/entrer/u-1")
    assert cookie(client) != before
    assert client.get("/essai/lire").text == "cerise"
    thief = app.test_client()
    thief.set_cookie(app.session_interface.cookie, before)  # type: ignore[attr-defined]
    assert thief.get("/essai/lire").text == "rien"
    assert [row.owner for row in rows(app)] == ["u-1"]


def test_leaving_forgets_the_session_on_both_sides(app: Flask, client: FlaskClient) -> None:
    client.get("/essai/entrer/u-1")
    key = cookie(client)
    client.get("/essai/sortir")
    assert rows(app) == []
    client.set_cookie(app.session_interface.cookie, key)  # type: ignore[attr-defined]
    assert client.get("/essai/lire").text == "rien"


@pytest.mark.parametrize(
    ("seen", "created", "lives"),
    [(90, 90, True), (170, 170, True), (181, 181, False), (1, 11 * 60, True), (1, 12 * 60 + 1, False)],
)
def test_a_session_outlives_an_interview_but_not_a_long_silence_nor_the_day(
    app: Flask, client: FlaskClient, seen: int, created: int, lives: bool
) -> None:
    client.get("/essai/entrer/u-1")
    client.get("/essai/noter/cerise")
    age(app, seen_at=timedelta(minutes=seen), created_at=timedelta(minutes=created))
    assert (client.get("/essai/lire").text == "cerise") is lives


def test_whoever_has_not_come_in_is_forgotten_sooner(app: Flask, client: FlaskClient) -> None:
    client.get("/essai/noter/cerise")
    age(app, seen_at=STRANGER_IDLE + timedelta(minutes=1))
    assert client.get("/essai/lire").text == "rien"


def test_reading_a_page_is_a_sign_of_life_written_once_a_minute(app: Flask, client: FlaskClient) -> None:
    client.get("/essai/entrer/u-1")
    age(app, seen_at=timedelta(seconds=50))
    client.get("/essai/lire")
    assert rows(app)[0].seen_at < now() - timedelta(seconds=45)
    age(app, seen_at=timedelta(minutes=2))
    client.get("/essai/lire")
    assert rows(app)[0].seen_at > now() - timedelta(seconds=20)


def test_a_session_ended_meanwhile_does_not_come_back_to_life(app: Flask, client: FlaskClient) -> None:
    client.get("/essai/entrer/u-1")
    with app.test_request_context("/", headers={"Cookie": f"{app.session_interface.cookie}={cookie(client)}"}):  # type: ignore[attr-defined]
        session["mot"] = "cerise"
        end_sessions("u-1")
        app.session_interface.save_session(app, session._get_current_object(), app.make_response(""))  # type: ignore[attr-defined]
    assert rows(app) == []


def test_one_session_is_ended_or_all_the_others_or_all(app: Flask) -> None:
    browsers = [app.test_client() for _ in range(3)]
    for browser in browsers:
        browser.get("/essai/entrer/u-1")
        browser.get("/essai/noter/cerise")
    with app.app_context():
        first = min(row.id for row in open_sessions("u-1"))
        end_sessions("u-1", only=first)
    assert [browser.get("/essai/lire").text for browser in browsers] == ["rien", "cerise", "cerise"]
    with app.app_context():
        end_sessions("u-1", but=cookie(browsers[2]))
    assert [browser.get("/essai/lire").text for browser in browsers] == ["rien", "rien", "cerise"]
    with app.app_context():
        end_sessions("u-2")
        assert len(open_sessions("u-1")) == 1
        end_sessions("u-1")
        assert open_sessions("u-1") == []


def test_what_is_over_is_swept_away(app: Flask, settings: Settings) -> None:
    app.test_client().get("/essai/entrer/u-1")
    app.test_client().get("/essai/noter/cerise")
    with app.app_context():
        forget_old_sessions(settings)
    assert len(rows(app)) == 2
    age(app, seen_at=timedelta(minutes=61))
    with app.app_context():
        forget_old_sessions(settings)
    assert [row.owner for row in rows(app)] == ["u-1"]
    age(app, seen_at=timedelta(hours=4))
    with app.app_context():
        forget_old_sessions(settings)
    assert rows(app) == []


def test_a_device_is_known_by_its_browser_and_system_only(app: Flask, client: FlaskClient) -> None:
    agent = (
        "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
    )
    client.get("/essai/entrer/u-1", headers={"User-Agent": agent})
    assert rows(app)[0].agent == "Chrome sur Android"


def test_a_session_is_written_while_somebody_else_writes_a_sign_of_life_is_not_waited_for(
    app: Flask, client: FlaskClient
) -> None:
    client.get("/essai/entrer/u-1")
    client.get("/essai/noter/cerise")
    age(app, seen_at=timedelta(minutes=2))
    with app.app_context():
        writer = db.engine.connect()
        writer.exec_driver_sql("UPDATE kpa SET town = 'x'")
    try:
        assert client.get("/essai/lire").text == "cerise"
    finally:
        writer.rollback()
        writer.close()
