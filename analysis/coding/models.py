"""What people decide of passages: each decision with its author, first readings, rounds of double coding, free findings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from interviews.models import OfOneInterview
from kparole.access import Scope
from kparole.db import Base, now


class Coding(OfOneInterview, Base):
    """One decision about a passage: ``labels`` ([{effect, polarity, strength, sub}], [] = none of all that).

    The passage is told by the uid of its paragraph, offsets (code points, end exclusive) and a copy of its words, so that
    it is found again after the paragraph was moved, cut or joined. ``coder``: the key of who decided; ``machine``: what was
    proposed and ``saw``: whether that was on the screen. ``round_id``: blind, until ``agreed`` ends the discussion.
    Rows are never changed but for ``undone_at``: the last one of a coder that stands is what she says.
    """

    __tablename__ = "coding"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    note: Mapped[str]
    start: Mapped[int]
    end: Mapped[int] = mapped_column("stop")
    text: Mapped[str]
    scheme: Mapped[str]
    coder: Mapped[str]
    coder_name: Mapped[str]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("coding_round.id", ondelete="CASCADE"), index=True)
    agreed: Mapped[bool] = mapped_column(default=False)
    labels: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    machine: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    saw: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]


class ReadingMark(OfOneInterview, Base):
    """Somebody's first time with an interview. ``what``: « lu » (read by hand, proposals folded) or « vu » (saw them)."""

    __tablename__ = "reading_mark"
    __table_args__ = (UniqueConstraint("compte_rendu_id", "coder", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    coder: Mapped[str]
    coder_name: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class CodingRound(Base):
    """A double coding: the same interviews read by several people, each without seeing the others'.

    ``units``: the passages to be read, as they were cut then ([code, uid of the paragraph, start, end, text]).
    ``result``: how far they agree, once everybody has finished.
    """

    __tablename__ = "coding_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    scheme: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]
    units: Mapped[list[list[Any]]] = mapped_column(JSON)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    closed_at: Mapped[datetime | None]

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """Whoever codes knows the rounds; their interviews are reached each on its own."""
        return true()


class CodingTask(OfOneInterview, Base):
    """One interview to be read by one person in a round; ``done_at``: when she said she had finished."""

    __tablename__ = "coding_task"
    __table_args__ = (UniqueConstraint("round_id", "compte_rendu_id", "coder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("coding_round.id", ondelete="CASCADE"), index=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    coder: Mapped[str]
    coder_name: Mapped[str]
    done_at: Mapped[datetime | None]


class Finding(Base):
    """A finding in free words on a public, kept beside the effects. ``public``: how it is chosen, as the filters say it."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    public: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str]
    source: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """All or none: a finding speaks of the whole network."""
        return true() if scope.whole else false()
