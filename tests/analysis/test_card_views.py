"""The pages of the life of the cards: what each role reads there, and what is told when cards differ."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from analysis import card_views
from analysis.card_life import Played
from cards import service as decks
from cards.deck import Card, Deck, load_deck
from cards.library import draft_of, library
from interviews.models import CompteRendu, Pick
from kparole.access import EVERYTHING, LOCAL, Actor, Role
from kparole.db import db
from tests.analysis.card_making import DECKS, renamed, took
from tests.conftest import opened
from tests.databases import Bases
from tests.kparole.test_every_page import check, queries, words

DECK = load_deck()
CANARY = "Chez Zéphyrine"
HERE = "/analyse/cartes/"
OUTSIDE = [Actor("compte:9", role, "Théo", EVERYTHING) for role in (Role.FACILITATION, Role.EVALUATION)]


def interview(number: int, *picks: tuple[str | None, str | None], version: str, month: int) -> None:
    row = CompteRendu(
        uid=uuid4().hex, code=f"X-{number:03}", pseudonym=f"P{number}", words_hash=f"{number}", deck_version=version,
        problems=[], created_at=datetime(2026, month, 2),
    )  # fmt: skip
    row.picks = [Pick(rank=rank, card=card, title=title) for rank, (card, title) in enumerate(picks, 1)]
    db.session.add(row)


@pytest.fixture(scope="module")
def house(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Eight interviews with our deck, six with one of the team where a card is retitled and another hidden, one silent."""
    with bases.empty(tmp_path_factory.mktemp("cartes")) as settings, opened(settings) as app:
        with app.app_context():
            summer = _summer()
            for number in range(8):
                interview(number, ("utile", None), ("joker", CANARY if number else None), version=DECK.version, month=1)
            for number in range(8, 14):
                interview(number, ("aime", "Je n'ai pas aimé…"), ("utile", None), version=summer, month=3)
            interview(14, version=DECK.version, month=1)
            db.session.commit()
        yield app


def _summer() -> str:
    slug = decks.copy("kpa", title="Jeu de l'été")

    def renamed(card: Card) -> Card:
        if card.id == "teste":
            return replace(card, titles={**card.titles, "fr": "J'ai osé…"})
        return replace(card, hidden=card.id == "cree")

    def other(deck: Deck) -> Deck:
        return replace(deck, cards=tuple(map(renamed, deck.cards)))

    decks.change(slug, base=draft_of(slug).number, what="Essai", card=None, to=other)
    return decks.publish(slug, base=draft_of(slug).number).version


def _published(house: Flask) -> str:
    """The version of the team's deck."""
    with house.app_context():
        return next(shelf.deck.version for shelf in library() if not shelf.shipped)


def as_(house: Flask, actor: Actor = LOCAL) -> FlaskClient:
    house.extensions["kparole.identify"] = lambda: actor
    return house.test_client()


def test_every_number_stands_on_its_base(house: Flask) -> None:
    page = words(check(as_(house), HERE)).replace("\xa0", " ")
    assert "14 des 15 entretiens disent quelles cartes ont été prises : 28 cartes en tout" in page
    assert "14 des 14 entretiens" in page
    assert "aucun des 8 entretiens" in page, "« J'ai créé » was on the table of eight only"


def test_cards_that_differed_are_told(house: Flask) -> None:
    page = words(check(as_(house), HERE))
    assert "n’ont pas tous été menés avec les mêmes cartes" in page
    assert "s’appelle maintenant « J’ai osé… »" in page.replace("\xa0", " ")
    alone = words(check(as_(house), f"{HERE}?au=2026-02-01"))
    assert "les mêmes cartes" not in alone


def test_the_team_reads_the_titles_of_jokers(house: Flask) -> None:
    page = check(as_(house), HERE)
    assert CANARY in page
    assert "(7 fois)" in page


@pytest.mark.parametrize("actor", OUTSIDE, ids=lambda actor: actor.role)
@pytest.mark.parametrize("address", [HERE, f"{HERE}comparer", f"{HERE}?jeu={DECK.version}"])
def test_outside_the_team_no_title_no_rank_and_no_day(house: Flask, actor: Actor, address: str) -> None:
    page = check(as_(house, actor), address)
    assert "Zéphyrine" not in page
    assert 'type="date"' not in page
    assert "À quel rang" not in page


def test_outside_the_team_days_in_the_address_change_nothing(house: Flask) -> None:
    client = as_(house, OUTSIDE[0])
    plain, moved = (
        re.sub(r"<nav.*?</nav>", "", check(client, a), flags=re.DOTALL) for a in (HERE, f"{HERE}?au=2026-01-01")
    )
    assert words(plain) == words(moved)


def test_outside_the_team_no_part_is_counted_beside_the_whole(house: Flask) -> None:
    client = as_(house, OUTSIDE[1])
    versions = {DECK.version, _published(house)}
    whole = words(re.sub(r"<nav.*?</nav>", "", check(client, HERE), flags=re.DOTALL))
    for version in versions:
        part = words(re.sub(r"<nav.*?</nav>", "", check(client, f"{HERE}?jeu={version}"), flags=re.DOTALL))
        assert part == whole
    page = words(check(client, f"{HERE}comparer"))
    assert "8 des 8 entretiens" not in page
    assert "un petit nombre se devinerait" in page
    assert "s’appelle maintenant « J’ai osé… »" in page.replace("\xa0", " ")


def test_outside_the_team_the_total_of_cards_is_not_said(house: Flask) -> None:
    page = words(check(as_(house, OUTSIDE[0]), HERE))
    assert "disent quelles cartes ont été prises." in page
    assert "en tout" not in page


def test_a_large_count_untold_beside_a_small_one_is_not_said_to_be_small(
    house: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    games = [
        *(took("aime/0") for _ in range(25)),
        *(took("aime/1") for _ in range(3)),
        *(took("utile") for _ in range(2)),
    ]
    monkeypatch.setattr(card_views, "played", lambda: Played(tuple(renamed(games)), DECKS, DECK))
    page = words(check(as_(house, OUTSIDE[0]), HERE))
    assert page.count("non montré") >= 4, "25 openings and 28 first cards are hidden to protect 3 and 2"
    assert "< 5" not in page
    assert "moins de 5 fois en premier" not in page
    assert "non montré" not in words(check(as_(house), HERE))


def test_two_decks_stand_side_by_side_with_what_differs(house: Flask) -> None:
    page = words(check(as_(house), f"{HERE}comparer"))
    assert "Les cartes n’étaient pas les mêmes des deux côtés" in page
    assert "8 des 8 entretiens" in page
    assert "6 des 6 entretiens" in page
    assert "pas sur la table" in page


def test_two_periods_may_overlap_and_it_is_said(house: Flask) -> None:
    page = words(check(as_(house), f"{HERE}comparer?a_au=2026-02-01&b_du=2026-01-01"))
    assert "9 entretiens sont des deux côtés" in page
    assert "Prenez chaque écart comme une question à poser" in page


def test_what_is_wrong_in_an_address_is_said(house: Flask) -> None:
    page = words(check(as_(house), f"{HERE}?du=hier&jeu=rien"))
    assert "n’est pas une date que KParole comprend" in page
    assert "Ce jeu n’a servi à aucun entretien" in page
    assert "Les deux côtés sont les mêmes" in words(check(as_(house), f"{HERE}comparer?a_du=x"))


def test_the_drawings_obey_a_strict_policy_and_name_themselves_once(house: Flask) -> None:
    page = check(as_(house), HERE)
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 6
    assert "style=" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_page_asks_little_and_is_quick(house: Flask) -> None:
    client = as_(house)
    client.get(HERE)
    with queries(house) as asked:
        start = time.process_time()
        assert client.get(HERE).status_code == 200
        spent = time.process_time() - start
    assert len(asked) <= 15
    assert spent < 0.2


def test_nobody_without_the_right_comes_in(house: Flask) -> None:
    for role in (Role.CONTRIBUTOR, Role.ADMINISTRATION, Role.CO_ANALYSIS):
        client = as_(house, Actor("compte:8", role, "Awa", EVERYTHING))
        assert client.get(HERE).status_code == 403
        assert client.get(f"{HERE}comparer").status_code == 403
