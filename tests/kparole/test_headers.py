from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kparole.headers import HEADERS
from kparole.paths import TEMPLATES
from kparole.rules import OPEN, RULES

ANSWERS = {
    "/": 200,
    "/cartes/": 200,
    "/cartes": 308,
    "/favicon.ico": 302,
    "/static/favicon.svg": 200,
    "/static/css/tokens.css": 200,
    "/static/rien.css": 404,
    "/cartes/images/utile.svg": 200,
    "/nulle-part": 404,
    "/analyse/lancer": 405,
    "/cassee": 500,
}
TEMPLATE_FILES = sorted((TEMPLATES / "html").rglob("*.html"))


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setitem(RULES, "fail", OPEN)

    @app.get("/cassee")
    def fail() -> str:
        raise RuntimeError

    return app.test_client()


@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
def test_every_answer_carries_every_header(broken: FlaskClient, address: str, status: int) -> None:
    answer = broken.get(address, buffered=True)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_in_from_outside_nor_inline(client: FlaskClient) -> None:
    policy = dict(part.split(" ", 1) for part in client.get("/").headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert not any(word in value for value in policy.values() for word in ("unsafe", "http", "data:", "*", "blob:"))


@pytest.mark.parametrize("address", ["/", "/entretiens/", "/nulle-part", "/analyse/", "/recit/"])
def test_a_page_is_never_kept_by_a_cache(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_a_static_file_may_be_kept(client: FlaskClient) -> None:
    answer = client.get("/static/css/tokens.css", buffered=True)
    assert "max-age=3600" in answer.headers["Cache-Control"]


def test_the_cookie_is_closed_to_scripts_and_other_sites(client: FlaskClient) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = True
    cookie = client.get("/entretiens/importer").headers["Set-Cookie"]
    assert re.match(r"kparole-[0-9a-f]{8}=", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def shorthands() -> frozenset[str]:
    """The macros and blocks of templates that write the field of the token, themselves or by another."""
    found: set[str] = {"csrf_token"}
    texts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATE_FILES)
    defined = re.findall(r"\{% (?:macro (\w+)\(.*?\)|set (\w+)) -?%\}(.*?)\{%-? end(?:macro|set)", texts, re.DOTALL)
    for _ in range(3):
        found |= {m or b for m, b, body in defined if "<form" not in body and found.intersection(CALLED.findall(body))}
    return frozenset(found)


CALLED = re.compile(r"\{\{ (\w+)(?=\(| \}\})")
CARRIES = shorthands()


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_template_has_what_the_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:|https?://(?!www\.w3\.org)", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "| safe" not in text
    assert "|safe" not in text


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_form_that_writes_carries_a_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL)
    assert all("csrf_token" in form or CARRIES.intersection(CALLED.findall(form)) for form in forms)


def test_a_name_that_is_not_this_machine_is_refused(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "ailleurs.exemple.fr"})
    assert answer.status_code == 400
    assert "KParole" in answer.text
