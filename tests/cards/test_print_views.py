from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.deck import load_deck
from cards.service import add_deck, copy, publish
from kparole.access import LOCAL, Actor, Role
from kparole.files import FOLDER
from tests.cards.printed import read, with_first
from tests.conftest import opened
from tests.databases import Bases
from tests.timing import least

ADDRESS = "/cartes/imprimer/"


@pytest.fixture(scope="module")
def client(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """One application for all that only look."""
    with bases.empty(tmp_path_factory.mktemp("imprimer")) as settings, opened(settings) as app:
        yield app.test_client()


def page(client: FlaskClient, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def linked(words: str, pattern: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(pattern, words)]


def test_the_page_shows_the_first_sheets_and_gives_the_file(client: FlaskClient) -> None:
    words = page(client, f"{ADDRESS}?format=a6&langue=fr&langue=ar")
    pictures = linked(words, r'<img src="(/cartes/imprimer/feuille[^"]*)"')
    assert len(pictures) == 4
    for picture in pictures:
        answer = client.get(picture)
        assert answer.mimetype == "image/png"
        assert answer.data.startswith(b"\x89PNG")
    (link,) = linked(words, r'href="(/cartes/imprimer/cartes\.pdf[^"]*)"')
    answer = client.get(link)
    assert answer.mimetype == "application/pdf"
    assert re.fullmatch(r"attachment; filename=cartes-a6-[\d-]+\.pdf", answer.headers["Content-Disposition"])
    assert len(read(answer.data).pages) == 9


def test_the_page_is_quick(client: FlaskClient) -> None:
    page(client)
    assert least(lambda: page(client, f"{ADDRESS}?format=imprimeur")) < 0.1


def test_a_sheet_is_drawn_once(client: FlaskClient) -> None:
    client.get(f"{ADDRESS}feuille-1.png")
    assert least(lambda: client.get(f"{ADDRESS}feuille-1.png")) < 0.1
    assert client.get(f"{ADDRESS}feuille-1.png").status_code == 200


@pytest.mark.parametrize("number", ["0", "99", "-1", "x"])
def test_a_sheet_that_is_not_there_is_not_found(client: FlaskClient, number: str) -> None:
    assert client.get(f"{ADDRESS}feuille-{number}.png").status_code == 404


def test_strange_addresses_end_in_what_is_usual(client: FlaskClient) -> None:
    words = page(client, f"{ADDRESS}?format=%00&langue=xx&langue=..&jeu=<script>&avec=tout&pour=")
    assert "<script>&" not in words
    assert 'value="a6" checked' in words


def test_four_languages_are_too_many(client: FlaskClient) -> None:
    words = page(client, ADDRESS + "?" + "&".join(f"langue={code}" for code in ("fr", "ar", "en", "pt")))
    assert "trois langues au plus. Les trois premières" in words


def test_the_page_that_sets_the_printer_is_given_alone(client: FlaskClient) -> None:
    answer = client.get(f"{ADDRESS}calibrage.pdf")
    assert "filename=calibrage-" in answer.headers["Content-Disposition"]
    assert len(read(answer.data).pages) == 2


def test_a_deck_of_the_team_is_printed_under_a_name_that_says_nobody(app: Flask) -> None:
    with app.app_context():
        slug = copy("kpa", title="Le jeu de Fatoumata")
        publish(slug, base=1)
    client = app.test_client()
    assert "Le jeu de Fatoumata" in page(client)
    answer = client.get(f"{ADDRESS}cartes.pdf?jeu={slug}&format=a4")
    assert "Fatoumata" not in str(answer.headers)
    assert "Le jeu de Fatoumata" in read(answer.data).pages[0].extract_text()


def test_a_draft_is_printed_by_whoever_makes_cards_only(app: Flask) -> None:
    with app.app_context():
        slug = add_deck(load_deck())
    client = app.test_client()
    key = f"{slug}.brouillon"
    for identity, offered in ((LOCAL, True), (Actor("compte:1", Role.EVALUATION, "", LOCAL.scope), False)):
        app.extensions["kparole.identify"] = lambda identity=identity: identity
        assert (f'value="{key}"' in page(client)) == offered
        assert client.get(f"{ADDRESS}cartes.pdf?jeu={key}").status_code == 200  # the deck on the table for who may not


def test_a_damaged_picture_is_said_instead_of_the_file(app: Flask) -> None:
    name = "ab" * 32
    kept = app.config["KPAROLE"].home / FOLDER / name
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(b"rien de bon")
    with app.app_context():
        slug = add_deck(with_first(load_deck(), picture=f"{name}.png"))
        publish(slug, base=1)
    client = app.test_client()
    page(client, f"{ADDRESS}?jeu={slug}")
    answer = client.get(f"{ADDRESS}cartes.pdf?jeu={slug}")
    assert answer.status_code == 400
    assert "Une image du jeu ne se lit pas" in answer.get_data(as_text=True)
    assert client.get(f"{ADDRESS}feuille-3.png?jeu={slug}").status_code == 200
