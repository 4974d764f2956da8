"""Files: texts people give at the command line, and sendings kept under the SHA-256 of their content, never their name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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


def check_output(path: Path, *, inputs: Iterable[Path] = ()) -> None:
    """Say before the work starts that a result cannot go there, or would destroy a file it is made from. Raises UserError."""
    if not path.parent.is_dir():
        raise UserError(f"Le dossier « {path.parent} » n'existe pas. Créez-le d'abord.")
    if path.is_dir():
        raise UserError(f"« {path} » est un dossier. Donnez le nom du fichier à écrire.")
    if path.exists() and any(one.exists() and path.samefile(one) for one in inputs):
        raise UserError(f"« {path.name} » serait lu puis écrasé. Choisissez un autre nom pour le résultat.")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises UserError when there is no room or no right to."""
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise UserError(f"« {path} » n'a pas pu être écrit. Vérifiez le nom, la place et vos droits.") from error


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
