"""Photos and sounds on their way in: one growing file each, in a folder of their own, until their hash was checked."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from threading import Lock

FOLDER = "pieces"
LONGEST = 1 << 20
"""Bytes of one piece."""
_LOCKS = [Lock() for _ in range(16)]


def lock_of(path: Path) -> Lock:
    """The lock of this file: one server holds the folder, so its threads alone can meet there."""
    return _LOCKS[hash(path.name) % len(_LOCKS)]


def piece_file(home: Path, interview: str, attachment: str) -> Path:
    """Where the pieces of an attachment are put together; both ids are UUIDs that were checked."""
    return home / FOLDER / f"{interview}_{attachment}.part"


def length(path: Path) -> int:
    """How many bytes have come; 0 before the first."""
    return path.stat().st_size if path.is_file() else 0


def add_piece(path: Path, offset: int, piece: bytes) -> int:
    """Put this piece at its place and give where the next one goes; on the disk when this returns.

    A piece that has come already, or one that leaves a hole, changes nothing. Raises OSError when there is no room; what
    had come before is then as it was. For who holds the lock of this file.
    """
    size = length(path)
    if offset > size or offset + len(piece) <= size:
        return size
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        _append(path, piece[size - offset :])
    except OSError:
        if path.exists():
            os.truncate(path, size)
        raise
    return length(path)


def _append(path: Path, content: bytes) -> None:
    with open(path, "ab", opener=_for_owner) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def digest(path: Path) -> str:
    """The SHA-256 of all that has come, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(path: Path) -> None:
    """Forget the pieces; nothing happens when there is none."""
    path.unlink(missing_ok=True)
