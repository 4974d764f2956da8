"""Who may do what, and which rows they reach: roles, rights and scopes. Pure; the domain answers to it, not the reverse.

A request acts as one ``Actor``. Views are opened by rights (``kparole.rules``), rows by scope: a table that belongs to
somebody has a method ``within(scope)``, and ``kparole.rows`` adds it to every question asked of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


class Role(StrEnum):
    """What a person is here for; the value is the word kept in tables and shown in addresses."""

    LOCAL = "local"
    CONTRIBUTOR = "contributeur"
    FACILITATION = "animation"
    COORDINATION = "coordination"
    EVALUATION = "evaluation"
    ADMINISTRATION = "administration"
    REREADING = "relecture"
    CO_ANALYSIS = "coanalyse"
    LEADING = "mener"


class Right(StrEnum):
    """One thing that can be allowed."""

    ENTER = "enter"
    READ_INTERVIEWS = "read interviews"
    LEAD = "lead"
    PLAN = "plan"
    IMPORT = "import"
    CHECK_NAMES = "check names"
    READ_ANALYSIS = "read analysis"
    READ_PASSAGES = "read passages"
    RUN_ANALYSIS = "run analysis"
    WRITE_RECIT = "write recit"
    GIVE_PASSES = "give passes"
    MANAGE_ACCOUNTS = "manage accounts"
    READ_JOURNAL = "read journal"
    SET_UP = "set up"
    MAKE_CARDS = "make cards"
    SET_TABLE = "set table"
    WRITE_UP = "write up"
    HAND_BACK = "hand back"
    FILL_MAP = "fill map"
    CODE = "code"


ACCOUNT_ROLES = (Role.CONTRIBUTOR, Role.FACILITATION, Role.COORDINATION, Role.EVALUATION, Role.ADMINISTRATION)
READING_PASSES = (Role.REREADING, Role.CO_ANALYSIS)
PASS_ROLES = (*READING_PASSES, Role.LEADING)
MASKED_ROLES = frozenset({Role.FACILITATION, Role.EVALUATION, Role.CO_ANALYSIS})
"""These read words only once names and places are changed, and only with the consent of ``USE_NEEDED``."""
USE_NEEDED = {Role.FACILITATION: "atelier", Role.EVALUATION: "equipe", Role.CO_ANALYSIS: "equipe"}

GRANTED: dict[Role, frozenset[Right]] = {
    Role.LOCAL: frozenset(Right) - {Right.MANAGE_ACCOUNTS, Right.GIVE_PASSES},
    Role.CONTRIBUTOR: frozenset(
        {
            Right.ENTER,
            Right.READ_INTERVIEWS,
            Right.LEAD,
            Right.PLAN,
            Right.IMPORT,
            Right.CHECK_NAMES,
            Right.GIVE_PASSES,
            Right.MAKE_CARDS,
            Right.WRITE_UP,
            Right.HAND_BACK,
            Right.CODE,
        }
    ),
    Role.FACILITATION: frozenset({Right.ENTER, Right.READ_ANALYSIS, Right.FILL_MAP}),
    Role.COORDINATION: frozenset(Right) - {Right.MANAGE_ACCOUNTS, Right.SET_UP},
    Role.EVALUATION: frozenset(
        {Right.ENTER, Right.READ_INTERVIEWS, Right.READ_ANALYSIS, Right.READ_PASSAGES, Right.FILL_MAP, Right.CODE}
    ),
    Role.ADMINISTRATION: frozenset(
        {Right.ENTER, Right.MANAGE_ACCOUNTS, Right.READ_JOURNAL, Right.SET_UP, Right.SET_TABLE}
    ),
    Role.REREADING: frozenset({Right.ENTER, Right.READ_INTERVIEWS, Right.HAND_BACK}),
    Role.CO_ANALYSIS: frozenset({Right.ENTER, Right.READ_INTERVIEWS, Right.READ_PASSAGES, Right.CODE}),
    Role.LEADING: frozenset({Right.ENTER, Right.LEAD}),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows are reached: those of these KPAs and these interviews, and the jobs of ``owner``; None means all of them."""

    kpas: frozenset[int] | None = frozenset()
    interviews: frozenset[str] = frozenset()
    owner: str | None = ""

    @property
    def whole(self) -> bool:
        """True when every KPA is reached: only then may anything counted over the network be shown."""
        return self.kpas is None


EVERYTHING = Scope(None, frozenset(), None)
NOTHING = Scope()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``key`` is opaque ("compte:3", "passe:7", "local"), the only name that the journal and the logs know."""

    key: str
    role: Role | None
    name: str
    scope: Scope
    kpa_id: int | None = None

    def may(self, right: Right) -> bool:
        """True when the role gives this right."""
        return self.role is not None and right in GRANTED[self.role]

    @property
    def masked(self) -> bool:
        """True when this person reads words only once they name nobody."""
        return self.role in MASKED_ROLES

    @property
    def use_needed(self) -> str | None:
        """The use people must have agreed to for this person to read their words; None within the team that collects them."""
        return USE_NEEDED.get(self.role) if self.role else None


SYSTEM = Actor("systeme", None, "KParole", EVERYTHING)
"""The command line and the worker, which act for whoever owns the machine."""
NOBODY = Actor("personne", None, "", NOTHING)
"""Somebody who has not come in."""
LOCAL = Actor("local", Role.LOCAL, "", EVERYTHING)
"""The one person of a KParole on its own machine."""

_acting: ContextVar[Actor] = ContextVar("kparole_actor", default=SYSTEM)


@runtime_checkable
class RowScoped(Protocol):
    """A table whose rows belong to somebody."""

    @classmethod
    def within(cls, scope: Scope) -> Any:
        """The SQL condition that keeps the rows this scope reaches."""
        ...


def current() -> Actor:
    """Who acts now; the system itself outside a request."""
    return _acting.get()


def act_as(actor: Actor) -> None:
    """From here on in this request, this person acts."""
    _acting.set(actor)


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Act as this person for the time of a block."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)
