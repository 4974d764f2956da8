"""Commands that open KParole in the browser: demo and servir."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kparole.errors import UserError
from kparole.lock import only_server

if TYPE_CHECKING:
    from flask import Flask

    from kparole.config import Settings

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8000
DEMO_HOME = ".kparole-demo"
RESTARTS = 5
ONCE = "Cette adresse sert une seule fois. Pour en avoir une autre, relancez KParole."
FIRST = "Il n'y a pas encore de compte d'administration. Ce lien en crée un ; il ne sert qu'une fois :"
PORT_HELP = "Port sur cette machine (8000 par défaut ; la variable PORT compte aussi)."


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", help=PORT_HELP)
def demo(port: int | None) -> None:
    """Ouvrir une démonstration jetable avec trente comptes-rendus fictifs.

    Tout est remis à neuf à chaque fois. Rien ne touche à vos données.

    Exemple : kparole demo --port 8001
    """
    from kparole.config import read_settings
    from kparole.demo import fill
    from kparole.store import open_app

    home = Path.cwd() / DEMO_HOME
    listener = _listen(port)
    shutil.rmtree(home, ignore_errors=True)
    settings = read_settings({}, home=home, demo=True)
    app = open_app(settings)
    with app.app_context():
        fill(click.echo)
    _serve(app, settings, listener)


@click.command("servir")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", help=PORT_HELP)
@click.option(
    "--reseau", "network", is_flag=True, help="Pour plusieurs personnes, avec des comptes, derrière un https."
)
def serve(port: int | None, network: bool) -> None:
    """Ouvrir KParole pour une personne, sur cette machine seulement.

    L'adresse affichée porte une clé qui sert une fois : elle ouvre KParole dans votre navigateur, et à personne d'autre.
    Avec --reseau : des comptes et des rôles, pour tout un réseau.

    Vos données restent dans le dossier KPAROLE_HOME, ou dans le dossier de données du système.

    Exemple : kparole servir --port 8001
    """
    from kparole.config import read_settings
    from kparole.store import open_app

    settings = read_settings(network=network)
    with only_server(settings.home):
        listener = _listen(port)
        app = open_app(settings)
        _prepare(app, settings)
        _serve(app, settings, listener)


def _prepare(app: Flask, settings: Settings) -> None:
    """Open the log; let go of what is over: old sessions, and the old end of the journal."""
    from kparole.files import sweep
    from kparole.journal import purge
    from kparole.logs import install
    from kparole.sessions import forget_old_sessions

    install(app, level=logging.INFO if settings.network else logging.WARNING)
    sweep(settings.home)
    with app.app_context():
        forget_old_sessions(settings)
        purge(settings.journal_months)


def _listen(port: int | None) -> socket.socket:
    """A listening place on loopback: the port asked for, else the first free one from 8000 on."""
    wanted = [port] if port else range(DEFAULT_PORT, DEFAULT_PORT + 20)
    for candidate in wanted:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, candidate))
            listener.listen(128)  # two programs may be bound to one port; only one can listen
            return listener
        except OSError as error:
            listener.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES, 10013, 10048}:
                raise
    raise UserError(f"Le port {wanted[0]} est déjà pris. Choisissez-en un autre avec --port, par exemple --port 8765.")


def _serve(app: Flask, settings: Settings, listener: socket.socket) -> None:
    from waitress.server import create_server

    from kparole.bodies import most_held_by_server

    closing = threading.Event()
    keeper = threading.Thread(target=keep_running, args=(_worker(settings), closing))
    keeper.start()
    try:
        held = most_held_by_server(settings.max_upload)
        server = create_server(
            app, sockets=[listener], threads=8, ident="KParole", max_request_body_size=held, **_behind(settings)
        )
        for line in _addresses(app, settings, listener.getsockname()[1]):
            click.echo(line)
        click.echo("Pour arrêter : Ctrl+C")
        sys.stdout.flush()
        server.run()
    except KeyboardInterrupt:
        click.echo("À bientôt.")
    finally:
        closing.set()
        keeper.join()


def _behind(settings: Settings) -> dict[str, object]:
    """What waitress believes of the proxy in front of it, and of nobody else."""
    if not settings.network:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    return {
        "trusted_proxy": settings.proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": headers,
        "clear_untrusted_proxy_headers": True,
    }


def _addresses(app: Flask, settings: Settings, port: int) -> list[str]:
    """What to tell whoever started the server: where to go, and the link that lets the first person in."""
    from kparole.launch import LAUNCH

    here = f"http://{LOOPBACK}:{port}/"
    if settings.demo:
        return [f"KParole est ouvert : {here}"]
    if not settings.network:
        return [f"KParole est ouvert : {here}ouvrir/{app.extensions[LAUNCH].key}", ONCE]
    with app.app_context():
        from kparole.accounts.service import first_invitation

        token = first_invitation()
    told = [f"KParole est ouvert : {settings.address}/ (le mandataire l'appelle en {here})"]
    if token:
        told += [FIRST, f"{settings.address}/invitation/{token}"]
    return told


def _worker(settings: Settings) -> Callable[[], subprocess.Popen[bytes]]:
    from kparole.config import child_environ

    command = [sys.executable, "-m", "kparole.ouvrier"]
    environment = child_environ(settings)
    return lambda: subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)


def keep_running(start: Callable[[], subprocess.Popen[bytes]], closing: threading.Event) -> None:
    """Keep a worker alive until ``closing``; one that was killed starts again and takes its jobs back, at most 5 times."""
    worker, left = start(), RESTARTS
    while not closing.wait(0.5):
        # Without a worker every job would wait for ever, and no page would say so.
        if worker.poll() is not None and left:
            worker, left = start(), left - 1
    if worker.stdin:
        worker.stdin.close()
    try:
        worker.wait(timeout=10)
    except subprocess.TimeoutExpired:
        worker.kill()
