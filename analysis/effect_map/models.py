"""What the team fills by hand on the map, and every step of it, so that any can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, false, true
from sqlalchemy.orm import Mapped, mapped_column

from kparole.access import Scope
from kparole.db import Base, now


class HandEntry(Base):
    """An effect on partners, economic actors or the territory. ``under``: the id of a place or the uid of another entry.

    ``interview``: the uid of the compte-rendu its proof comes from, "" for none. ``who``: an opaque key.
    """

    __tablename__ = "hand_entry"

    uid: Mapped[str] = mapped_column(primary_key=True)
    under: Mapped[str] = mapped_column(index=True)
    rank: Mapped[int]
    label: Mapped[str]
    source: Mapped[str]
    proof: Mapped[str]
    interview: Mapped[str]
    revision: Mapped[int]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """All or none: they speak of the whole network."""
        return true() if scope.whole else false()


class HandStep(Base):
    """What one gesture did to one entry; ``before`` and ``after`` are NULL when it was not there.

    ``revision``: the one the entry took. ``undone``: somebody took the gesture back.
    """

    __tablename__ = "hand_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    gesture: Mapped[str] = mapped_column(index=True)
    entry: Mapped[str] = mapped_column(index=True)
    revision: Mapped[int]
    what: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    undone: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """All or none, as the entries."""
        return true() if scope.whole else false()
