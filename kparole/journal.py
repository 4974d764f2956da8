"""The journal of access: who did what to which object, when. Each entry holds the hash of the one before.

No words of people: an actor is an opaque key, an object a kind and a code, an action a verb of the list below.
"""

from __future__ import annotations

import logging
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from kparole.access import SYSTEM, Actor, current
from kparole.db import db, now, own_transaction, turn_of
from kparole.journal_chain import END, GENESIS, START, AccessEntry, JournalMark, Mark, check_chain, digest, read_mark
from kparole.logs import event

__all__ = ["AccessEntry", "Action", "Mark", "Outcome", "check", "entries", "head", "note", "plain_object", "purge"]

log = logging.getLogger(__name__)

KIND = re.compile(r"[a-z]{2,20}")
CODE = re.compile(r"[0-9A-Za-z]{0,12}-?[0-9]{1,9}|[0-9a-f]{32}")
MOST_ENTRIES = 500


class Action(StrEnum):
    """What can be done; the value is the French that is kept and shown."""

    ENTER = "entrer"
    LEAVE = "sortir"
    READ = "lire"
    ADD = "ajouter"
    CHANGE = "changer"
    DELETE = "supprimer"
    IMPORT = "importer"
    DECIDE_NAME = "décider d'un nom"
    DECIDE_NAMES = "décider des noms"
    START = "lancer"
    STOP = "arrêter"
    WRITE = "écrire"
    DOWNLOAD = "télécharger"
    INVITE = "inviter"
    UNINVITE = "retirer une invitation"
    ACCEPT = "accepter une invitation"
    RENEW = "renouveler"
    CHANGE_ROLE = "changer de rôle"
    CHANGE_PASSWORD = "changer de mot de passe"
    SECOND_FACTOR = "changer de second facteur"
    END_SESSION = "fermer une session"
    LOCK = "bloquer"
    UNLOCK = "débloquer"
    GIVE_PASS = "donner un passe"
    TAKE_PASS = "retirer un passe"
    SET_UP = "régler"
    BACK_UP = "sauvegarder"
    RESTORE = "restaurer"
    PURGE = "purger"


class Outcome(StrEnum):
    """How it ended."""

    DONE = "fait"
    REFUSED = "refusé"


def note(action: Action | str, obj: str, *, outcome: Outcome | str = Outcome.DONE, actor: Actor | None = None) -> None:
    """Write that this was done or refused, by ``actor`` or else by whoever acts now, in a short transaction of its own.

    ``obj`` is a kind, or a kind and a code: "recit", "entretien:PAS-01"; a code that does not look like one of ours may be
    words, and is not kept. The request's session is closed first: call it once the work is committed. Writers wait
    for each other, threads and processes alike, so that the chain never forks. Raises ValueError on an action, an outcome
    or a kind that is not in the lists.
    """
    fields = _fields(Action(action), obj, Outcome(outcome), actor or current())
    with own_transaction() as connection:
        _lock(connection)
        _append(connection, fields)


def entries(
    *, before_id: int | None = None, limit: int = 50, who: str | None = None, obj: str | None = None
) -> Sequence[AccessEntry]:
    """The last entries, newest first, ``limit`` at most (1 to 500); ``before_id`` asks for those before that one."""
    wanted = select(AccessEntry).order_by(AccessEntry.id.desc()).limit(min(max(limit, 1), MOST_ENTRIES))
    if before_id is not None:
        wanted = wanted.where(AccessEntry.id < before_id)
    if who is not None:
        wanted = wanted.where(AccessEntry.who == who)
    if obj is not None:
        wanted = wanted.where(AccessEntry.object == obj)
    return db.session.scalars(wanted).all()


def purge(months: int) -> int:
    """Delete the entries older than this many months and return how many; a mark keeps the last one's number and hash.

    All or nothing. It stops at the first entry that is young enough: a wrong clock makes it keep more, never less. Where the
    chain then stands is logged, and how many breaks there were in what goes, which nobody can check any more.
    """
    gone, broken = 0, 0
    with own_transaction() as connection:
        _lock(connection)
        last = _last_old(connection, months_ago(months))
        if last is not None:
            broken = len(check_chain(connection, until=last.count))
            gone = connection.execute(delete(AccessEntry).where(AccessEntry.id <= last.count)).rowcount
            _set_mark(connection, START, last)
            _append(connection, _fields(Action.PURGE, "journal", Outcome.DONE, SYSTEM))
        end = read_mark(connection, END) or Mark(0, GENESIS)
    event(
        log,
        "journal",
        level=logging.WARNING if broken else logging.INFO,
        purged=gone,
        count=end.count,
        hash=end.hash,
        broken=broken,
    )
    return gone


def check() -> list[str]:
    """Everything that does not hold in the chain, as French sentences; empty = it holds. Nobody writes meanwhile."""
    with own_transaction() as connection:
        _lock(connection)
        return check_chain(connection)


def head() -> Mark:
    """How many entries were ever written, and the hash of the last: what a log should keep elsewhere."""
    with db.engine.connect() as connection:
        return read_mark(connection, END) or Mark(0, GENESIS)


def months_ago(months: int, *, since: datetime | None = None) -> datetime:
    """The same moment so many months earlier; the last day of the month when that day does not exist.

    >>> months_ago(1, since=datetime(2026, 3, 31)).isoformat()
    '2026-02-28T00:00:00'
    """
    moment = since or now()
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last_day = monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last_day))


def plain_object(obj: str) -> str:
    """What is kept of an object: its kind, and its code when it looks like one of ours, else « ? ».

    >>> plain_object("entretien:PAS-01"), plain_object("recit"), plain_object("entretien:Kader")
    ('entretien:PAS-01', 'recit', 'entretien:?')
    """
    kind, colon, code = obj.partition(":")
    if not KIND.fullmatch(kind):
        raise ValueError("the kind of an object is a plain word")
    if colon and not CODE.fullmatch(code):
        code = "?"
    return f"{kind}{colon}{code}"


def _fields(action: Action, obj: str, outcome: Outcome, actor: Actor) -> dict[str, str]:
    role = actor.role.value if actor.role else ""
    return {
        "who": actor.key,
        "role": role,
        "action": action.value,
        "object": plain_object(obj),
        "outcome": outcome.value,
    }


def _lock(connection: Connection) -> None:
    """One writer at a time. SQLite's BEGIN IMMEDIATE sees to it already."""
    if connection.dialect.name == "postgresql":
        connection.execute(turn_of("journal"))


def _append(connection: Connection, fields: Mapping[str, str]) -> None:
    end = read_mark(connection, END) or _after_a_loss(connection)
    row: dict[str, Any] = {"id": end.count + 1, "at": now(), **fields, "previous": end.hash}
    row["hash"] = digest(row)
    connection.execute(insert(AccessEntry).values(row))
    _set_mark(connection, END, Mark(row["id"], row["hash"]))


def _after_a_loss(connection: Connection) -> Mark:
    """Where to go on when the mark of the end was removed: one number is skipped, so that the check says it for ever."""
    last = connection.execute(select(AccessEntry.id, AccessEntry.hash).order_by(AccessEntry.id.desc()).limit(1)).first()
    known = Mark(*last) if last else read_mark(connection, START) or Mark(0, GENESIS)
    return Mark(known.count + 1, known.hash)


def _last_old(connection: Connection, limit: datetime) -> Mark | None:
    """The last of the entries that come before the first one as young as ``limit``."""
    young = connection.scalar(select(func.min(AccessEntry.id)).where(AccessEntry.at >= limit))
    old = select(AccessEntry.id, AccessEntry.hash).order_by(AccessEntry.id.desc()).limit(1)
    row = connection.execute(old if young is None else old.where(AccessEntry.id < young)).first()
    return Mark(*row) if row else None


def _set_mark(connection: Connection, name: str, mark: Mark) -> None:
    values = {"count": mark.count, "hash": mark.hash}
    if connection.execute(update(JournalMark).where(JournalMark.name == name).values(**values)).rowcount == 0:
        connection.execute(insert(JournalMark).values(name=name, **values))
