from __future__ import annotations

import io
import logging

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from kparole.config import Settings
from kparole.errors import UserError
from kparole.failures import PAGES, STALE, UNEXPECTED
from kparole.rules import OPEN, RULES

CANARY = "Kader-le-canari"


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    for endpoint in ("fail", "refuse", "stop"):
        monkeypatch.setitem(RULES, endpoint, OPEN)

    @app.get("/cassee")
    def fail() -> str:
        raise ValueError(CANARY)

    @app.get("/refusee")
    def refuse() -> str:
        raise UserError("Donnez <un> autre fichier.")

    @app.get("/code/<int:code>")
    def stop(code: int) -> str:
        abort(code)

    app.testing = False
    return app.test_client()


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True).replace("&#39;", "'").replace("’", "'")


def test_an_unexpected_error_is_a_french_page_without_traceback(broken: FlaskClient) -> None:
    answer = broken.get("/cassee")
    page = answer.get_data(as_text=True).replace("&#39;", "'").replace("’", "'")
    assert answer.status_code == 500
    assert UNEXPECTED.title in page
    assert UNEXPECTED.advice in page
    assert not any(word in page for word in ("Traceback", "ValueError", "Internal Server Error", CANARY))
    assert '<html lang="fr">' in page


def test_the_log_of_an_unexpected_error_holds_no_words(broken: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        broken.get(f"/cassee?mot={CANARY}")
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_what_the_person_can_mend_is_said_and_escaped(broken: FlaskClient) -> None:
    assert broken.get("/refusee").status_code == 400
    assert "Donnez &lt;un&gt; autre fichier." in text_of(broken, "/refusee")


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 413, 429])
def test_each_known_failure_has_its_page(broken: FlaskClient, code: int) -> None:
    assert broken.get(f"/code/{code}").status_code == code
    assert PAGES[code].title in text_of(broken, f"/code/{code}")


@pytest.mark.parametrize("code", [418, 503])
def test_any_other_failure_has_a_page_too(broken: FlaskClient, code: int) -> None:
    assert broken.get(f"/code/{code}").status_code == code
    assert UNEXPECTED.title in text_of(broken, f"/code/{code}")


@pytest.mark.parametrize(
    "address", ["/entretiens/importer", "/analyse/lancer", "/recit/ecrire", "/entretiens/X/noms", "/travaux/x/arreter"]
)
def test_a_post_without_token_is_a_french_400(app: Flask, address: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post(address, data={"clic": "1"})
    assert answer.status_code == 400
    assert STALE.title in answer.get_data(as_text=True)
    assert "CSRF" not in answer.get_data(as_text=True)


def test_a_post_with_the_token_of_the_page_goes_through(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    page = client.get("/entretiens/importer").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/entretiens/importer", data={"csrf_token": token}).status_code == 422
    assert client.post("/entretiens/importer", data={"csrf_token": "faux"}).status_code == 400


def test_a_sending_that_is_too_heavy_is_said(app: Flask, settings: Settings) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 2000
    answer = app.test_client().post("/entretiens/importer", data={"files": (io.BytesIO(b"x" * 3000), "a.docx")})
    assert answer.status_code == 413
    assert "trop lourd" in answer.get_data(as_text=True)
