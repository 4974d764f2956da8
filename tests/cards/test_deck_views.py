"""The pages of a deck: the shelf, the small changes, putting in service, the zip, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cards.library import draft_of, history, published_deck, table_deck
from cards.service import add_deck
from kparole.access import EVERYTHING, LOCAL, Actor, Role
from kparole.db import db
from tests.bad_files.images import drawn
from tests.cards.deck_making import a_card, a_deck
from tests.cards.deck_seeing import SHELF, WORDS, card_of, file, ids, plain, seen, words_of


def test_the_shelf_shows_what_is_on_the_table_and_what_waits(visitor: FlaskClient, slug: str) -> None:
    page = seen(visitor, SHELF)
    assert "Sur la table" in page
    assert "Pas encore en service" in page
    assert f"{SHELF}{slug}/" in page


def test_a_shipped_deck_is_looked_at_and_copied_never_changed(visitor: FlaskClient) -> None:
    page = seen(visitor, f"{SHELF}kpa/")
    assert "ne se change pas" in page
    assert "data-soft" not in page
    assert "Copiez-le" in seen(visitor, f"{SHELF}kpa/ordre", carte="appris", pas="1")
    assert "Copiez-le" in seen(visitor, f"{SHELF}kpa/cartes/appris", **WORDS)
    copied = visitor.post(f"{SHELF}kpa/copier", data={"titre": "Le nôtre"})
    assert "Le nôtre" in seen(visitor, copied.location)


@pytest.mark.parametrize("number", ["9" * 30, str(2**63), "-1", "x"])
def test_a_number_that_no_edition_can_have_is_none(visitor: FlaskClient, slug: str, number: str) -> None:
    here = SHELF + slug
    assert visitor.post(f"{here}/visible", data={"carte": "un", "masquee": "oui", "base": number}).status_code == 302
    assert visitor.post(f"{here}/service", data={"base": number}).status_code == 302
    assert visitor.post(f"{here}/revenir", data={"version": number}).status_code == 404
    assert visitor.post(f"{here}/cartes/deux", data={**WORDS, "base": number}).status_code == 302


def test_who_makes_no_cards_sees_only_what_is_in_service(
    visitor: FlaskClient, shared_app: Flask, monkeypatch: pytest.MonkeyPatch, slug: str
) -> None:
    seen(visitor, f"{SHELF}{slug}/nom", titre="Un brouillon pour Zéphyrine", base="1")
    assert "Zéphyrine" in seen(visitor, SHELF)
    reader = Actor("passe:1", Role.REREADING, "Samia", EVERYTHING)
    monkeypatch.setitem(shared_app.extensions, "kparole.identify", lambda: reader)
    page = seen(visitor, SHELF)
    assert "Zéphyrine" not in page
    assert "Pas encore en service" not in page
    assert "Le jeu des KPA" in page


@pytest.mark.parametrize(("title", "said"), [("  ", "Donnez un nom au jeu."), ("x" * 81, "trop long : 80 signes")])
def test_a_deck_has_a_name(visitor: FlaskClient, slug: str, title: str, said: str) -> None:
    assert said in seen(visitor, f"{SHELF}{slug}/nom", titre=title, base="1")
    assert said in seen(visitor, f"{SHELF}{slug}/copier", titre=title)


def test_cards_are_moved_hidden_renamed_undone_and_each_button_says_what_it_takes_back(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    here = SHELF + slug
    assert "est maintenant la carte 2" in seen(visitor, f"{here}/ordre", carte="un", pas="1", base="1")
    assert ids(shared_app, slug) == ["deux", "un", "trois"]
    seen(visitor, f"{here}/ordre", carte="trois", devant="deux", base="2")
    assert ids(shared_app, slug) == ["trois", "deux", "un"]
    assert "Masquée" in seen(visitor, f"{here}/visible", carte="un", masquee="oui", base="3")
    assert "Le jeu d'été" in seen(visitor, f"{here}/nom", titre="Le jeu d'été", base="4")
    assert "Annuler Nom du jeu : « Le jeu d'été »" in words_of(seen(visitor, f"{here}/"))
    page = seen(visitor, f"{here}/annuler", oui="1")
    assert "Rétablir Nom du jeu : « Le jeu d'été »" in words_of(page)
    assert "Annuler « Carte un » masquée" in words_of(page)
    assert "Le jeu d'été" in seen(visitor, f"{here}/retablir", oui="1")
    for _ in range(4):
        page = seen(visitor, f"{here}/annuler", oui="1")
    assert ids(shared_app, slug) == ["un", "deux", "trois"]
    assert "Il n'y a rien à annuler." in seen(visitor, f"{here}/annuler", oui="1")


def test_the_last_card_to_be_seen_cannot_be_hidden(visitor: FlaskClient, slug: str) -> None:
    for base, card in (("1", "un"), ("2", "deux"), ("3", "trois")):
        page = seen(visitor, f"{SHELF}{slug}/visible", carte=card, masquee="oui", base=base)
    assert "Il faut au moins une carte visible." in page


def test_publishing_shows_the_differences_first_and_a_draft_changed_meanwhile_is_read_again(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    here = f"{SHELF}{slug}"
    assert "n'a encore jamais été en service" in seen(visitor, f"{here}/service")
    assert "Cette version est en service" in seen(visitor, f"{here}/service", base="1")
    seen(visitor, f"{here}/cartes/un", **WORDS)
    assert "« Carte un » s'appelle maintenant « J'ai cuisiné… »" in seen(visitor, f"{here}/service")
    assert "Le jeu a changé pendant que vous le relisiez" in seen(visitor, f"{here}/service", base="1")
    with shared_app.app_context():
        shown = published_deck(slug)
        assert shown is not None
        assert shown.cards[0].title == "Carte un"
    seen(visitor, f"{here}/service", base="2", poser="oui")
    with shared_app.app_context():
        assert table_deck().cards[0].title == "J'ai cuisiné…"
    assert "Posez-en un autre avant" in seen(visitor, f"{here}/ranger", ranger="oui")
    assert "Ce jeu est sur la table" in seen(visitor, f"{SHELF}kpa/table", oui="1")
    assert "Ce jeu est rangé" in seen(visitor, f"{here}/ranger", ranger="oui")
    assert "Jeux rangés (" in seen(visitor, SHELF)
    assert "de nouveau sur l'étagère" in seen(visitor, f"{here}/ranger", ranger="non")


def test_a_deck_never_put_in_service_cannot_be_on_the_table(visitor: FlaskClient, slug: str) -> None:
    assert "n'a pas encore été mis en service" in seen(visitor, f"{SHELF}{slug}/table", oui="1")


def test_the_history_says_who_and_what_and_any_version_comes_back(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS)
    page = seen(visitor, f"{SHELF}{slug}/histoire")
    assert "« J'ai cuisiné… » changée" in page
    assert "Vous" in page
    assert "revenu à la version 1" in seen(visitor, f"{SHELF}{slug}/revenir", version="1")
    assert card_of(shared_app, slug, "un").title == "Carte un"
    with shared_app.app_context():
        assert len(history(slug)) == 3
    assert visitor.post(f"{SHELF}{slug}/revenir", data={"version": "99"}).status_code == 404


def test_a_deck_goes_out_and_comes_back_with_the_same_version(
    visitor: FlaskClient, shared_app: Flask, slug: str
) -> None:
    seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS, image=file(drawn("jpeg"), "a.jpg"))
    out = visitor.get(f"{SHELF}{slug}/jeu.zip")
    assert out.headers["Content-Disposition"].startswith(f"attachment; filename={slug}-20")
    assert visitor.get(f"{SHELF}{slug}/jeu.zip").data == out.data
    answer = visitor.post(f"{SHELF}importer", data={"fichier": file(out.data, "jeu.zip")})
    with shared_app.app_context():
        assert draft_of(answer.location.split("/")[-2]).deck.version == draft_of(slug).deck.version


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Ce fichier est vide"),
        (b"%PDF-1.4", "Ce fichier est un PDF"),
        (b'[deck]\nid = "x"\n', "il manque « titre » (un texte)"),
    ],
)
def test_a_file_that_is_no_deck_is_refused_on_the_page(visitor: FlaskClient, content: bytes, said: str) -> None:
    answer = visitor.post(f"{SHELF}importer", data={"fichier": file(content, "jeu.zip")})
    assert answer.status_code == 422
    assert said in plain(answer.get_data(as_text=True))
    assert "Choisissez le fichier du jeu" in seen(visitor, f"{SHELF}importer", rien="1")


@pytest.mark.parametrize(
    "address", ["inconnu/", "inconnu/cartes/un", "inconnu/histoire", "inconnu/jeu.zip", "inconnu/service"]
)
def test_a_deck_that_is_not_there_is_not_found(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(SHELF + address).status_code == 404


@pytest.fixture
def as_role(shared_app: Flask) -> Iterator[Any]:
    """Act as somebody with this role for the rest of the test."""

    def become(role: Role) -> None:
        shared_app.extensions["kparole.identify"] = lambda: Actor("compte:9", role, "Ali", EVERYTHING)

    yield become
    shared_app.extensions["kparole.identify"] = lambda: LOCAL


@pytest.mark.parametrize(("role", "makes", "sets"), [
    (Role.CONTRIBUTOR, True, False), (Role.COORDINATION, True, True), (Role.ADMINISTRATION, False, True),
    (Role.EVALUATION, False, False), (Role.LEADING, False, False),
])  # fmt: skip
def test_each_role_makes_cards_or_sets_the_table_as_it_may(
    visitor: FlaskClient, slug: str, as_role: Any, role: Role, makes: bool, sets: bool
) -> None:
    as_role(role)
    page = seen(visitor, SHELF)
    assert ("Importer un jeu" in page) is makes
    assert visitor.get(f"{SHELF}{slug}/").status_code == (200 if makes else 403)
    assert visitor.post(f"{SHELF}kpa/table").status_code == (302 if sets else 403)


def test_what_is_on_everybodys_table_is_not_changed_by_one_kpa_alone(
    visitor: FlaskClient, shared_app: Flask, slug: str, as_role: Any
) -> None:
    seen(visitor, f"{SHELF}{slug}/service", base="1", poser="oui")
    as_role(Role.CONTRIBUTOR)
    seen(visitor, f"{SHELF}{slug}/cartes/un", **WORDS)
    assert "La coordination met en service" in seen(visitor, f"{SHELF}{slug}/service")
    assert "La coordination met en service" in seen(visitor, f"{SHELF}{slug}/service", base="2")
    as_role(Role.COORDINATION)
    seen(visitor, f"{SHELF}kpa/table", oui="1")
    with shared_app.app_context():
        shown = published_deck(slug)
        assert shown is not None
        assert shown.cards[0].title == "Carte un"
        db.session.rollback()


def test_sixty_cards_with_long_titles_are_laid_out_in_a_tenth_of_a_second(
    visitor: FlaskClient, shared_app: Flask
) -> None:
    with shared_app.app_context():
        slug = add_deck(
            a_deck(*(f"c-{number}" for number in range(60)), titles={"fr": "Un titre très long / Un autre" * 5})
        )
    visitor.get(f"{SHELF}{slug}/")
    times = []
    for _ in range(5):
        start = perf_counter()
        visitor.get(f"{SHELF}{slug}/")
        times.append(perf_counter() - start)
    assert min(times) < 0.1


def test_a_deck_too_heavy_for_a_tablet_says_so_where_it_is_made(
    visitor: FlaskClient, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "pèsent" not in seen(visitor, f"{SHELF}{slug}/")
    monkeypatch.setattr("cards.weight.megabytes", lambda _deck, _home: 31.4)
    assert "pèsent 31 Mo" in plain(seen(visitor, f"{SHELF}{slug}/"))


def test_a_deck_of_one_card_has_nothing_to_move(visitor: FlaskClient, shared_app: Flask) -> None:
    with shared_app.app_context():
        slug = add_deck(a_deck("seule"))
    page = seen(visitor, f"{SHELF}{slug}/")
    assert page.count("disabled") == 4
    assert a_card().title == "J'ai appris…"
