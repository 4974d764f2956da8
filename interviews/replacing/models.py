"""What stands for the names people say: the table of correspondence, sealed, and the decisions that can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, true
from sqlalchemy.orm import Mapped, mapped_column

from kparole.access import Scope
from kparole.db import Base, now


class Correspondence(Base):
    """One person, place or thing, and what is written instead. Nothing here can be read without the key of the house.

    ``sealed``: its names and what stands for them (``interviews.replacing.book``). ``kpa_id``: the only KPA it is spoken of
    in; NULL when it is spoken of in several or in none, and then whoever has one KPA does not reach it. ``change``: a
    number drawn at each change, so that their sum says whether the table is still the same.
    """

    __tablename__ = "correspondence"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"), index=True)
    sealed: Mapped[bytes]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    change: Mapped[int] = mapped_column(default=0)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """Those that are spoken of in the KPAs of this scope and nowhere else."""
        return true() if scope.kpas is None else cls.kpa_id.in_(sorted(scope.kpas))


class NameDecision(Base):
    """What one person decided in one gesture, so that she can take it back.

    ``masks``: [id, the state before, the state after] of each proposal; an empty state before: it was not there.
    ``sealed``: the correspondences as they were before and after, as closed as they are.
    """

    __tablename__ = "name_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    masks: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    sealed: Mapped[bytes]

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The decisions of this person."""
        return true() if scope.owner is None else cls.who == scope.owner
