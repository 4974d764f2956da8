"""Reads and writes the campaigns; the only writer of their tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select

from analysis.campaigns.models import Campaign, CampaignInterview
from interviews.kept import kept
from interviews.models import CompteRendu
from kparole.access import SYSTEM, acting_as
from kparole.db import db
from kparole.errors import UserError

FIRST = "Première campagne"
BAD_DATES = "La fin de la campagne est avant son début. Corrigez l'une des deux dates."
NO_NAME = "Donnez un nom à la campagne, par exemple « Printemps 2026 »."


@dataclass(frozen=True, slots=True)
class Season:
    """A campaign as the pages know it; ``id`` None: the one there is before anybody made any."""

    id: int | None
    name: str
    begins: date | None = None
    ends: date | None = None
    read_first: bool = True
    weighing: dict[str, Any] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        """True when an interview of that day is in it by its date."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


def campaigns() -> tuple[Season, ...]:
    """Every campaign, the oldest first; never none."""
    rows = db.session.scalars(select(Campaign).order_by(Campaign.begins.nulls_first(), Campaign.id)).all()
    if not rows:
        return (Season(None, FIRST, read_first=not current_app.config["KPAROLE"].demo),)
    return tuple(Season(r.id, r.name, r.begins, r.ends, r.read_first, dict(r.weighing)) for r in rows)


def campaign_of() -> dict[str, Season]:
    """The campaign of each interview, by code: chosen by hand, else by its date, else the last one without dates."""
    with acting_as(SYSTEM):
        seasons = campaigns()
    by_id = {one.id: one for one in seasons}
    chosen = CampaignInterview.campaign_id
    rows = db.session.execute(
        select(CompteRendu.code, CompteRendu.created_at, chosen)
        .outerjoin(CampaignInterview, CampaignInterview.compte_rendu_id == CompteRendu.id)
        .where(kept())
    )
    return {code: by_id.get(picked) or _by_date(seasons, at.date()) for code, at, picked in rows}


def save_campaign(*, id: int | None, name: str, begins: date | None, ends: date | None, read_first: bool) -> Campaign:
    """Make a campaign, or change it, and commit. Raises UserError."""
    if not name.strip():
        raise UserError(NO_NAME)
    if begins and ends and ends < begins:
        raise UserError(BAD_DATES)
    row = db.session.get(Campaign, id) if id is not None else None
    if row is None:
        row = Campaign(weighing={})
        db.session.add(row)
    row.name, row.begins, row.ends, row.read_first = name.strip()[:120], begins, ends, read_first
    db.session.commit()
    return row


def keep_weighing(season: Season, weighing: dict[str, Any]) -> None:
    """Keep how evidence is weighed with this campaign, which is made when it is only the one we start with, and commit."""
    row = db.session.get(Campaign, season.id) if season.id is not None else None
    if row is None:
        row = Campaign(name=season.name, begins=season.begins, ends=season.ends, read_first=season.read_first)
        db.session.add(row)
    row.weighing = weighing
    db.session.commit()


def put_in(row: CompteRendu, campaign_id: int | None) -> None:
    """Put an interview in a campaign by hand, None = where its date says, and commit."""
    known = db.session.get(CampaignInterview, row.id)
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    if campaign_id is not None:
        db.session.add(CampaignInterview(compte_rendu_id=row.id, campaign_id=campaign_id))
    db.session.commit()


def _by_date(seasons: tuple[Season, ...], day: date) -> Season:
    """The one whose dates hold this day, else the last one without dates, else the last one."""
    dated = [one for one in seasons if one.begins or one.ends]
    undated = [one for one in seasons if one not in dated]
    return next((one for one in dated if one.holds(day)), (undated or seasons)[-1])
