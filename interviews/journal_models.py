"""The journal of each interview led with the tablet: its operations, what contradicted them, its photos and sounds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, UniqueConstraint, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from kparole.access import Scope
from kparole.db import Base, now


class Interview(Base):
    """An interview, known by the id its device made. ``state``: open or ended; ``trial``: made to practise, in no corpus.

    ``owner``: the opaque key of who sent it first. ``deck``, ``deck_version``: "" until its opening has arrived.
    """

    __tablename__ = "interview"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"), index=True)
    state: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime] = mapped_column(default=now)
    owner: Mapped[str]
    deck: Mapped[str] = mapped_column(default="")
    deck_version: Mapped[str] = mapped_column(default="")
    trial: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The interviews of the KPAs of this scope, and those it names one by one."""
        if scope.kpas is None:
            return true()
        return or_(cls.kpa_id.in_(sorted(scope.kpas)), cls.uid.in_(sorted(scope.interviews)))


class OfOneJournal:
    """A table whose rows belong to one interview: they are reached with it."""

    interview_id: Mapped[int]

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The rows of the interviews this scope reaches."""
        if scope.kpas is None:
            return true()
        return cls.interview_id.in_(select(Interview.id).where(Interview.within(scope)))


class OperationRow(OfOneJournal, Base):
    """One operation. ``n``: the order of arrival; ``data``: NULL once it was erased; ``hash``: that of what was sent, for ever.

    An id is one operation within its interview only: nobody learns from a refusal what another KPA has.
    """

    __tablename__ = "operation"
    __table_args__ = (UniqueConstraint("interview_id", "id"), {"sqlite_autoincrement": True})

    n: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"))
    device: Mapped[str]
    seq: Mapped[int]
    kind: Mapped[str]
    field: Mapped[str | None]
    base: Mapped[str | None]
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    hash: Mapped[str]
    at: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(default=now)


class ConflictRow(OfOneJournal, Base):
    """What came under the id of an operation that was there already, with another content: kept aside, never put in its place."""

    __tablename__ = "operation_conflict"
    __table_args__ = (UniqueConstraint("interview_id", "operation", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"))
    operation: Mapped[str]
    hash: Mapped[str]
    sent: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    received_at: Mapped[datetime] = mapped_column(default=now)


class Attachment(OfOneJournal, Base):
    """A photo or a sound that a journal announces. ``state``: waiting, complete, refused or erased.

    ``sha256`` and ``bytes`` are those of what the device has; ``stored``: the internal name of what is kept, which for a
    photo was made anew without its notes (place, camera).
    """

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("interview_id", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"))
    operation: Mapped[str]
    kind: Mapped[str]
    sha256: Mapped[str]
    bytes: Mapped[int]
    type: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    stored: Mapped[str | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Poured(OfOneJournal, Base):
    """The compte-rendu that was made from an interview: one an interview."""

    __tablename__ = "poured"

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), unique=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
