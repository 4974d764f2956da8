"""The network and its KPAs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kparole.db import Base, now


class Network(Base):
    """What was answered at the first start; one row. ``owner``: who uses a KParole for one person."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    deck: Mapped[str]
    owner: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)


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
