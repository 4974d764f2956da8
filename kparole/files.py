"""Files people send, kept under internal names: the SHA-256 of their content, never the name they came with."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def store(home: Path, content: bytes) -> str:
    """Keep these bytes and return their internal name; the same bytes are kept once."""
    name = hashlib.sha256(content).hexdigest()
    folder = home / "fichiers"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / name
    if not target.exists():
        half = folder / f"{name}.{os.getpid()}.part"
        half.write_bytes(content)
        half.replace(target)
    return name


def stored(home: Path, name: str) -> bytes:
    """The bytes kept under this internal name. Raises FileNotFoundError."""
    return (home / "fichiers" / name).read_bytes()
