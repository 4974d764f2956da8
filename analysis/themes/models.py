"""Themes that people took in hand, the passages they put in them, and every gesture, so that any last one can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from interviews.models import OfOneInterview
from kparole.access import Scope
from kparole.db import Base, now


class KeptTheme(Base):
    """A theme that somebody gave its shape. ``scope``: the effect it lives in, NULL outside the effects; ``name``: typed by
    hand, NULL = its own words; ``effect``: the id of the effect it became; ``gone``: put into another one.
    """

    __tablename__ = "kept_theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str | None]
    name: Mapped[str | None]
    effect: Mapped[str | None]
    gone: Mapped[bool] = mapped_column(default=False)
    who: Mapped[str]
    who_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    passages: Mapped[list[KeptPassage]] = relationship(order_by="KeptPassage.id", passive_deletes=True)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """All or none: a theme speaks of the whole network."""
        return true() if scope.whole else false()


class KeptPassage(OfOneInterview, Base):
    """A passage of a kept theme; ``theme_id`` NULL = somebody put it in no theme of this ``scope``.

    Told by the uid of its paragraph, offsets (code points, end exclusive) and a copy of its words, as decisions are.
    """

    __tablename__ = "kept_passage"

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("kept_theme.id", ondelete="CASCADE"), index=True)
    scope: Mapped[str | None]
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    note: Mapped[str]
    start: Mapped[int]
    end: Mapped[int] = mapped_column("stop")
    text: Mapped[str]


class ThemeGesture(Base):
    """What somebody did. ``changes``: what to put back: ``themes`` [id, field, before, after], ``passages`` [id, before,
    after] (themes), ``made`` and ``anchored``: ids of themes and passages that were not there. No word of anybody's but names.
    """

    __tablename__ = "theme_gesture"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    who: Mapped[str]
    who_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """All or none, as the themes."""
        return true() if scope.whole else false()
