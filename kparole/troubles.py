"""What a disk or a database says when it cannot go on, told in French with what to do."""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is mended outside KParole: what happened, what to do, and the status of the page that says it."""

    title: str
    advice: str
    status: int

    def __str__(self) -> str:
        return f"{self.title} {self.advice}"


FULL = Trouble(
    "Il n'y a plus de place sur le disque.",
    "Ce qui était enregistré y est toujours, mais rien de plus ne peut l'être : faites de la place, puis recommencez.",
    507,
)
READ_ONLY = Trouble(
    "KParole ne peut plus écrire dans ses données.",
    "Ce qui était enregistré y est toujours. Vérifiez que le disque n'est pas en lecture seule et que le dossier "
    "des données vous appartient, puis recommencez.",
    503,
)
BUSY = Trouble(
    "KParole est occupé à écrire.",
    "Rien n'est perdu. Attendez quelques secondes, puis recommencez.",
    503,
)
AWAY = Trouble(
    "La base ne répond pas.",
    "Ce qui était enregistré y est toujours. Vérifiez que son serveur est allumé et que son adresse est la bonne "
    "(kparole reglages), puis recommencez.",
    503,
)
DISK = Trouble(
    "Le disque ne se laisse pas lire ou écrire.",
    "Vérifiez qu'il est bien branché, qu'il n'est ni plein ni en lecture seule, et que le dossier des données vous "
    "appartient, puis recommencez.",
    503,
)
BROKEN = Trouble(
    "La base est abîmée.",
    "Arrêtez KParole, gardez une copie du dossier des données, puis reprenez votre dernière sauvegarde "
    "(kparole restaurer).",
    503,
)

_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_CANTOPEN: DISK,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
}
_POSTGRESQL = {
    "53100": FULL,  # disk_full
    "25006": READ_ONLY,  # read_only_sql_transaction: a standby server, for instance
    "55P03": BUSY,  # lock_not_available
    "40001": BUSY,  # serialization_failure
    "40P01": BUSY,  # deadlock_detected
    "53300": BUSY,  # too_many_connections
    "57P01": AWAY,  # admin_shutdown
    "57P02": AWAY,  # crash_shutdown
    "57P03": AWAY,  # cannot_connect_now
    "3D000": AWAY,  # the database is not there
    "28000": AWAY,  # refused: wrong user…
    "28P01": AWAY,  # … or wrong password
    "XX001": BROKEN,  # data_corrupted
    "XX002": BROKEN,  # index_corrupted
}
_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: DISK,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble behind an error, None when the error is of another kind (a mistake of ours, for instance)."""
    if isinstance(error, NoConnectionLeft):
        return BUSY
    if not isinstance(error, DBAPIError):
        return _of_driver(error)
    driver = error.orig
    if driver is None:
        return None
    # The driver of PostgreSQL gives no state when it could not reach the server at all.
    silent = not isinstance(driver, sqlite3.Error) and getattr(driver, "sqlstate", None) is None
    return _of_driver(driver) or (AWAY if silent and isinstance(error, OperationalError) else None)


def _of_driver(error: BaseException) -> Trouble | None:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)  # the rest of the code is the detail
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0)
    return _POSTGRESQL.get(str(getattr(error, "sqlstate", None)))
