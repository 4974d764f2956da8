"""The data: does the base open and hold together, is it of this version, do the jobs move, does the journal hold."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from interviews.search.index import missing
from kparole.backups import database_file, is_sound
from kparole.config import Settings
from kparole.db import Base, engine_options, now
from kparole.errors import UserError
from kparole.job_table import Job
from kparole.jobs import make_queue
from kparole.journal_chain import AccessEntry, check_chain
from kparole.migrate import Standing, standing
from kparole.troubles import BROKEN, trouble_of

log = logging.getLogger(__name__)

EARLIEST, LATEST = datetime(2024, 1, 1), datetime(2100, 1, 1)
"""A clock that says less was set back by a flat battery: there was no KParole then."""
CLOCK_SLACK = timedelta(minutes=2)
STUCK = timedelta(minutes=10)
CONNECT_SECONDS = 5

FIRST = "à voir quand la base ira."
NOT_OURS = "cette base n'est pas une base de KParole. Donnez-en une autre avec KPAROLE_BASE."
NEWER = "elle a été écrite par une version plus récente de KParole. Installez la dernière version."
BEHIND = (
    "elle date d'une version plus ancienne. Chez vous, KParole la sauvegarde et la met à jour au prochain lancement ; "
    "sur un serveur, lancez : kparole migrer"
)
NO_ANSWER = "la file Redis ne répond pas. Vérifiez qu'elle est allumée, et son adresse dans KPAROLE_FILE."
BROKEN_QUEUE = (
    "la file « {file} » est abîmée. Fermez KParole, supprimez ce fichier, puis relancez : les travaux sont dans la base, "
    "aucun n'est perdu."
)
TELL = "Gardez une copie de la base, et prévenez la personne qui répond des données."


class NotYet(UserError):
    """This cannot be looked at before something else is mended."""


def database(settings: Settings) -> str | None:
    """Whether the base opens, holds together, and has the tables of this version. No base yet is fine."""
    file = database_file(settings)
    if file is not None and not file.exists():
        return None if file.parent.is_dir() else f"le dossier « {file.parent} » n'existe pas. Créez-le."
    if file is not None and file.is_dir():
        return f"« {file} » est un dossier. Donnez l'adresse d'une base avec KPAROLE_BASE."
    try:
        if file is not None and not _is_whole(file):
            return str(BROKEN)
        with _engine(settings) as engine:
            return _tables(engine)
    except (DBAPIError, sqlite3.Error) as error:
        return str(trouble_of(error) or BROKEN)


def clock(settings: Settings) -> str | None:
    """Whether the date is a possible one, and not before the last entry of the journal."""
    present = now()
    if not EARLIEST <= present < LATEST:
        return f"elle dit le {present:%d/%m/%Y}. Mettez cette machine à l'heure."
    wanted = select(AccessEntry.at).order_by(AccessEntry.id.desc()).limit(1)
    try:
        with _readable(settings) as connection:
            last = connection.scalar(wanted) if connection is not None else None
    except ValueError:  # no date at all: the point on the journal says it
        return None
    if last is None or last <= present + CLOCK_SLACK:
        return None
    return (
        f"elle dit le {present:%d/%m/%Y à %H:%M} en temps universel, mais le journal des accès va jusqu'au "
        f"{last:%d/%m/%Y à %H:%M}. Mettez cette machine à l'heure."
    )


def jobs(settings: Settings) -> str | None:
    """Whether jobs move, and the queue answers."""
    with _readable(settings) as connection:
        states = _late_and_running(connection) if connection is not None else {}
    if states.get("stuck"):
        return f"{_jobs(states['stuck'])} n'avance plus depuis dix minutes. Relancez KParole : il reprendra."
    if states.get("waiting") and not states["running"]:
        return f"{_jobs(states['waiting'])} attend depuis dix minutes et rien ne le commence. Relancez KParole."
    return _redis(settings) if settings.queue_url else _queue_file(settings.queue_file)


def journal(settings: Settings) -> str | None:
    """Whether the chain of the journal of access holds."""
    with _readable(settings) as connection:
        said = check_chain(connection) if connection is not None else []
    return "\n".join([*said, TELL]) if said else None


def search(settings: Settings) -> str | None:
    """Whether every passage can be found."""
    with _readable(settings) as connection:
        if connection is None:
            return None
        if not inspect(connection).has_table("search_note"):
            raise NotYet(FIRST)
        number = len(missing(connection))
    if not number:
        return None
    passages = "un passage ne se trouve pas" if number == 1 else f"{number} passages ne se trouvent pas"
    return f"{passages} encore en cherchant. Relancez KParole : il les rangera."


def _late_and_running(connection: Connection) -> dict[str, int]:
    late, count = Job.heartbeat < now() - STUCK, select(func.count()).select_from(Job)
    asked = {
        "stuck": count.where(Job.state == "running", late),
        "waiting": count.where(Job.state == "queued", late),
        "running": count.where(Job.state == "running"),
    }
    return {name: connection.scalar(query) or 0 for name, query in asked.items()}


def _jobs(number: int) -> str:
    return "un travail" if number == 1 else f"un travail (sur {number} dans ce cas)"


def _redis(settings: Settings) -> str | None:
    separator = "&" if "?" in settings.queue_url else "?"
    patience = f"socket_connect_timeout={CONNECT_SECONDS}&socket_timeout={CONNECT_SECONDS}"
    own = replace(settings, queue_url=f"{settings.queue_url}{separator}{patience}")
    try:
        make_queue(own).pending_count()
    except UserError:
        raise
    except Exception as error:  # whatever the driver of Redis makes of an address or of a silence
        log.warning("the queue does not answer: %s", type(error).__name__)
        return NO_ANSWER
    return None


def _queue_file(file: Path) -> str | None:
    if not file.exists():
        return None
    try:
        with closing(_open(file)) as connection:
            whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        whole = False
    return None if whole else BROKEN_QUEUE.format(file=file)


def _is_whole(file: Path) -> bool:
    with closing(_open(file)) as connection:
        return is_sound(connection)


def _tables(engine: Engine) -> str | None:
    import kparole.app  # noqa: F401  (importing it declares every table)

    names, where = set(inspect(engine).get_table_names()), standing(engine)
    if where is Standing.EMPTY:
        return NOT_OURS if names else None
    if where is Standing.CURRENT:
        return None if names >= set(Base.metadata.tables) else str(BROKEN)
    return NEWER if where is Standing.NEWER else BEHIND


@contextmanager
def _readable(settings: Settings) -> Iterator[Connection | None]:
    """A transaction that only reads and sees one state; None when there is no base yet. Raises NotYet."""
    file = database_file(settings)
    if file is not None and not file.exists():
        yield None
        return
    try:
        with _engine(settings) as engine, engine.connect() as connection:
            yield connection if inspect(connection).get_table_names() else None
    except (DBAPIError, sqlite3.Error) as error:
        raise NotYet(FIRST) from error


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    """An engine that cannot write, whose errors come soon."""
    file = database_file(settings)
    if file is not None:
        engine = create_engine("sqlite://", creator=partial(_open, file), poolclass=NullPool)
        event.listen(engine, "begin", _begin)
    else:
        engine = create_engine(
            **engine_options(settings.database_url),
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": CONNECT_SECONDS},
            poolclass=NullPool,
        )
    try:
        yield engine
    finally:
        engine.dispose()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, isolation_level=None)
