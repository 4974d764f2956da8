"""The rule of ``consent.is_kept``, asked of the database: comptes-rendus whose person took her words back are left out."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, select

from interviews.consent import TAKEN_BACK
from interviews.models import CompteRendu, Consent


def kept() -> ColumnElement[bool]:
    """The condition that a compte-rendu meets as long as its person did not take her words back."""
    return CompteRendu.id.not_in(taken_back_ids())


def taken_back_ids() -> Select[int]:
    """The ids of those whose person took her words back."""
    return select(Consent.compte_rendu_id).where(Consent.use == "notes", Consent.state == TAKEN_BACK)
