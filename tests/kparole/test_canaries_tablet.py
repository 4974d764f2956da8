"""Words of an interview led with the tablet: through the API and the pages, none gets into the log, an address, or a file name."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from kparole import logs
from kparole.config import Settings
from kparole.db import db
from kparole.journal import entries
from tests.interviews.journal_making import INTERVIEW, Device, uid
from tests.kparole.logged import Log
from tests.kparole.test_canaries import Watched

PICK = uid("prise")
API = f"/api/entretiens/{INTERVIEW}"
PAGE = f"/entretiens/tablette/{INTERVIEW}"
PLACES = ("nom", "note", "chaud", "titre", "langue", "accord", "autre", "kpa", "carte", "casse", "adresse", "depuis")
SHOWN = ["nom", "note", "chaud", "titre", "accord", "autre", "depuis"]


def bird(place: str) -> str:
    return f"Zéphyrin{place}"


def birds_in(*texts: str) -> list[str]:
    """The canaries found, whatever the way they are written in addresses and JSON."""
    text = "\n".join(texts).casefold()
    return [place for place in PLACES if re.search(rf"z(é|%c3%a9|\\u00e9|e)phyrin{place}", text)]


@pytest.fixture
def log() -> Iterator[Log]:
    kept = Log()
    undo = logs.install(level=logging.DEBUG, stream=kept.stream)
    yield kept
    undo()


def told() -> list[dict[str, Any]]:
    """An interview with a canary in each place where somebody types."""
    one, other, note = Device("A"), Device("B"), f"note:carte:{PICK}:{uid(1)}"
    return [
        one.opens(),
        one.does("person.set", {"name": bird("nom"), "since": bird("depuis"), "age": 30, "language": bird("langue")}),
        one.does("consent.set", {"use": "recit", "state": "given", "how": bird("accord")}),
        one.does("card.take", {"pick": PICK, "card": "joker-1"}),
        one.does("title.write", {"text": bird("titre")}, on=f"title:{PICK}"),
        one.writes(bird("note"), on=note),
        other.writes(bird("autre"), on=note),
        one.does("end.mark"),
        one.writes(bird("chaud"), on="hot-notes"),
    ]


def refused() -> list[Any]:
    """What the server does not take, with words in it."""
    tablet = Device("C")
    return [
        tablet.opens(kpa=bird("kpa")),
        tablet.does("card.read", {"card": bird("carte")}),
        tablet.does("note.write", {"text": bird("casse")}, on=bird("casse")),
        tablet.does("attachment.add", {"attachment": bird("casse"), "kind": bird("casse")}),
        {"id": bird("casse")},
    ]


def bring_photo(browser: Watched, tablet: Device) -> str:
    kept = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(kept, "JPEG")
    content, photo = kept.getvalue(), uid("photo")
    fact = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "type": "image/jpeg"}
    tablet.seq = 50
    post(browser, tablet.does("attachment.add", {"attachment": photo, "kind": "photo", **fact}))
    piece = f"{API}/pieces/{photo}"
    browser.ask("PUT", f"{piece}/0", data=content, headers={"X-SHA256": fact["sha256"]})
    assert json.loads(browser.ask("POST", f"{piece}/fin", json=fact)) == {"complete": True}
    return photo


def post(browser: Watched, *operations: Any) -> str:
    return browser.ask("POST", f"{API}/operations", json={"operations": list(operations)})


def test_no_word_of_an_interview_leaves_its_own_pages(
    app: Flask, settings: Settings, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.log_requests(app)
    app.testing = False
    browser = Watched(app.test_client())
    sent = told()
    post(browser, *sent, *refused())
    post(browser, *[one | {"data": {"text": bird("autre")}} for one in sent if one["kind"] == "note.write"])
    browser.ask("POST", f"{API}/operations", data=f'{{"operations": "{bird("casse")}'.encode())
    photo = bring_photo(browser, Device("B"))
    browser.ask("GET", f"{API}/operations?apres={bird('adresse')}")
    pages = [browser.ask("GET", "/entretiens/tablette/"), browser.ask("GET", PAGE)]
    browser.client.get(f"{PAGE}/pieces/{photo}").close()
    browser.ask("GET", f"/entretiens/tablette/{bird('adresse')}")
    browser.ask("POST", f"{PAGE}/verser", data={"fini": bird("adresse")})
    pages += [browser.ask("GET", one) for one in ("/entretiens/SANS-01", "/entretiens/", "/journal/", PAGE)]
    monkeypatch.setattr("interviews.received_views.fold", _broken_fold)
    browser.ask("GET", PAGE)

    assert sorted(birds_in(*pages)) == sorted([*SHOWN, "langue"])  # who leads it does read her words
    assert birds_in(log.stream.getvalue()) == []
    assert birds_in(*browser.addresses) == []
    assert birds_in(*(str(path) for path in settings.home.rglob("*"))) == []
    assert [line["event"].partition(":")[0] for line in log.lines if line["level"] == "error"] == [
        "unexpected ValueError at interviews.received_views"
    ]
    assert len(log.events("request")) > 12
    with app.app_context():
        assert birds_in(*(f"{one.who} {one.action} {one.object}" for one in entries())) == []
        db.session.rollback()


def _broken_fold(_journal: object) -> None:
    raise ValueError(bird("note"))
