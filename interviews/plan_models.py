"""The interviews to come: when, where, with whom, and what was agreed at the invitation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ColumnElement, ForeignKey, or_, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kparole.access import Scope
from kparole.db import Base, now
from network.models import Kpa


class Appointment(Base):
    """One interview to come; ``uid`` will be the id of the interview itself, whoever leads it.

    ``starts_at`` is what a clock on the wall of ``zone`` says; ``agreed`` holds « given » or « refused » a use, and
    nothing for what was not asked; ``ticked``: ids of the points already done. ``version`` counts the changes, ``click``
    the sending that made it.
    """

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    naming: Mapped[str]
    language: Mapped[str]
    interpreter: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    zone: Mapped[str]
    minutes: Mapped[int]
    place: Mapped[str]
    roles: Mapped[str]
    swap: Mapped[bool]
    mode: Mapped[str]
    agreed: Mapped[dict[str, str]] = mapped_column(JSON)
    agreed_how: Mapped[str]
    person_reminders: Mapped[str]
    own_reminders: Mapped[str]
    ticked: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=0)
    click: Mapped[str | None] = mapped_column(unique=True)
    made_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)

    kpa: Mapped[Kpa | None] = relationship(lazy="joined")

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """The appointments of the KPAs of this scope, and those it names one by one."""
        if scope.kpas is None:
            return true()
        return or_(cls.kpa_id.in_(sorted(scope.kpas)), cls.uid.in_(sorted(scope.interviews)))
