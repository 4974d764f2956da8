"""The key that signs cookies and form tokens: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import secrets
from pathlib import Path

from kparole.errors import SettingError
from kparole.key_file import close_to_others, put_key
from kparole.settings_kinds import MIN_KEY

NAME = "cle-secrete"
RESCUE = "secours.pem"
"""Another key of the data folder: it opens rescue files (``interviews.rescue_key``)."""
NAMES = "noms.key"
"""The key that opens the table of correspondence of the names (``interviews.replacing.key``)."""
KEYS = (NAME, RESCUE, NAMES)
"""Every key of the data folder: for its owner only, and never in a backup."""


def secret_key(home: Path) -> str:
    """The key of this data folder, made at the first call.

    A file cut short by a full disk or a power cut holds no key: a new one takes its place, and people log in again. A file
    that others may read is closed to them. Raises SettingError when it can be neither read nor made.
    """
    path = home / NAME
    try:
        key = _read(path)
        if key is None:
            put_key(path, secrets.token_hex(32).encode(), what="secret", keep_broken=False)
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
    close_to_others(path, what="secret")
    return key
