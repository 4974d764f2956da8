"""From the session of a request to who acts: an account, or the holder of a pass."""

from __future__ import annotations

from flask import session
from flask_login import current_user

from kparole.access import NOTHING, Actor, Role, Scope
from kparole.accounts.models import Account, Pass
from kparole.db import db
from kparole.sessions import OWNER

SCOPE_OF = {
    Role.FACILITATION: None,
    Role.COORDINATION: None,
    Role.EVALUATION: None,
    Role.ADMINISTRATION: frozenset[int](),
}


def identify() -> Actor | None:
    """Who this session belongs to; None when nobody has come in, or when the access came to its end."""
    owner = str(session.get(OWNER, ""))
    if owner.startswith("passe:"):
        given = db.session.get(Pass, int(owner.removeprefix("passe:")))
        return actor_of_pass(given) if given is not None and given.open else None
    if not owner or not current_user.is_authenticated:
        return None
    account: Account = current_user._get_current_object()
    if account.fs_uniquifier != owner:
        return None  # let in by something else than this session
    return actor_of(account)


def actor_of(account: Account) -> Actor:
    """What this account may reach. A contributor reaches her KPA; an administrator no words at all."""
    role = Role(account.role)
    own = frozenset({account.kpa_id} if account.kpa_id else ())
    kpas = SCOPE_OF.get(role, own)
    jobs = None if role is Role.COORDINATION else account.key
    kpa_id = account.kpa_id if role is Role.CONTRIBUTOR else None
    return Actor(account.key, role, account.name, Scope(kpas, frozenset(), jobs), kpa_id)


def actor_of_pass(given: Pass) -> Actor:
    """What this pass opens: its interviews and nothing else."""
    scope = Scope(NOTHING.kpas, frozenset(given.interviews), given.key)
    return Actor(given.key, Role(given.purpose), given.name, scope)
