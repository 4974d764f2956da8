"""The application of the tablet, as the server gives it: whole, light, the same for everybody."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.deck import load_deck
from interviews.tablet_files import Kept, version_of

MOST_KB = 250
"""Of the whole interview, compressed: page, scripts, styles, fonts, icons, fifteen pictures, deck and guide.

What a team adds to its own deck, sounds and photos, is counted apart (cards.weight).
"""


def fetched(client: FlaskClient, path: str) -> bytes:
    with client.get(path) as answer:
        assert answer.status_code == 200, path
        return answer.data


def kept(client: FlaskClient) -> list[str]:
    head = re.match(r"const KEPT = (\{.*\});\n", fetched(client, "/entretien/sw.js").decode())
    assert head is not None
    found: list[str] = json.loads(head[1])["files"]
    cards = json.loads(fetched(client, "/entretien/jeu.json"))["jeu"]["cartes"]
    return [*found, *(card["image"] for card in cards)]


def test_every_file_that_is_kept_on_the_device_exists(client: FlaskClient) -> None:
    files = kept(client)
    wanted = {"/entretien/", "/entretien/jeu.json", "/entretien/app/main.js", "/entretien/pictos.svg"}
    assert wanted <= set(files)
    assert len([path for path in files if path.startswith("/cartes/media/")]) == len(load_deck().cards)
    assert all(fetched(client, path) for path in files)


def test_every_import_of_a_script_is_kept_too(client: FlaskClient) -> None:
    files = set(kept(client))
    scripts = [path for path in files if path.endswith(".js")]
    wanted = set()
    for path in scripts:
        text = fetched(client, path).decode()
        for found in re.findall(r"""(?:from|import)\s*\(?["']([./][^"']+\.js)["']""", text):
            wanted.add(found if found.startswith("/") else _joined(path, found))
    assert wanted - files == set()


def test_the_whole_interview_is_light(client: FlaskClient) -> None:
    weights = {path: _compressed(fetched(client, path), path) for path in kept(client)}
    assert sum(weights.values()) <= MOST_KB * 1000, sorted(weights.items(), key=lambda one: -one[1])[:12]


def test_the_page_says_nothing_of_anybody_and_lets_a_camera_and_a_microphone_be_used(client: FlaskClient) -> None:
    page = client.get("/entretien/")
    assert "csrf" not in page.get_data(as_text=True)
    assert page.headers["Permissions-Policy"].startswith("camera=(self), microphone=(self)")
    policy = page.headers["Content-Security-Policy"]
    assert "img-src 'self' blob:;" in policy
    assert "media-src 'self' blob:" in policy
    assert "unsafe" not in policy


def test_an_ordinary_page_lets_neither_be_used(client: FlaskClient) -> None:
    assert "microphone=()" in client.get("/").headers["Permissions-Policy"]


def test_the_application_is_open_and_what_it_asks_about_people_is_closed(app: Flask, client: FlaskClient) -> None:
    app.extensions["kparole.identify"] = lambda: None
    assert client.get("/entretien/").status_code == 200
    assert client.get("/api/tablette").status_code in (401, 403)


def test_another_content_is_another_version(tmp_path: Path) -> None:
    one, other = tmp_path / "a.js", tmp_path / "b.js"
    one.write_text("1")
    other.write_text("2")
    made = {"/": b"page"}
    first = version_of([Kept("/x.js", one)], made)
    assert first == version_of([Kept("/x.js", one)], made)
    assert first != version_of([Kept("/x.js", other)], made)
    assert first != version_of([Kept("/x.js", one)], {"/": b"autre"})


@pytest.mark.parametrize("path", ["/entretien/sw.js", "/entretien/app/main.js", "/entretien/reglages.json"])
def test_scripts_of_two_versions_never_meet(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


def test_the_settings_give_a_key_that_seals_and_never_one_that_opens(client: FlaskClient) -> None:
    key = client.get("/entretien/reglages.json").get_json()["cle"]
    assert set(key) >= {"kty", "n", "e"}
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)


def test_every_pictogram_that_a_screen_names_is_given(client: FlaskClient) -> None:
    given = set(re.findall(r'<symbol id="([^"]+)"', fetched(client, "/entretien/pictos.svg").decode()))
    named: set[str] = set()
    for path in kept(client):
        if path.endswith(".js"):
            named |= set(re.findall(r"""(?:icon\(|sign: )"([a-z-]+)\"""", fetched(client, path).decode()))
    assert len(named) > 30
    assert named <= given


def _compressed(content: bytes, path: str) -> int:
    return len(content) if path.endswith((".woff2", ".png")) else len(gzip.compress(content, 6))


def _joined(path: str, relative: str) -> str:
    parts = path.split("/")[:-1]
    for part in relative.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
