"""Campaigns of interviews, and which interview belongs to which."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, false, true
from sqlalchemy.orm import Mapped, mapped_column

from interviews.models import OfOneInterview
from kparole.access import Scope
from kparole.db import Base


class Campaign(Base):
    """A season of interviews. ``read_first``: proposals stay folded until somebody read an interview by hand.

    ``weighing``: how evidence is weighed in it, as the pages of the weights keep it; {} = the formula we start with.
    """

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    begins: Mapped[date | None]
    ends: Mapped[date | None]
    read_first: Mapped[bool] = mapped_column(default=True)
    weighing: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @classmethod
    def within(cls, scope: Scope) -> ColumnElement[bool]:
        """Everybody who reads anything knows the campaigns."""
        return true() if scope.whole or scope.kpas else false()


class CampaignInterview(OfOneInterview, Base):
    """The campaign an interview was put in by hand; without a row, its date says it."""

    __tablename__ = "campaign_interview"

    compte_rendu_id: Mapped[int] = mapped_column(
        ForeignKey("compte_rendu.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
