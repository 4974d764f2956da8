"""The command that explains what is wrong on this machine, in plain French, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

import click

from kparole.errors import UserError

LOW_DISK = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what it is, and the function that gives None when fine, else what to do (French)."""

    label: str
    run: Callable[[], str | None]


@click.command("verifier")
def verify() -> None:
    """Dire en clair si tout va bien sur cette machine, et sinon quoi faire.

    Exemple : kparole verifier
    """
    wrong = 0
    for check in CHECKS:
        problem = check.run()
        wrong += problem is not None
        click.echo(f"{'✗' if problem else '✓'} {check.label}{f' : {problem}' if problem else ''}")
    if wrong:
        raise UserError(f"{wrong} point(s) à régler.")


def _folder() -> str | None:
    from kparole.config import read_settings

    home = read_settings().home
    probe = home / ".essai-ecriture"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return f"on ne peut pas écrire dans « {home} ». Vérifiez vos droits, ou choisissez un autre dossier avec KPAROLE_HOME."
    return None


def _disk() -> str | None:
    from kparole.config import read_settings

    free = shutil.disk_usage(read_settings().home).free
    return None if free > LOW_DISK else f"il reste {free // 1024**2} Mo : faites de la place."


BROKEN = "la base est abîmée. Gardez-en une copie et reprenez votre dernière sauvegarde."


def _database() -> str | None:
    from sqlalchemy.exc import DatabaseError

    try:
        return _integrity()
    except DatabaseError:
        return BROKEN


def _integrity() -> str | None:
    from sqlalchemy import text

    from kparole.db import db
    from kparole.store import open_store

    with open_store():
        if db.engine.dialect.name != "sqlite":
            db.session.execute(text("SELECT 1"))
            return None
        answer = db.session.scalar(text("PRAGMA integrity_check"))
        broken = db.session.execute(text("PRAGMA foreign_key_check")).first()
    if answer != "ok" or broken is not None:
        return BROKEN
    return None


def _jobs() -> str | None:
    from datetime import timedelta

    from sqlalchemy import select
    from sqlalchemy.exc import DatabaseError

    from kparole.db import db, now
    from kparole.jobs import Job
    from kparole.store import open_store

    try:
        with open_store():
            late = select(Job).where(Job.state == "running", Job.heartbeat < now() - timedelta(minutes=10))
            stuck = len(list(db.session.scalars(late)))
    except DatabaseError:
        return "on ne peut pas les lire : réglez d'abord la base."
    return f"{stuck} travail n'avance plus : relancez KParole, il reprendra." if stuck else None


def _french() -> str | None:
    from analysis.engine import load_nlp

    try:
        load_nlp()
    except UserError as error:
        return str(error)
    return None


def _engine() -> str | None:
    from analysis.engine import load_engine

    try:
        load_engine()
    except UserError as error:
        return str(error)
    return None


def _deck() -> str | None:
    from cards.deck import PICTURES, load_deck
    from cards.errors import DeckError

    try:
        missing = [card.id for card in load_deck().cards if not (PICTURES / card.picture).is_file()]
    except DeckError as error:
        return str(error)
    return f"il manque l'image des cartes {', '.join(missing)}." if missing else None


CHECKS = (
    Check("Le dossier des données", _folder),
    Check("La place sur le disque", _disk),
    Check("La base", _database),
    Check("Les travaux en cours", _jobs),
    Check("Le jeu de cartes", _deck),
    Check("Le modèle de français", _french),
    Check("Les vecteurs et les exemples de l'analyse", _engine),
)
