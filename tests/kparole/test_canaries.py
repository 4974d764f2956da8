"""Words planted wherever people put words: none gets into the log, an address, or the name of a file."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from interviews.tasks import WORKS
from kparole import jobs, logs
from kparole.config import Settings
from kparole.db import db
from kparole.jobs import Job
from kparole.journal import entries
from tests.interviews.word_making import ENOUGH, typed
from tests.kparole.doors import BASE, network_settings, opened_network, token_of
from tests.kparole.logged import Log

CANARIES = {
    place: f"Zéphyrin{place}"
    for place in ("note", "prenom", "fichier", "recherche", "champ", "mauvais", "compte", "secret", "erreur", "adresse")
}


@pytest.fixture
def log() -> Iterator[Log]:
    kept = Log()
    undo = logs.install(level=logging.DEBUG, stream=kept.stream)
    yield kept
    undo()


class Watched:
    """A browser that keeps every address that KParole gave it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.addresses = client, list[str]()

    def ask(self, method: str, address: str, **options: Any) -> str:
        answer = self.client.open(address, method=method, **options)
        body = answer.get_data(as_text=True)
        self.addresses += [
            value for name, value in answer.headers if name in {"Location", "Content-Disposition", "Link"}
        ]
        self.addresses += re.findall(r'(?:href|src|action|data-\w+)="([^"]*)"', body)
        answer.close()
        return body


def birds_in(*texts: str) -> list[str]:
    """The canaries found, whatever the way they are written in addresses and JSON."""
    text = "\n".join(texts).casefold()
    return [place for place in CANARIES if re.search(rf"z(é|%c3%a9|\\u00e9|e)phyrin{place}", text)]


def compte_rendu() -> bytes:
    return typed(
        f"Prénom : {CANARIES['prenom']}",
        *ENOUGH,
        f"« Avec {CANARIES['note']} j'ai appris à parler, et {CANARIES['prenom']} aussi. »",
    )


def send(browser: Watched, *files: tuple[bytes, str]) -> str:
    data = {
        "files": [(io.BytesIO(content), name) for content, name in files],
        "uses": ["recit"],
        "who": CANARIES["champ"],
        "when": CANARIES["champ"],
    }
    return browser.ask("POST", "/entretiens/importer", data=data, content_type="multipart/form-data")


def run_jobs(app: Flask, works: dict[str, Any]) -> None:
    with app.app_context():
        waiting = db.session.scalars(select(Job.id).where(Job.state == "queued")).all()
        db.session.rollback()
        for job_id in waiting:
            jobs.run(job_id, works)


def test_no_word_of_anybody_leaves_the_pages_of_one_person(
    app: Flask, settings: Settings, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.log_requests(app)
    app.testing = False
    app.extensions["kparole.enqueue"] = _no_queue
    browser = Watched(app.test_client())
    send(browser, (compte_rendu(), f"{CANARIES['fichier']}.docx"), (b"PK rien", f"{CANARIES['mauvais']}.docx"))
    run_jobs(app, WORKS)
    pages = [browser.ask("GET", address) for address in ("/entretiens/", "/", "/analyse/", "/recit/", "/journal/")]
    pages += _follow(browser)
    for address in (f"/entretiens/{CANARIES['adresse']}", f"/?q={CANARIES['recherche']}"):
        browser.ask("GET", address)
    browser.ask("POST", "/chercher/", data={"mots": CANARIES["recherche"]})
    assert birds_in(browser.ask("GET", browser.addresses[-1])) == ["recherche"]  # the field still says it
    monkeypatch.setattr("cards.views.table_deck", _broken_deck)
    browser.ask("GET", "/cartes/")
    browser.ask("POST", f"/entretiens/{CANARIES['adresse']}/noms", data={"choix": CANARIES["champ"]})
    browser.ask("POST", "/entretiens/importer", data={"uses": CANARIES["champ"]})
    with app.app_context():
        jobs.ask("import", {"import": CANARIES["recherche"]})
    run_jobs(app, {"import": _failing_work, "noms": lambda _job, _progress: "/"})

    assert birds_in(*pages) == ["note", "prenom", "fichier", "champ", "mauvais"]  # people do read their own words
    assert birds_in(log.stream.getvalue()) == []
    assert birds_in(*browser.addresses) == []
    assert birds_in(*(str(path) for path in settings.home.rglob("*"))) == []
    assert [line["event"].partition(":")[0] for line in log.lines if line["level"] == "error"] == [
        "unexpected ValueError at cards.views",
        "job 3 (import) failed",
    ]
    assert len(log.events("request")) > 10
    with app.app_context():
        assert birds_in(*(f"{one.who} {one.action} {one.object}" for one in entries())) == []


def _no_queue(_job_id: int) -> None:
    raise ConnectionError(CANARIES["erreur"])


def _broken_deck() -> None:
    raise ValueError(CANARIES["erreur"])


def _failing_work(_job: Job, _progress: Callable[..., None]) -> str:
    raise RuntimeError(CANARIES["erreur"])


def _follow(browser: Watched) -> list[str]:
    """Every page of an interview or an import that was linked to or led to."""
    inside = {one.partition("#")[0] for one in browser.addresses if one.startswith(("/entretiens/", "/travaux/"))}
    led = [browser.ask("GET", one) for one in sorted(inside)]
    reports = {one for one in browser.addresses if one.startswith("/entretiens/imports/")}
    return led + [browser.ask("GET", one) for one in sorted(reports)]


def test_no_name_of_an_account_leaves_the_login_page(tmp_path: Path, log: Log) -> None:
    settings = network_settings(tmp_path / "maison")
    with opened_network(settings) as app:
        logs.log_requests(app)
        browser = Watched(app.test_client())
        token = token_of(browser.client, "/entrer")
        form = {"username": CANARIES["compte"], "password": CANARIES["secret"], "csrf_token": token}
        browser.ask("POST", "/entrer", base_url=BASE, data=form)
        browser.ask("GET", f"/?q={CANARIES['recherche']}", base_url=BASE)
        with app.app_context():
            noted = [f"{one.who} {one.action} {one.object}" for one in entries()]
    assert birds_in(log.stream.getvalue()) == []
    assert birds_in(*browser.addresses) == []
    assert birds_in(*noted, *(str(path) for path in settings.home.rglob("*"))) == []
    assert [line["endpoint"] for line in log.events("request")][-1] == "home.index"
