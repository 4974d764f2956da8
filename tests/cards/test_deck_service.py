"""The decks of a team: every state kept, drafts apart from what is shown, nothing changed under an interview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from cards.deck import Deck, load_deck, made_deck
from cards.differences import differences
from cards.errors import DeckConflict, DeckError, NoDeck
from cards.library import deck_at, deck_of, draft_of, history, known_card_ids, known_deck, library, table_deck
from cards.media import is_kept, media_path
from cards.media_store import keep_bytes, shown_media
from cards.models import DeckMedia
from cards.service import add_deck, archive, back_to, change, copy, publish, put_on_table, redo, remember, undo
from kparole.config import Settings
from kparole.db import db
from kparole.files import store
from network.service import set_network
from tests.conftest import opened

Retitle = Callable[[Deck], Deck]


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with opened(settings) as app, app.app_context():
        set_network(name="Essai", deck="kpa", owner="", kpas=[])
        db.session.commit()
        yield app


def retitled(card: str, title: str) -> Retitle:
    def to(deck: Deck) -> Deck:
        cards = [replace(one, titles={**one.titles, "fr": title}) if one.id == card else one for one in deck.cards]
        return made_deck(deck.id, deck.title, cards)

    return to


def title_of(deck: Deck | None, card: str) -> str:
    assert deck is not None
    found = deck.card(card)
    assert found is not None
    return found.title


@pytest.mark.both_databases
def test_a_copy_is_edited_undone_redone_and_nothing_is_forgotten(app: Flask) -> None:
    slug = copy("kpa", title="Le jeu d'ici")
    assert slug == "jeu-1"  # a title may hold a name, an address may not
    one = change(slug, base=1, what="Un", card="appris", to=retitled("appris", "Un"))
    two = change(slug, base=one.number, what="Deux", card="appris", to=retitled("appris", "Deux"))
    assert (two.undo_what, two.redo_what) == ("Deux", None)
    back = undo(slug)
    assert (title_of(back.deck, "appris"), back.redo_what) == ("Un", "Deux")
    assert title_of(redo(slug).deck, "appris") == "Deux"
    undo(slug)
    other = change(slug, base=one.number, what="Trois", card="appris", to=retitled("appris", "Trois"))
    assert not other.can_redo
    assert [one.what for one in history(slug)] == ["Trois", "Deux", "Un", "Copie de « Le jeu des KPA »"]
    assert title_of(back_to(slug, two.number).deck, "appris") == "Deux"
    while draft_of(slug).can_undo:
        undo(slug)
    assert draft_of(slug).deck.cards == load_deck().cards


def test_two_people_on_two_cards_both_keep_their_words_and_on_one_card_the_second_is_asked(app: Flask) -> None:
    slug = copy("kpa", title="À deux")
    change(slug, base=1, what="A", card="appris", to=retitled("appris", "A"))
    draft = change(slug, base=1, what="B", card="change", to=retitled("change", "B"))
    assert (title_of(draft.deck, "appris"), title_of(draft.deck, "change")) == ("A", "B")
    with pytest.raises(DeckConflict):
        change(slug, base=1, what="C", card="appris", to=retitled("appris", "C"))
    assert title_of(draft_of(slug).deck, "appris") == "A"


@pytest.mark.both_databases
def test_what_is_shown_changes_only_when_it_is_published_and_every_version_shown_is_found_again(app: Flask) -> None:
    slug = copy("kpa", title="Ici")
    with pytest.raises(DeckError, match="mis en service"):
        put_on_table(slug)
    first = publish(slug, base=1)
    put_on_table(slug)
    draft = change(slug, base=1, what="Un", card="appris", to=retitled("appris", "Un"))
    assert table_deck().version == first.version != draft.deck.version
    assert deck_at(slug, draft.deck.version) is None
    with pytest.raises(DeckConflict):
        publish(slug, base=1)
    second = publish(slug, base=draft.number)
    assert table_deck() == second
    assert title_of(deck_at(slug, first.version), "appris") == "J'ai appris…"
    assert title_of(deck_of(slug, second.version), "appris") == "Un"
    assert deck_of("jamais-vu", "0" * 12) == second
    assert "appris" in known_card_ids()
    with pytest.raises(DeckError, match="sur la table"):
        archive(slug)


def test_a_deck_put_away_is_not_laid_on_the_table(app: Flask) -> None:
    slug = add_deck(replace(load_deck(), title="Rangé"))
    publish(slug, base=1)
    archive(slug)
    with pytest.raises(DeckError, match="est rangé"):
        put_on_table(slug)
    assert table_deck().id != slug


def test_a_card_that_is_no_longer_on_the_table_is_still_known(app: Flask) -> None:
    own = made_deck(
        "x", "Le nôtre", [replace(load_deck().cards[0], id="chante", titles={"fr": "J'ai chanté…"}, spoken={})]
    )
    slug = add_deck(own)
    publish(slug, base=1)
    put_on_table(slug)
    known = known_deck()
    assert [card.id for card in known.shown] == ["chante"]
    assert title_of(known, "utile") == "J'ai été utile…"
    assert known.find("J'ai été utile") is not None
    assert known_card_ids() >= {"chante", "utile", "joker"}


def test_the_deck_that_travels_with_kparole_is_not_edited(app: Flask) -> None:
    with pytest.raises(DeckError, match="Copiez-le"):
        change("kpa", base=0, what="", card=None, to=lambda deck: deck)
    with pytest.raises(NoDeck):
        draft_of("inconnu")


def test_a_deck_without_a_card_to_show_or_with_a_picture_that_is_not_there_is_refused_and_stays_as_it_was(
    app: Flask,
) -> None:
    slug = copy("kpa", title="Vide")
    empty = lambda deck: made_deck(deck.id, deck.title, [replace(card, hidden=True) for card in deck.cards])  # noqa: E731
    lost = lambda deck: made_deck(deck.id, deck.title, [replace(deck.cards[0], picture="perdue.svg")])  # noqa: E731
    with pytest.raises(DeckError, match="au moins une carte"):
        change(slug, base=1, what="", card=None, to=empty)
    with pytest.raises(DeckError, match="perdue"):
        change(slug, base=1, what="", card=None, to=lost)
    assert draft_of(slug).number == 1


def test_what_an_interview_saw_of_our_deck_is_kept_with_its_pictures(app: Flask) -> None:
    ours = load_deck()
    remember("kpa", ours.version)
    remember("kpa", ours.version)
    db.session.commit()
    home = app.config["KPAROLE"].home
    names = [row.name for row in db.session.query(DeckMedia)]
    assert len(names) == len({card.picture for card in ours.cards})
    assert all(is_kept(name) and media_path(name, home) is not None for name in names)
    assert [one.slug for one in library()] == ["kpa"]


def test_only_files_brought_for_a_deck_may_be_seen_by_anybody(app: Flask) -> None:
    home = app.config["KPAROLE"].home
    of_an_interview = f"{store(home, b'une photo')}.png"
    of_a_deck = keep_bytes(b"une image", suffix="png")
    db.session.commit()
    assert shown_media(of_an_interview) is None
    assert shown_media(of_a_deck) is not None
    assert shown_media("appris.svg") is not None
    assert shown_media("../appris.svg") is None
    client = app.test_client()
    with client.get(f"/cartes/media/{of_a_deck}?v=1") as page:
        assert (page.status_code, page.mimetype) == (200, "image/png")
        assert "immutable" in page.headers["Cache-Control"]
    with client.get(f"/cartes/media/{of_a_deck}", headers={"Range": "bytes=0-2"}) as part:
        assert (part.status_code, part.data) == (206, b"une")
    assert client.get(f"/cartes/media/{of_an_interview}").status_code == 404


def test_differences_are_sentences_in_the_order_of_the_table() -> None:
    ours = load_deck()
    first, second, *others = ours.cards
    new = made_deck(
        "kpa",
        ours.title,
        [replace(second, picture="appris.svg"), replace(first, titles={**first.titles, "fr": "Appris"}), *others[:-1]],
    )
    assert differences(ours, ours) == ()
    assert differences(ours, new) == (
        "L'image de la carte « J'ai changé… » a changé.",
        "« J'ai appris… » s'appelle maintenant « Appris ».",
        "La carte « JOKER » n'y est plus.",
        "Les cartes ne sont pas dans le même ordre.",
    )
    hidden = made_deck("kpa", ours.title, [replace(first, hidden=True), *ours.cards[1:]])
    assert hidden.version != ours.version
    assert differences(hidden, ours) == ("La carte « J'ai appris… » a été ajoutée.",)
