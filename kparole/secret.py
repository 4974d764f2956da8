"""The key that signs cookies and form tokens: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
from pathlib import Path

from kparole.errors import SettingError
from kparole.settings_kinds import MIN_KEY

log = logging.getLogger(__name__)

NAME = "cle-secrete"
RESCUE = "secours.pem"
"""Another key of the data folder: it opens rescue files (``interviews.rescue_key``)."""
NAMES = "noms.key"
"""The key that opens the table of correspondence of the names (``interviews.replacing.key``)."""
KEYS = (NAME, RESCUE, NAMES)
"""Every key of the data folder: for its owner only, and never in a backup."""
OTHERS = 0o077
"""What others than the owner may do with a file."""


def secret_key(home: Path) -> str:
    """The key of this data folder, made at the first call.

    A file cut short by a full disk or a power cut holds no key: a new one takes its place, and people log in again. A file
    that others may read is closed to them. Raises SettingError when it can be neither read nor made.
    """
    path = home / NAME
    try:
        key = _read(path)
        if key is None:
            _make(path)
            key = _read(path)
    except OSError as error:
        raise SettingError(
            f"La clé secrète « {path} » ne peut être ni lue ni écrite. Vérifiez la place et vos droits sur ce fichier."
        ) from error
    if key is None:
        raise SettingError(f"La clé secrète « {path} » ne tient pas sur ce disque. Vérifiez la place qui reste.")
    return key


def key_in(path: Path) -> str | None:
    """The key that this file holds; None when it is not there or holds none. Raises OSError."""
    try:
        key = path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return key if len(key) >= MIN_KEY else None


def _read(path: Path) -> str | None:
    key = key_in(path)
    if key is None:
        return None
    if os.name != "nt" and path.stat().st_mode & OTHERS:
        with contextlib.suppress(PermissionError):  # a memory stick knows no rights; `kparole verifier` says it
            path.chmod(0o600)
            log.warning("secret key was open to others, closed")
    return key


def _make(path: Path) -> None:
    """Put a whole key there at once: no moment when the file stands there empty."""
    half = path.with_name(f".{NAME}.{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            log.warning("secret key was broken, made anew")
            half.replace(path)
        else:
            _put(half, path)
    finally:
        half.unlink(missing_ok=True)


def _put(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except FileExistsError:
        return  # another process made it first: its key is the one
    except OSError:
        half.replace(path)  # some disks have no links
