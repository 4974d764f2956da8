"""The files a deck names: pictures that travel with KParole, and pictures or sounds of a team, kept under their SHA-256."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from kparole.files import FOLDER

PICTURES = Path(__file__).parent / "pictures"
SHIPPED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.svg")
KEPT = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?P<suffix>[a-z0-9]+)")
TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "ogg": "audio/ogg",
    "webm": "audio/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}
"""The suffixes a kept file may have, and what a browser is told of each."""


def is_kept(name: str) -> bool:
    """True for the name of a file of a team (64 hex digits of its bytes, then its suffix)."""
    found = KEPT.fullmatch(name)
    return found is not None and found["suffix"] in TYPES


def media_path(name: str, home: Path | None = None) -> Path | None:
    """Where the bytes of this name are; None when there is no such file. ``home``: the folder of the data of a team."""
    kept = KEPT.fullmatch(name)
    if kept is not None:
        path = home / FOLDER / kept["digest"] if home is not None and is_kept(name) else None
    else:
        path = PICTURES / name if SHIPPED.fullmatch(name) else None
    return path if path is not None and path.is_file() else None


def media_digest(name: str) -> str:
    """16 hex digits of the bytes: those of the name of a kept file, computed for a shipped one; of the name when unknown."""
    kept = KEPT.fullmatch(name)
    if kept is not None:
        return kept["digest"][:16]
    path = media_path(name)
    if path is None:
        return hashlib.sha256(name.encode()).hexdigest()[:16]
    return _digest(path, path.stat().st_mtime_ns)


def media_type(name: str) -> str:
    """What a browser is told of this file; a deck names no other suffix."""
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")


@lru_cache(maxsize=512)
def _digest(path: Path, _stamp: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
