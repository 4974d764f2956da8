"""Who may come in: accounts, invitations, passes, and the failed tries at a password."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from flask_security import UserMixin
from sqlalchemy import JSON, ForeignKey
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, validates

from kparole.access import ACCOUNT_ROLES, PASS_ROLES, Role
from kparole.db import Base, now


class Account(UserMixin, Base):
    """A person with a name to log in and one role. ``fs_uniquifier`` is what her sessions carry: changing it ends them."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password: Mapped[str | None]
    opened: Mapped[bool] = mapped_column("active", default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"), index=True)
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    totp_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))

    @property
    def key(self) -> str:
        """The opaque name of this person, the only one in the journal and the logs."""
        return f"compte:{self.id}"

    @property
    def active(self) -> bool:  # type: ignore[override]
        """True while this account lets in: not closed, and not past its last day."""
        return self.opened and (self.ends_on is None or self.ends_on >= date.today())

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        """The one role, in the shape Flask-Security reads."""
        return [SimpleNamespace(name=self.role, get_permissions=set)]

    @validates("role")
    def _known_role(self, _key: str, role: str) -> str:
        if role not in {str(one) for one in ACCOUNT_ROLES}:
            raise ValueError(role)
        return role

    def calc_username(self) -> str:
        """What an authenticator app shows."""
        return self.username


class Invitation(Base):
    """A link that makes one account, or gives an account a new password (``account_id``); only its hash is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    kpa_id: Mapped[int | None] = mapped_column(ForeignKey("kpa.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    access_ends_on: Mapped[date | None]
    made_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Pass(Base):
    """A link that opens given interviews for a given time, without an account; only its hash is kept."""

    __tablename__ = "pass"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    name: Mapped[str]
    interviews: Mapped[list[str]] = mapped_column(JSON)
    made_by: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """The opaque name of whoever holds this pass."""
        return f"passe:{self.id}"

    @property
    def open(self) -> bool:
        """True while it lets in."""
        return self.revoked_at is None and now() < self.ends_at

    @validates("purpose")
    def _known_purpose(self, _key: str, purpose: str) -> str:
        if purpose not in {str(one) for one in PASS_ROLES}:
            raise ValueError(purpose)
        return purpose


class Trial(Base):
    """One wrong password or code; ``who``: a keyed hash of the name that was typed, of an account or not."""

    __tablename__ = "trial"

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)


ROLE_WORDS: dict[str, str] = {
    Role.LOCAL: "votre machine",
    Role.CONTRIBUTOR: "contributeur·rice",
    Role.FACILITATION: "animation",
    Role.COORDINATION: "coordination",
    Role.EVALUATION: "évaluation",
    Role.ADMINISTRATION: "administration",
    Role.REREADING: "relire",
    Role.CO_ANALYSIS: "co-analyser",
    Role.LEADING: "mener l'entretien",
}
"""How a role is written on the pages."""
