"""What a run of the analysis leaves: the run, its extracts, their labels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, UniqueConstraint, false, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from interviews.models import OfOneInterview
from kparole.access import Scope
from kparole.db import Base, now

CASCADE = "all, delete-orphan"


class Run(Base):
    """One analysis of the whole corpus. ``summary`` holds what is counted over it (weights, crossings, themes, charts).

    ``corpus`` is the hash of what was read, so that the pages can say when the run no longer matches.
    """

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[str]
    corpus: Mapped[str]
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    duration: Mapped[dict[str, float]] = mapped_column(JSON)
    summary: Mapped[dict[str, Any]] = mapped_column(JSON)
    charts: Mapped[dict[str, Any]] = mapped_column(JSON)

    extracts: Mapped[list[ExtractRow]] = relationship(cascade=CASCADE, order_by="ExtractRow.id", passive_deletes=True)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """All or none: a run counts over the whole network."""
        return true() if scope.whole else false()


class ExtractRow(OfOneInterview, Base):
    """A meaning unit: offsets in its note (code points, end exclusive) and a copy of the text."""

    __tablename__ = "extract"
    __table_args__ = (UniqueConstraint("run_id", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str]
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int] = mapped_column("stop")
    text: Mapped[str]
    exact: Mapped[bool]
    best: Mapped[str]
    best_confidence: Mapped[float]

    labels: Mapped[list[LabelRow]] = relationship(cascade=CASCADE, order_by="LabelRow.rank", passive_deletes=True)


class LabelRow(Base):
    """One effect the machine saw in an extract, and the words that decided ([start, end, weight] in the extract)."""

    __tablename__ = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    extract_id: Mapped[int] = mapped_column(ForeignKey("extract.id", ondelete="CASCADE"), index=True)
    rank: Mapped[int]
    effect: Mapped[str]
    sub: Mapped[str | None]
    polarity: Mapped[str]
    strength: Mapped[int | None]
    confidence: Mapped[float]
    words: Mapped[list[list[float]]] = mapped_column(JSON, default=list)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The labels of the extracts this scope reaches."""
        return true() if scope.whole else cls.extract_id.in_(select(ExtractRow.id).where(ExtractRow.within(scope)))
