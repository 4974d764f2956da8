"""Brings what was erased out of the file SQLite writes beside its database, where old pages stay until they are written over."""

from __future__ import annotations

from contextlib import closing

from kparole.db import db


def scrub() -> bool:
    """Empty that file, everything in it being in the database. False when a reader held it: the next erasure does it.

    Call it once the erasure is committed. Nothing to do on PostgreSQL, whose log is its keeper's.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    db.session.close()
    with closing(db.engine.raw_connection()) as connection:
        busy, _pages, _moved = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
