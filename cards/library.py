"""The decks a team has: the one on the table, those that were, the shelf, the drafts. Reads only; ``service`` writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from flask import current_app
from sqlalchemy import select

from cards.deck import Deck, available_decks, load_deck, read_deck, shipped_card_ids
from cards.errors import NoDeck
from cards.media import media_path
from cards.models import DeckRow, Edition
from kparole.db import db
from network.service import the_network


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being worked on. ``number``: that of its edition, ``published``: of the one on tables, None before the first.

    ``undo_what``, ``redo_what``: the change that would be taken back, or made again; None when there is none.
    """

    deck: Deck
    number: int
    published: int | None
    undo_what: str | None
    redo_what: str | None
    shipped: bool = False

    @property
    def can_undo(self) -> bool:
        """True when there is something to take back."""
        return self.undo_what is not None

    @property
    def can_redo(self) -> bool:
        """True when something was taken back."""
        return self.redo_what is not None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One deck in the list. ``draft``: what is being worked on differs from what is published."""

    slug: str
    title: str
    shipped: bool
    on_table: bool
    deck: Deck
    draft: bool
    published: bool
    archived: bool


def table_deck() -> Deck:
    """The deck on the table: the published edition of the one the network chose, ours when there is none."""
    network = the_network()
    return published_deck(network.deck) or load_deck() if network is not None else load_deck()


def deck_at(slug: str, version: str) -> Deck | None:
    """The deck exactly as it was shown under this version; None when it never was here."""
    for deck in available_decks():
        if (deck.id, deck.version) == (slug, version):
            return deck
    found = edition_shown(slug, version)
    return deck_from(found.toml) if found is not None else None


def deck_of(slug: str, version: str) -> Deck:
    """The deck an interview was led with: as it was shown, else the same deck as it is now, else the one on the table."""
    return deck_at(slug, version) or published_deck(slug) or table_deck()


def deck_versioned(version: str) -> Deck | None:
    """Whichever deck was shown under this version; None when it is not known."""
    slugs = [deck.id for deck in available_decks()]
    slugs += db.session.scalars(select(DeckRow.slug).join(Edition).where(Edition.version == version).distinct())
    return next((deck for slug in slugs if (deck := deck_at(slug, version)) is not None), None)


def known_deck() -> Deck:
    """The deck on the table, then every other card that was ever shown here, hidden: what reads comptes-rendus of all times."""
    table = table_deck()
    cards = {card.id: card for card in table.cards}
    for deck in (*_ever_shown(), *available_decks()):
        for card in deck.cards:
            cards.setdefault(card.id, replace(card, hidden=True))
    return Deck(table.id, table.title, tuple(cards.values()), table.version)


def known_card_ids() -> frozenset[str]:
    """Every card an operation may name: those of every edition that was shown, and any joker."""
    return shipped_card_ids() | {card.id for deck in _ever_shown() for card in deck.cards}


def _ever_shown() -> list[Deck]:
    """Every edition that was shown, the latest first."""
    wanted = select(Edition.toml).where(Edition.shown_at.is_not(None)).order_by(Edition.id.desc())
    return [deck_from(text) for text in db.session.scalars(wanted)]


def library() -> tuple[Shelf, ...]:
    """Every deck: the one on the table first, then ours, then the team's by title, the archived last."""
    on_table = table_deck().id
    shelves = [Shelf(one.id, one.title, True, one.id == on_table, one, False, True, False) for one in available_decks()]
    rows = db.session.execute(
        select(DeckRow, Edition).join(Edition, (Edition.deck_id == DeckRow.id) & (Edition.number == DeckRow.current))
    )
    for row, edition in rows:
        if not row.shipped:
            deck = deck_from(edition.toml)
            draft = row.published != row.current
            shelves.append(
                Shelf(
                    row.slug,
                    deck.title,
                    False,
                    row.slug == on_table,
                    deck,
                    draft,
                    row.published is not None,
                    row.archived,
                )
            )
    return tuple(
        sorted(shelves, key=lambda one: (one.archived, not one.on_table, not one.shipped, one.title.casefold()))
    )


def shelves_in_service() -> tuple[Shelf, ...]:
    """The decks that interviews may begin with, as they do: for whoever has no part in what is being worked on."""
    return tuple(
        replace(one, title=deck.title, deck=deck, draft=False)
        for one in library()
        if not one.archived and (deck := published_deck(one.slug)) is not None
    )


def draft_of(slug: str) -> Draft:
    """What is being worked on of a deck; a shipped one is what it is. Raises NoDeck."""
    shipped = next((deck for deck in available_decks() if deck.id == slug), None)
    if shipped is not None:
        return Draft(shipped, 0, 0, None, None, shipped=True)
    return draft_from(row_of(slug))


def edition(slug: str, number: int) -> Deck:
    """A deck as it was at this edition. Raises NoDeck."""
    found = edition_of(row_of(slug), number)
    if found is None:
        raise NoDeck(slug)
    return deck_from(found.toml)


def history(slug: str) -> tuple[Edition, ...]:
    """Every edition of a deck of the team, the newest first. Raises NoDeck."""
    row = row_of(slug)
    return tuple(db.session.scalars(select(Edition).filter_by(deck_id=row.id).order_by(Edition.number.desc())))


def is_there(name: str) -> bool:
    """True when the file of this name is in the pictures of KParole or among those of the team."""
    return media_path(name, current_app.config["KPAROLE"].home) is not None


@lru_cache(maxsize=256)
def deck_from(text: str) -> Deck:
    """The deck that a kept edition says."""
    return read_deck(text, name="jeu gardé")


def published_deck(slug: str) -> Deck | None:
    """The deck of this name as interviews begin with it; None when there is none."""
    shipped = next((deck for deck in available_decks() if deck.id == slug), None)
    if shipped is not None:
        return shipped
    wanted = select(Edition.toml).join(DeckRow, DeckRow.id == Edition.deck_id)
    text = db.session.scalar(wanted.where(DeckRow.slug == slug, Edition.number == DeckRow.published))
    return deck_from(text) if text is not None else None


def draft_from(row: DeckRow) -> Draft:
    """What is being worked on of this deck of the team."""
    here, after = known_edition(row, row.current), following(row)
    undo_what = here.what if here.parent is not None else None
    return Draft(deck_from(here.toml), row.current, row.published, undo_what, after.what if after else None)


def row_of(slug: str) -> DeckRow:
    """The row of a deck of the team. Raises NoDeck."""
    row = db.session.scalar(select(DeckRow).filter_by(slug=slug, shipped=False))
    if row is None:
        raise NoDeck(slug)
    return row


def edition_of(row: DeckRow, number: int) -> Edition | None:
    """The edition of this number."""
    return db.session.scalar(select(Edition).filter_by(deck_id=row.id, number=number))


def known_edition(row: DeckRow, number: int) -> Edition:
    """The edition of a number that the row itself names."""
    found = edition_of(row, number)
    assert found is not None, "a deck points to an edition that is not there"
    return found


def following(row: DeckRow) -> Edition | None:
    """The last edition made from the current one: what a redo goes to."""
    wanted = select(Edition).filter_by(deck_id=row.id, parent=row.current).order_by(Edition.number.desc())
    return db.session.scalars(wanted.limit(1)).first()


def edition_shown(slug: str, version: str) -> Edition | None:
    """The first edition that was shown under this version."""
    wanted = select(Edition).join(DeckRow, DeckRow.id == Edition.deck_id)
    wanted = wanted.where(DeckRow.slug == slug, Edition.version == version, Edition.shown_at.is_not(None))
    return db.session.scalars(wanted.order_by(Edition.number).limit(1)).first()
