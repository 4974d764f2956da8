"""Writes accounts, invitations and passes; the only writer of their tables."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from uuid import uuid4

from flask_security import hash_password
from flask_security.proxies import _security
from sqlalchemy import ColumnElement, delete, func, or_, select

from kparole.access import Role, current
from kparole.accounts.models import Account, Invitation, Pass
from kparole.db import db, now
from kparole.errors import UserError
from kparole.sessions import SessionRow, end_sessions

INVITATION_LASTS = timedelta(days=7)
TAKEN_NAME = "Ce nom est déjà pris. Choisissez-en un autre, par exemple avec l'initiale de votre nom."
LAST_ADMINISTRATOR = "C'est le dernier compte d'administration sans fin. Donnez d'abord ce rôle à quelqu'un d'autre."


def list_accounts() -> list[Account]:
    """Every account, by name."""
    return list(db.session.scalars(select(Account).order_by(func.lower(Account.name), Account.id)))


def open_invitations() -> list[Invitation]:
    """Invitations that can still be used, the newest first."""
    wanted = select(Invitation).where(Invitation.used_at.is_(None), Invitation.expires_at > now())
    return list(db.session.scalars(wanted.order_by(Invitation.id.desc())))


def invite(role: str, *, kpa_id: int | None = None, ends_on: date | None = None, account: Account | None = None) -> str:
    """Make an invitation (or, with an account, a link to a new password) and return its secret. Commits."""
    token = secrets.token_urlsafe(24)
    if account is not None:
        _forget_links(account)  # the one before may have gone to the wrong person
    db.session.add(
        Invitation(
            token_hash=hash_token(token),
            role=role,
            kpa_id=kpa_id,
            access_ends_on=ends_on,
            account_id=account.id if account else None,
            made_by=current().key,
            expires_at=now() + INVITATION_LASTS,
        )
    )
    db.session.commit()
    return token


def invitation_of(token: str) -> Invitation | None:
    """The invitation of this link, when it can still be used."""
    wanted = Invitation.token_hash == hash_token(token), Invitation.used_at.is_(None), Invitation.expires_at > now()
    return db.session.scalar(select(Invitation).where(*wanted))


def withdraw_invitation(invitation_id: int) -> bool:
    """Make an invitation useless. False when there is none. Commits."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None:
        return False
    db.session.delete(invitation)
    db.session.commit()
    return True


def join(invitation: Invitation, *, username: str, name: str, password: str) -> Account:
    """Make the account of an invitation, which is used up. Commits. Raises UserError when the name is taken."""
    hashed = hash_password(_security.password_util.normalize(password))
    if _named(username) is not None:
        raise UserError(TAKEN_NAME)
    account = Account(
        username=username,
        name=name.strip(),
        password=hashed,
        fs_uniquifier=uuid4().hex,
        role=invitation.role,
        kpa_id=invitation.kpa_id,
        ends_on=invitation.access_ends_on,
    )
    _use_up(invitation)
    db.session.add(account)
    db.session.commit()
    return account


def renew(invitation: Invitation, *, password: str) -> Account:
    """Give the account of this link a new password: every session ends, a lost second factor too. Commits."""
    account = db.session.get_one(Account, invitation.account_id)
    hashed = hash_password(_security.password_util.normalize(password))
    _use_up(invitation)
    _forget_links(account)
    account.password = hashed
    account.tf_primary_method = account.tf_totp_secret = account.totp_counter = None
    account.mf_recovery_codes = None
    _end_every_session(account)
    return account


def change_account(account: Account, *, role: str, kpa_id: int | None, ends_on: date | None, active: bool) -> None:
    """Change what an account may do; its sessions end, so that the old rights end at once. Commits. Raises UserError."""
    stays = role == Role.ADMINISTRATION and active and ends_on is None
    if account.role == Role.ADMINISTRATION and not stays and count_administrators(but=account.id, lasting=True) == 0:
        raise UserError(LAST_ADMINISTRATOR)
    if not active or (role, kpa_id) != (account.role, account.kpa_id):
        _forget_links(account)
        _take_back_all(account)
    account.role, account.kpa_id, account.ends_on, account.opened = role, kpa_id, ends_on, active
    _end_every_session(account)


def count_administrators(*, but: int | None = None, lasting: bool = False) -> int:
    """How many accounts of administration let in today, one left out; ``lasting``: those without an end only."""
    wanted: list[ColumnElement[bool]] = [Account.role == str(Role.ADMINISTRATION), Account.opened.is_(True)]
    wanted.append(
        Account.ends_on.is_(None) if lasting else or_(Account.ends_on.is_(None), Account.ends_on >= date.today())
    )
    if but is not None:
        wanted.append(Account.id != but)
    return db.session.scalar(select(func.count()).select_from(Account).where(*wanted)) or 0


def first_invitation() -> str | None:
    """The secret of a link for the first administrator; None when there is one. Links given before are useless. Commits."""
    if count_administrators():
        return None
    for old in db.session.scalars(select(Invitation).where(Invitation.role == str(Role.ADMINISTRATION))):
        db.session.delete(old)
    return invite(Role.ADMINISTRATION)


def give_pass(*, name: str, purpose: str, interviews: list[str], hours: int) -> tuple[Pass, str]:
    """Make a pass and return it with its secret. Commits."""
    token = secrets.token_urlsafe(24)
    given = Pass(
        token_hash=hash_token(token),
        purpose=purpose,
        name=name.strip(),
        interviews=sorted(interviews),
        made_by=current().key,
        ends_at=now() + timedelta(hours=hours),
    )
    db.session.add(given)
    db.session.commit()
    return given, token


def passes_given(*, by: str | None) -> list[Pass]:
    """The passes this person gave (everybody's when None), the newest first."""
    wanted = select(Pass).order_by(Pass.id.desc())
    return list(db.session.scalars(wanted if by is None else wanted.where(Pass.made_by == by)))


def pass_of(token: str) -> Pass | None:
    """The pass of this link, while it lets in."""
    found = db.session.scalar(select(Pass).where(Pass.token_hash == hash_token(token)))
    return found if found is not None and found.open else None


def take_back(given: Pass) -> None:
    """End a pass and whatever it opened, now. Commits."""
    given.revoked_at = now()
    end_sessions(given.key)


def hash_token(token: str) -> str:
    """How the secret of a link is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def _named(username: str) -> Account | None:
    return db.session.scalar(select(Account).where(func.lower(Account.username) == username))


def _use_up(invitation: Invitation) -> None:
    """Mark it used. Raises UserError when somebody else used it in between."""
    db.session.refresh(invitation)
    if invitation.used_at is not None:
        raise UserError("Ce lien a déjà servi. Demandez-en un autre.")
    invitation.used_at = now()


def _forget_links(account: Account) -> None:
    """The links to a new password that this account has not used."""
    unused = Invitation.account_id == account.id, Invitation.used_at.is_(None)
    db.session.execute(delete(Invitation).where(*unused))


def _take_back_all(account: Account) -> None:
    """The passes this account gave: who no longer reaches an interview no longer opens it to others."""
    for given in passes_given(by=account.key):
        if given.open:
            given.revoked_at = now()
            db.session.execute(delete(SessionRow).where(SessionRow.owner == given.key))


def _end_every_session(account: Account) -> None:
    old, account.fs_uniquifier = account.fs_uniquifier, uuid4().hex
    end_sessions(old)
