"""Closes to the other accounts of this machine what a data folder holds, when the folder was made by hand and stands open."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from kparole import backups, files
from kparole.backups import database_file
from kparole.config import Settings
from kparole.key_file import OTHERS
from kparole.secret import KEYS

log = logging.getLogger(__name__)

FOR_OWNER = 0o077
"""The mask of our processes: what they write is for the owner of the account only."""
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps next to a base, with the same words in it."""


def close_to_others(settings: Settings) -> int:
    """Leave what is in the data folder to its owner (0600, folders 0700); gives how much was open.

    The folder itself, and a base that a setting puts elsewhere, are left as somebody chose: ``kparole verifier`` tells.
    """
    if os.name == "nt":  # Windows keeps rights another way
        return 0
    closed = sum(_close(path) for path in _inside(settings))
    if closed:
        log.info("%d file(s) of the data were open to others, closed", closed)
    return closed


def _inside(settings: Settings) -> Iterator[Path]:
    yield from (settings.home / key for key in KEYS)
    bases = [settings.queue_file, settings.home / "lectures.sqlite3"]
    base = database_file(settings)
    if base is not None and base.parent == settings.home:
        bases.append(base)
    for file in bases:
        yield from (file.with_name(file.name + end) for end in BESIDE)
    for folder in (settings.home / files.FOLDER, settings.home / backups.FOLDER):
        yield from folder.glob("*")
        yield folder


def _close(path: Path) -> bool:
    with contextlib.suppress(OSError):  # gone meanwhile, not ours, a disk that only reads: `kparole verifier` says it
        mode = path.stat().st_mode
        if mode & OTHERS and not path.is_symlink():
            path.chmod(mode & ~OTHERS & 0o7777)
            return not path.stat().st_mode & OTHERS
    return False
