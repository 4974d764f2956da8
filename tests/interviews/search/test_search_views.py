"""The page of the search: what is sent, what stands in addresses, what is told when something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from interviews.search.kept import MOST
from kparole.db import db
from tests.conftest import opened
from tests.databases import Bases
from tests.interviews.search.making import interview

LONG = "Avant. " + "On parlait du marché. " * 40 + "Le cerfeuil pousse. " + "On rangeait les tables. " * 40


@pytest.fixture(scope="module")
def house(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with bases.empty(tmp_path_factory.mktemp("maison")) as settings, opened(settings) as app:
        write(app)
        yield app


@pytest.fixture
def served(house: Flask) -> FlaskClient:
    """A browser of its own: searches are kept in its session."""
    return house.test_client()


def write(app: Flask) -> None:
    with app.app_context():
        interview("ICI-01", "J'ai osé parler & rire, <b>peur</b> de rien.", LONG, age=44, gender="femme")
        row = interview("ICI-02", "Peur de parler.", "أحب أن أتعلم مع المجموعة", cards=("joker-1",))
        row.picks[0].title = "Mon jardin"
        db.session.commit()


def ask(client: FlaskClient, **form: str) -> str:
    """Send a search; gives the address it leads to."""
    answer = client.post("/chercher/", data=form)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def search(client: FlaskClient, more: str = "", **form: str) -> str:
    answer = client.get(ask(client, **form) + more)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_words_are_marked_in_the_passage_with_who_said_them(served: FlaskClient) -> None:
    page = search(served, mots="PEUR de parlé")
    assert "2 passages dans 2 entretiens" in page
    assert "<mark>parler</mark>" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert 'href="/entretiens/ICI-01#note-1"' in page
    assert "40–54" in page
    assert "Nom ICI-02" in page
    assert "Mon jardin" in page


def test_no_word_searched_stands_in_an_address(served: FlaskClient) -> None:
    address = ask(served, mots="Zéphyrine", genre="femme")
    assert re.fullmatch(r"/chercher/[0-9a-f]{16}", address)
    page = served.get(address).get_data(as_text=True)
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert not [one for one in addresses if "phyrine" in one.casefold() or "femme" in one]
    assert "phyrine" not in re.findall(r"<title>(.*?)</title>", page)[0].casefold()
    assert 'value="Zéphyrine"' in page  # the field still says it


def test_the_same_search_keeps_its_address_and_old_ones_are_forgotten(served: FlaskClient) -> None:
    first = ask(served, mots="peur")
    assert ask(served, mots=" peur ") == first
    later = [ask(served, mots=f"mot{number}") for number in range(MOST)]
    assert len({first, *later}) == MOST + 1
    answer = served.get(first)
    assert answer.headers["Location"] == "/chercher/"
    assert "plus gardée" in served.get("/chercher/").get_data(as_text=True)
    assert served.get(later[0]).status_code == 200


def test_a_search_belongs_to_whoever_made_it(house: Flask, served: FlaskClient) -> None:
    address = ask(served, mots="peur")
    assert house.test_client().get(address).status_code == 302


def test_nothing_typed_with_a_filter_lists_passages(served: FlaskClient) -> None:
    assert "2 passages dans 1 entretien<" in search(served, genre="femme")
    assert "4 passages dans 2 entretiens" in search(served)
    assert "2 passages dans 1 entretien<" in search(served, carte="joker")


@pytest.mark.parametrize("typed", ['"', "*", "😀", "-", "NEAR(", "a" * 10_000, "\0", "peur? " * 40, "<script>"])
def test_whatever_is_typed_is_answered_in_french(served: FlaskClient, typed: str) -> None:
    page = search(served, mots=typed)
    assert "Aucun passage" in page or 'role="alert"' in page
    assert "<script>" not in page.replace('<script src="', "").replace('<script type="module" src="', "")


@pytest.mark.parametrize("typed", ["أتعلم", "de", "ET", "AND peur"])
def test_other_writings_and_small_words_are_searched(served: FlaskClient, typed: str) -> None:
    assert re.search(r"passages? dans|Aucun passage", search(served, mots=typed))


@pytest.mark.parametrize("wrong", [{"kpa": "x"}, {"genre": "chat"}, {"tri": "x"}, {"carte": "x'"}, {"etat": "x"}])
def test_a_choice_that_does_not_exist_is_none(served: FlaskClient, wrong: dict[str, str]) -> None:
    assert "4 passages" in search(served, **wrong)


@pytest.mark.parametrize("more", ["?tri=age&sens=inverse", "?tri=x", "?page=99", "?page=x", "?page=-1", "?page=²"])
def test_orders_and_pages_are_read_from_the_address_or_left(served: FlaskClient, more: str) -> None:
    assert "4 passages" in search(served, more)


def test_the_order_of_a_column_turns_when_it_is_asked_again(served: FlaskClient) -> None:
    page = search(served, "?tri=age")
    assert re.search(r'aria-sort="ascending"><a href="[^"]*\?tri=age&amp;sens=inverse"', page)
    page = search(served, "?tri=age&sens=inverse")
    assert re.search(r'aria-sort="descending"><a href="[^"]*\?tri=age"', page)


def test_a_long_passage_is_cut_around_the_words(served: FlaskClient) -> None:
    page = search(served, mots="cerfeuil")
    quote = re.findall(r'<td role="cell" class="words">(.*?)</p>', page, re.DOTALL)[0]
    words = re.sub(r"<[^>]*>", "", quote)
    assert words.startswith("…")
    assert words.endswith("…")
    assert "cerfeuil" in words
    assert len(words) < 520


def test_an_empty_house_says_what_to_do_first(client: FlaskClient) -> None:
    assert "Pas encore de paroles" in client.get("/chercher/").get_data(as_text=True)


def test_the_list_of_interviews_has_the_field_too(served: FlaskClient) -> None:
    page = served.get("/entretiens/").get_data(as_text=True)
    assert 'action="/chercher/"' in page
    assert 'name="mots"' in page


def test_a_token_is_asked_for(house: Flask, served: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house.config, "WTF_CSRF_ENABLED", True)
    assert served.post("/chercher/", data={"mots": "peur"}).status_code == 400
