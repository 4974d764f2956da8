"""The key of the table of correspondence: made at first use in the data folder, apart from the base, for its owner only.

Backups and exports never hold it: whoever finds the base alone learns of no name from that table.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
from functools import cache
from pathlib import Path

from kparole.secret import NAMES, OTHERS

log = logging.getLogger(__name__)

BYTES = 32
BROKEN = ".abimee"
"""The end of the name that a key which can no longer be read is kept under."""


@cache
def names_key(home: Path) -> bytes:
    """The 32 bytes of the key of this data folder, made when there is none. Raises OSError.

    A file that holds no key is kept under another name and a new one takes its place: what the old one closed stays closed.
    """
    path = home / NAMES
    key = _read(path)
    if key is None:
        _make(path)
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
    if os.name != "nt" and path.stat().st_mode & OTHERS:
        with contextlib.suppress(PermissionError):  # a memory stick knows no rights; `kparole verifier` says it
            path.chmod(0o600)
            log.warning("names key was open to others, closed")
    try:
        key = bytes.fromhex(held)
    except ValueError:
        return None
    return key if len(key) == BYTES else None


def _make(path: Path) -> None:
    """Put a whole key there at once; of two processes, the first one's stays."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            log.warning("names key was broken, kept aside and made anew")
            path.replace(path.with_name(f"{path.name}{BROKEN}"))
        _put(half, path)
    finally:
        half.unlink(missing_ok=True)


def _put(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except FileExistsError:
        return
    except OSError:
        half.replace(path)  # some disks have no links
