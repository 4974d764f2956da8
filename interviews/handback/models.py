"""What the hand back leaves: each reading with the person, what she answered, what she learnt, words put aside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from interviews.models import OfOneInterview
from kparole.db import Base, now


class HandBack(OfOneInterview, Base):
    """One reading with the person. ``mode``: together, handed (the tablet in her hands), alone.

    ``agreed_at``: when she said herself that it is right; ``revision``: the number of the last edit in what was validated,
    None as long as it is not; ``present``, ``how``, ``interpreter``: as whoever was there told them.
    """

    __tablename__ = "hand_back"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    mode: Mapped[str]
    begun_at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]
    agreed_at: Mapped[datetime | None]
    validated_at: Mapped[datetime | None]
    revision: Mapped[int | None]
    present: Mapped[list[str]] = mapped_column(JSON, default=list)
    how: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")


class Answer(OfOneInterview, Base):
    """What she said of one passage: right, wrong, gone (the passage was taken out, its words are nowhere).

    ``piece``: the id of the passage; ``note``: that of the passage that holds her own words about it.
    """

    __tablename__ = "hand_back_answer"
    __table_args__ = (UniqueConstraint("compte_rendu_id", "piece"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    piece: Mapped[str]
    answer: Mapped[str]
    note: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]


class Learnt(OfOneInterview, Base):
    """One sentence of « Ce que j'ai appris », as a person wrote it. ``piece``: the passage it comes from, "" for none."""

    __tablename__ = "learnt"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    piece: Mapped[str]
    line: Mapped[str]


class TakenBack(OfOneInterview, Base):
    """Words put aside: what had been agreed before, so that it can be put back; where the compte-rendu was then."""

    __tablename__ = "taken_back"

    id: Mapped[int] = mapped_column(primary_key=True)
    compte_rendu_id: Mapped[int] = mapped_column(ForeignKey("compte_rendu.id", ondelete="CASCADE"), unique=True)
    at: Mapped[datetime] = mapped_column(default=now)
    who: Mapped[str]
    state: Mapped[str]
    consents: Mapped[dict[str, str]] = mapped_column(JSON)
