"""Files: texts people give at the command line, and sendings kept under the SHA-256 of their content, never their name."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import uuid4

from kparole.errors import UserError


def store(home: Path, content: bytes) -> str:
    """Keep these bytes and return their internal name; the same bytes are kept once."""
    name = hashlib.sha256(content).hexdigest()
    folder = home / "fichiers"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / name
    if not target.exists():
        half = folder / f"{name}.{uuid4().hex}.part"  # two threads may keep the same bytes at once
        half.write_bytes(content)
        half.replace(target)
    return name


def stored(home: Path, name: str) -> bytes:
    """The bytes kept under this internal name. Raises FileNotFoundError."""
    return (home / "fichiers" / name).read_bytes()


def read_text(path: Path) -> str:
    """The words of a text file, UTF-8 or the old Windows alphabet. Raises UserError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"« {path.name} » n'existe pas. Vérifiez le nom et le dossier.") from error
    if b"\0" in raw[:4096]:
        raise UserError(f"« {path.name} » n'est pas un fichier de texte. Enregistrez-le en texte ou en CSV (UTF-8).")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
