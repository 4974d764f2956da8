"""Slows down whoever tries passwords: five failures on a name close it for a quarter of an hour, existing or not.

Counted by the name that is typed, so that one name closed leaves the others open and tells nothing about who exists.
Sessions already open go on.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from datetime import timedelta

from flask import current_app, g
from sqlalchemy import delete, func, insert, select

from kparole.accounts.models import Trial
from kparole.db import db, now

TRIES = 5
WINDOW = timedelta(minutes=15)
LOCKED = "Trop d'essais sur ce nom. Attendez un quart d'heure, ou demandez un nouveau lien à l'administration."


def locked(typed: str) -> bool:
    """True when this name, whatever it is, was tried too often."""
    recent = select(func.count()).select_from(Trial).where(Trial.who == _who(typed), Trial.at > now() - WINDOW)
    return (db.session.scalar(recent) or 0) >= TRIES


def failed(typed: str) -> None:
    """Count one failure; those that no longer count go. Commits."""
    db.session.execute(delete(Trial).where(Trial.at < now() - WINDOW))
    db.session.execute(insert(Trial).values(who=_who(typed), at=now()))
    db.session.commit()
    g.kparole_refused = True  # written down once the answer is ready (kparole.accounts.security)


def succeeded(typed: str) -> None:
    """Forget the failures of this name. Commits."""
    db.session.execute(delete(Trial).where(Trial.who == _who(typed)))
    db.session.commit()


def _who(typed: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    # As Flask-Security reads it: a name written in full-width letters is the same name.
    same = unicodedata.normalize("NFKD", typed).strip().casefold()
    return hmac.new(key, same.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]
