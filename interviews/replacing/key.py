"""The key of the table of correspondence: made at first use in the data folder, apart from the base, for its owner only.

Backups and exports never hold it: whoever finds the base alone learns of no name from that table.
"""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from kparole.key_file import close_to_others, put_key
from kparole.secret import NAMES

BYTES = 32


@cache
def names_key(home: Path) -> bytes:
    """The 32 bytes of the key of this data folder, made when there is none. Raises OSError.

    A file that holds no key is kept under another name and a new one takes its place: what the old one closed stays closed.
    """
    path = home / NAMES
    key = _read(path)
    if key is None:
        put_key(path, secrets.token_hex(BYTES).encode(), what="names")
        key = _read(path)
    if key is None:
        raise OSError(f"{NAMES} does not hold on this disk")
    return key


def _read(path: Path) -> bytes | None:
    try:
        held = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return None
    close_to_others(path, what="names")
    try:
        key = bytes.fromhex(held)
    except ValueError:
        return None
    return key if len(key) == BYTES else None
