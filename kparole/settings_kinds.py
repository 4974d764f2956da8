"""What a setting may be: functions that turn the text somebody wrote into a value, or say in French what is wrong.

Each raises ValueError with the end of a sentence whose subject is the setting: « doit être … ». None of them repeats the
text it was given, which may be a key or hold a password.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

MIN_KEY = 32
"""Characters below which a signing key could be guessed."""
MIN_VARIETY = 8
"""Distinct characters below which a key was typed, not drawn: « aaaa… », « 12341234… »."""
DATABASE = re.compile(r"sqlite(\+\w+)?:///(?!:memory:)[^?]|postgresql(\+\w+)?://")
"""The words must be somewhere when KParole closes: a base in memory is none."""
HOST = re.compile(r"\[[0-9a-f:.]+\]|(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*")


def whole_number(what: str, *, least: int, most: int, example: int) -> Callable[[str], int]:
    """A kind: whole numbers from ``least`` to ``most``. ``what`` says of what, in French (« de minutes »).

    >>> whole_number("d'heures", least=3, most=72, example=12)("5")
    5
    """

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"doit être un nombre entier {what}, de {least} à {most}, par exemple {example}")
        return int(text)

    return parse


def folder(text: str) -> Path | None:
    """A folder; empty = None, the system's own. « ~ » is the user's folder."""
    if not text:
        return None
    if "\0" in text:
        raise ValueError("doit être un nom de dossier, sans caractère invisible")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise ValueError(
            "commence par « ~ » suivi d'un nom que cette machine ne connaît pas. Écrivez le chemin entier, "
            "par exemple /home/camille/kparole"
        ) from error


def database(text: str) -> str:
    """The address of a database; empty = the SQLite file of the data folder."""
    if text and not (DATABASE.match(text) and _split(text)):
        raise ValueError("doit être l'adresse d'une base : postgresql://…, ou sqlite:/// suivi d'un nom de fichier")
    return text


def queue(text: str) -> str:
    """The address of a queue of jobs; empty = the SQLite file of the data folder."""
    if text and not (re.match(r"(rediss?|unix)://", text) and _split(text)):
        raise ValueError("doit être vide, ou une adresse redis://…")
    return text


def key(text: str) -> str | None:
    """A signing key; empty = None, the one that KParole makes for itself."""
    if text and (len(text) < MIN_KEY or len(set(text)) < MIN_VARIETY):
        raise ValueError(f"doit avoir au moins {MIN_KEY} caractères, tirés au hasard. {HOW_TO_MAKE_A_KEY}")
    return text or None


HOW_TO_MAKE_A_KEY = 'Pour en faire une : python -c "import secrets; print(secrets.token_hex(32))"'


def address(text: str) -> str | None:
    """The public address of a server, without its last « / »; empty = None.

    >>> address("https://KParole.example.org/")
    'https://kparole.example.org'
    """
    if not text:
        return None
    parts = _split(text)
    if parts is not None and parts.scheme == "http":
        raise ValueError(
            "doit commencer par https:// : en http, les mots des personnes passeraient en clair sur le réseau"
        )
    host = "" if parts is None else parts.netloc.lower()
    name, _, port = host.rpartition(":") if re.search(r":[0-9]+$", host) else (host, "", "")
    plain = (
        parts is not None and parts.scheme == "https" and not (parts.path.strip("/") or parts.query or parts.fragment)
    )
    if not plain or not HOST.fullmatch(name):
        raise ValueError("doit être l'adresse du serveur, sans rien après : https://kparole.exemple.fr")
    return f"https://{name}:{port}" if port and port != "443" else f"https://{name}"


def proxy(text: str) -> str | None:
    """The IP address of one machine; empty = None."""
    try:
        return str(ip_address(text)) if text else None
    except ValueError as error:
        raise ValueError("doit être l'adresse IP du mandataire, par exemple 127.0.0.1") from error


def file_name(text: str) -> Path | None:
    """A file; empty = None."""
    return folder(text)


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises on a port that is no number
    except ValueError:
        return None
    return None if re.search(r"[\s\0]", text) else parts
