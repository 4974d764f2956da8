"""A key kept in a file of the data folder: put there whole or not at all, for the owner of the account only."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
from pathlib import Path

log = logging.getLogger(__name__)

OTHERS = 0o077
"""What others than the owner may do with a file."""
BROKEN = ".abimee"
"""The end of the name that a key which can no longer be read is kept under."""


def close_to_others(path: Path, *, what: str) -> None:
    """Take from others the right to read a key that is there; ``what``: how the log calls it."""
    if os.name != "nt" and path.stat().st_mode & OTHERS:
        with contextlib.suppress(PermissionError):  # a memory stick knows no rights; `kparole verifier` says it
            path.chmod(0o600)
            log.warning("%s key was open to others, closed", what)


def put_key(path: Path, content: bytes, *, what: str, keep_broken: bool = True) -> None:
    """Put a whole key there at once, with no moment when the file stands there empty; of two processes, the first one's stays.

    What stood there held no key: it is kept under another name, or goes when ``keep_broken`` is false. Raises OSError.
    """
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            _link(half, path)
        elif keep_broken:
            log.warning("%s key was broken, kept aside and made anew", what)
            path.replace(path.with_name(f"{path.name}{BROKEN}"))
            _link(half, path)
        else:
            log.warning("%s key was broken, made anew", what)
            half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _link(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except FileExistsError:
        return  # another process made it first: its key is the one
    except OSError:
        half.replace(path)  # some disks have no links
