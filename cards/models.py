"""The decks of the team as tables: each keeps every edition it ever had, and the files they name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kparole.db import Base, now


class DeckRow(Base):
    """A deck. ``slug``: its id in TOML and in addresses, never made from its title.

    ``current``: the number of the edition being worked on; ``published``: of the one shown on tables, NULL before the first.
    ``shipped``: it travels with KParole, and only what was shown of it is kept here.
    """

    __tablename__ = "deck"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    shipped: Mapped[bool] = mapped_column(default=False)
    current: Mapped[int]
    published: Mapped[int | None]
    archived: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Edition(Base):
    """One state of a deck, never changed afterwards. ``parent``: the number of the edition it was made from.

    ``what``: the change in French; ``who``: the opaque key of who made it; ``shown_at``: when it was first published.
    """

    __tablename__ = "deck_edition"
    __table_args__ = (UniqueConstraint("deck_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deck_id: Mapped[int] = mapped_column(ForeignKey("deck.id", ondelete="CASCADE"))
    number: Mapped[int]
    parent: Mapped[int | None]
    version: Mapped[str] = mapped_column(index=True)
    toml: Mapped[str]
    what: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    shown_at: Mapped[datetime | None]


class DeckMedia(Base):
    """A picture or a sound that a team brought; its bytes are in the files, under the digest its name begins with."""

    __tablename__ = "deck_media"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    bytes: Mapped[int]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
