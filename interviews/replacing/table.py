"""The table of correspondence in the base: every row is closed with the key of the house, which is kept apart."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from interviews.models import CompteRendu
from interviews.pseudonyms import NAMELESS
from interviews.replacing.book import PERSON, Book, Entry, entry_from, entry_json
from interviews.replacing.key import names_key
from interviews.replacing.models import Correspondence
from interviews.replacing.sealing import seal, unseal
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db, now, take_turn

Change = tuple[str, dict[str, Any] | None, dict[str, Any] | None]
"""The id of an entry, and what it was before and after, as JSON; None: it was not there."""


def the_book() -> Book:
    """The whole table, opened: of the house, never to be shown as it is. What cannot be opened is left out."""
    with acting_as(
        SYSTEM
    ):  # words are changed the same way for everybody; who may see them is decided by who shows them
        counted = select(func.count(), func.sum(Correspondence.change))
        stamp = tuple(db.session.execute(counted).one())
        if not stamp[0]:
            return Book()  # nothing was ever closed: no key is made for reading
        return _opened(_home(), str(db.engine.url), stamp)


def names_given() -> set[str]:
    """Everything that is written for somebody: no changed first name may be one of these."""
    return {entry.instead for entry in the_book().entries if entry.instead}


def unreadable() -> int:
    """How many rows the key of this house does not open: the base came without its key."""
    with acting_as(SYSTEM):
        number = db.session.scalar(select(func.count()).select_from(Correspondence)) or 0
    return number - len(the_book().entries)


def write(entries: Mapping[str, Entry | None]) -> list[Change]:
    """Put these entries in the table, take away those given as None; gives what changed (flushed, not committed)."""
    take_turn("noms")
    key = names_key(_home())
    changes: list[Change] = []
    who, number = current().key, secrets.randbelow(2**31)
    with acting_as(SYSTEM):  # an entry may leave the reach of who changes it: two KPAs, one person
        rows = {row.uid: row for row in db.session.scalars(_rows(entries))}
        for uid, entry in entries.items():
            row = rows.get(uid)
            before = unseal(key, row.sealed, of=uid) if row else None
            after = entry_json(entry) if entry else None
            if before != after:
                _put(row, uid, entry, key, number, who)
                changes.append((uid, before, after))
        _follow(entries)
        db.session.flush()
    return changes


def _follow(entries: Mapping[str, Entry | None]) -> None:
    """Whoever was interviewed is called, at the head of her compte-rendu, what is written for her everywhere."""
    called = {uid: entry.instead for uid, entry in entries.items() if entry and entry.kind == PERSON and entry.instead}
    wanted = select(CompteRendu).where(CompteRendu.uid.in_(sorted(called)), CompteRendu.pseudonym != NAMELESS)
    for row in db.session.scalars(wanted):
        row.pseudonym = called[row.uid]


def restore(changes: list[Any]) -> None:
    """Put back what these entries were, those that nobody changed since (flushed, not committed)."""
    now_there = {entry.uid: entry_json(entry) for entry in the_book().entries}
    back = {
        uid: entry_from(uid, before) if before else None
        for uid, before, after in changes
        if now_there.get(uid) == after
    }
    write(back)


def sealed_changes(changes: list[Change], *, of: str) -> bytes:
    """Changes closed as the entries are, to be kept beside a decision."""
    return seal(names_key(_home()), changes, of=of)


def opened_changes(sealed: bytes, *, of: str) -> list[Any]:
    """Changes that were closed; none when the key is another."""
    return unseal(names_key(_home()), sealed, of=of) or []


def _put(row: Correspondence | None, uid: str, entry: Entry | None, key: bytes, number: int, who: str) -> None:
    if entry is None:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = Correspondence(uid=uid)
        db.session.add(row)
    row.kpa_id, row.sealed = entry.kpa_id, seal(key, entry_json(entry), of=uid)
    row.who, row.at, row.change = who, now(), number


def _rows(entries: Mapping[str, Entry | None]) -> Any:
    return select(Correspondence).where(Correspondence.uid.in_(sorted(entries))).with_for_update()


@lru_cache(maxsize=4)
def _opened(home: Path, _database: str, _stamp: tuple[Any, ...]) -> Book:
    key = names_key(home)
    rows = db.session.execute(select(Correspondence.uid, Correspondence.sealed).order_by(Correspondence.id))
    told = ((uid, unseal(key, sealed, of=uid)) for uid, sealed in rows)
    return Book(tuple(entry_from(uid, one) for uid, one in told if one is not None))


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home
