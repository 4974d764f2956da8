"""The decks a team works with: which one is on the table, which ones were, and the drafts that people edit. The only writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import func, select

from cards.deck import Deck, available_decks, made_deck, read_deck
from cards.deck_write import deck_text
from cards.errors import DeckConflict, DeckError
from cards.library import (
    Draft,
    deck_from,
    draft_from,
    draft_of,
    edition,
    edition_of,
    edition_shown,
    following,
    is_there,
    known_edition,
    published_deck,
    row_of,
    table_deck,
)
from cards.media_store import with_kept_media
from cards.models import DeckRow, Edition
from cards.slugs import free_slug
from kparole.access import current
from kparole.db import db, now, take_turn
from network.service import the_network

CHANGED = (
    "Quelqu'un d'autre a changé cette carte pendant ce temps. Les deux textes sont à l'écran : "
    "gardez le vôtre ou le sien, rien n'est perdu."
)
SHIPPED = "Ce jeu voyage avec KParole et ne se change pas. Copiez-le, puis changez la copie."
MOVED_ON = "Le jeu a changé pendant que vous le relisiez. Relisez ce qui va changer, puis mettez-le en service."


def remember(slug: str, version: str) -> None:
    """Keep what an interview was opened with, when it is a shipped deck (not committed).

    The next KParole may word it otherwise, or draw it otherwise: words and pictures are both kept.
    """
    deck = next((one for one in available_decks() if (one.id, one.version) == (slug, version)), None)
    if deck is None or edition_shown(slug, version) is not None:
        return
    take_turn("deck")
    row = db.session.scalar(select(DeckRow).filter_by(slug=slug))
    if row is None:
        row = DeckRow(slug=slug, shipped=True, current=1)
        db.session.add(row)
        db.session.flush()
    kept = _written(row, with_kept_media(deck), what="Montré pendant un entretien", parent=None)
    kept.shown_at = now()
    row.current = row.published = kept.number


def change(slug: str, *, base: int, what: str, card: str | None, to: Callable[[Deck], Deck]) -> Draft:
    """Make an edition by applying ``to`` to the draft. ``base``: the edition the person was looking at.

    When somebody changed the same card since (any card, for a change of the whole deck, is not looked at), raises
    DeckConflict; raises DeckError when the deck would no longer stand. Nothing is written then.
    """
    row = _row_to_change(slug)
    before = deck_from(known_edition(row, row.current).toml)
    seen = edition_of(row, base)
    if card is not None and seen is not None and deck_from(seen.toml).card(card) != before.card(card):
        raise DeckConflict(CHANGED)
    after = _checked(to(before))
    if after != before:
        row.current = _written(row, after, what=what, parent=row.current).number
    db.session.commit()
    return draft_from(row)


def undo(slug: str) -> Draft:
    """Go back to the edition before; at the first, nothing happens."""
    row = _row_to_change(slug)
    row.current = known_edition(row, row.current).parent or row.current
    db.session.commit()
    return draft_from(row)


def redo(slug: str) -> Draft:
    """Go forward again to the last edition made from this one, if any."""
    row = _row_to_change(slug)
    after = following(row)
    row.current = after.number if after else row.current
    db.session.commit()
    return draft_from(row)


def back_to(slug: str, number: int) -> Draft:
    """A new edition equal to an old one. Raises NoDeck."""
    old = edition(slug, number)
    return change(slug, base=number, what=f"Retour à la version {number}", card=None, to=lambda _deck: old)


def publish(slug: str, *, base: int) -> Deck:
    """Show the draft from the next interview on; those under way keep what they began with.

    ``base``: the edition the person was looking at. Raises DeckConflict when the draft is no longer that one.
    """
    row = _row_to_change(slug)
    if row.current != base:
        raise DeckConflict(MOVED_ON)
    shown = known_edition(row, row.current)
    shown.shown_at = shown.shown_at or now()
    row.published = shown.number
    db.session.commit()
    return deck_from(shown.toml)


def put_on_table(slug: str) -> None:
    """From now on interviews begin with this deck. Raises DeckError when nothing of it was published."""
    network = the_network()
    if published_deck(slug) is None:
        raise DeckError("Ce jeu n'a pas encore été mis en service. Mettez-le en service, puis posez-le sur la table.")
    if (row := db.session.scalar(select(DeckRow).filter_by(slug=slug))) is not None and row.archived:
        raise DeckError("Ce jeu est rangé. Remettez-le sur l'étagère, puis posez-le sur la table.")
    if network is None:
        raise DeckError("Répondez d'abord aux questions du premier démarrage.")
    network.deck = slug
    db.session.commit()


def copy(slug: str, *, title: str) -> str:
    """A deck of the team that begins as another; its slug. Raises NoDeck."""
    return add_deck(replace(draft_of(slug).deck, title=title), what=f"Copie de « {draft_of(slug).deck.title} »")


def add_deck(deck: Deck, *, what: str = "Jeu reçu d'un fichier") -> str:
    """Keep a new deck of the team, under a slug of its own; not published yet."""
    take_turn("deck")
    taken = {*db.session.scalars(select(DeckRow.slug)), *(one.id for one in available_decks())}
    row = DeckRow(slug=free_slug(taken), current=1)
    db.session.add(row)
    db.session.flush()
    _written(row, _checked(replace(deck, id=row.slug)), what=what, parent=None)
    db.session.commit()
    return row.slug


def archive(slug: str, *, archived: bool = True) -> None:
    """Put a deck away, or back on the shelf; the one on the table stays."""
    row = _row_to_change(slug)
    if archived and table_deck().id == slug:
        raise DeckError("Ce jeu est sur la table. Posez-en un autre avant de ranger celui-ci.")
    row.archived = archived
    db.session.commit()


def _checked(deck: Deck) -> Deck:
    """The same deck once written and read back: what would not stand is said now."""
    if not deck.shown:
        raise DeckError("Il faut au moins une carte visible. Montrez-en une, ou ajoutez-en une.")
    return read_deck(deck_text(made_deck(deck.id, deck.title, deck.cards)), name=deck.title, exists=is_there)


def _written(row: DeckRow, deck: Deck, *, what: str, parent: int | None) -> Edition:
    last = db.session.scalar(select(func.max(Edition.number)).filter_by(deck_id=row.id)) or 0
    made = Edition(
        deck_id=row.id,
        number=last + 1,
        parent=parent,
        version=deck.version,
        toml=deck_text(deck),
        what=what,
        who=current().key,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _row_to_change(slug: str) -> DeckRow:
    if any(deck.id == slug for deck in available_decks()):
        raise DeckError(SHIPPED)
    take_turn("deck")
    row = row_of(slug)
    db.session.refresh(row)
    return row
