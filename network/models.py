"""The KPAs of the network."""

from __future__ import annotations

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kparole.db import Base


class Kpa(Base):
    """A local cooperative. ``code`` starts the codes of its interviews; ``aliases`` are other spellings of its name."""

    __tablename__ = "kpa"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    town: Mapped[str | None] = mapped_column(default=None)
    district: Mapped[str | None] = mapped_column(default=None)
    public: Mapped[str | None] = mapped_column(default=None)
    baseline: Mapped[str | None] = mapped_column(default=None)
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
