"""What happened to a compte-rendu since it is here: each edit and its way back, versions kept whole, and its stages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from interviews.models import OfOneInterview
from kparole.db import Base, now


class Revision(OfOneInterview, Base):
    """One edit. ``session``: the window it was made in; ``back``: the edit that takes it back; ``undoes``: the number of the
    one it took back. ``edit`` and ``back`` are NULL once the words were erased.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("compte_rendu_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]
    session: Mapped[str]
    edit: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    back: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    undoes: Mapped[int | None]


class Version(OfOneInterview, Base):
    """A compte-rendu kept whole. ``revision``: the number of the last edit in it; ``sheet``: NULL once erased."""

    __tablename__ = "version"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]
    why: Mapped[str]
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Stage(OfOneInterview, Base):
    """Where a compte-rendu is on its way, since when and by whom; the last row is where it is. ``how``: told by words."""

    __tablename__ = "stage"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]
    how: Mapped[str]
