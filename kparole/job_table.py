"""The table of long pieces of work, and the two types that whoever does one must know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, text, true
from sqlalchemy.orm import Mapped, mapped_column

from kparole.access import Scope
from kparole.db import Base, now

WHOLE = "tout"
"""The corpus of work that counts over the whole network."""
UNDER_WAY = ("queued", "running")
_IS_UNDER_WAY = text("state IN ('queued', 'running')")

Progress = Callable[[str, int, int], None]
"""``progress(step, done, total)``: the step in French, how far; raises Cancelled when the person asked to stop."""

Work = Callable[["Job", Progress], str | None]
"""What a kind of job does; returns the address to go to when it is done."""


class Job(Base):
    """A long piece of work: queued → running → done | failed | cancelled. ``attempts`` counts how often it was begun.

    ``owner``: the opaque key of who asked. The index lets one job a kind and corpus be under way, whoever asks and when.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index(
            "uq_job_under_way",
            "kind",
            "corpus",
            unique=True,
            sqlite_where=_IS_UNDER_WAY,
            postgresql_where=_IS_UNDER_WAY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    click: Mapped[str] = mapped_column(unique=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(default="queued")
    step: Mapped[str] = mapped_column(default="En attente")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    cancel: Mapped[bool] = mapped_column(default=False)
    message: Mapped[str | None] = mapped_column(default=None)
    goes_to: Mapped[str | None] = mapped_column(default=None)
    created_at: Mapped[datetime] = mapped_column(default=now)
    heartbeat: Mapped[datetime] = mapped_column(default=now)
    owner: Mapped[str | None] = mapped_column(default=None, index=True)
    kpa_id: Mapped[int | None] = mapped_column(default=None)
    corpus: Mapped[str] = mapped_column(default=WHOLE, server_default=WHOLE)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The jobs that this owner asked for."""
        return true() if scope.owner is None else cls.owner == scope.owner

    @property
    def over(self) -> bool:
        """True once nothing more will happen."""
        return self.state not in UNDER_WAY
