"""Files: texts people give at the command line, and sendings kept under the SHA-256 of their content, never their name."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from kparole.errors import UserError

FOLDER = "fichiers"
NO_ROOM = (
    "Le fichier n'a pas pu être gardé : le disque est plein, ou KParole n'a plus le droit d'y écrire. "
    "Faites de la place, puis recommencez."
)
DAMAGED = (
    "Un fichier gardé par KParole est abîmé : le disque fatigue peut-être. "
    "Renvoyez le fichier d'origine, ou reprenez une sauvegarde."
)
_NAME = re.compile(r"[0-9a-f]{64}")


class StoreError(UserError):
    """A file that could not be kept, or that is no longer what was kept."""


def store(home: Path, content: bytes | Path) -> str:
    """Keep these bytes and return their internal name; the same bytes are kept once.

    A path is a file of the same disk, that is moved. When this returns, the file is whole on the disk, for the owner of
    the account only. Raises StoreError, nothing kept, when there is no room or no right to.
    """
    name = _digest(content)
    try:
        folder = home / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        if _is_whole(folder / name, name):  # a damaged one is mended by the same bytes coming again
            _discard(content)
        else:
            _put(content, folder / name)
    except OSError as error:
        raise StoreError(NO_ROOM) from error
    return name


def stored(home: Path, name: str) -> bytes:
    """The bytes kept under this internal name, checked. Raises FileNotFoundError, and StoreError when they are damaged."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    content = (home / FOLDER / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != name:
        raise StoreError(DAMAGED)
    return content


def forget(home: Path, name: str) -> None:
    """Delete what is kept under this internal name; nothing happens when it is not there. Who asks knows nobody needs it."""
    if _NAME.fullmatch(name):
        (home / FOLDER / name).unlink(missing_ok=True)


def sweep(home: Path) -> int:
    """Remove what was being written when the machine stopped, and how many there were. Only for who holds the folder alone."""
    halves = list((home / FOLDER).glob("*.part"))
    for half in halves:
        half.unlink(missing_ok=True)
    return len(halves)


def damaged_names(home: Path) -> list[str]:
    """The internal names whose bytes are no longer what they were, sorted; [] when all is well."""
    names = (path.name for path in (home / FOLDER).glob("*") if _NAME.fullmatch(path.name))
    return sorted(name for name in names if not _is_whole(home / FOLDER / name, name))


def _put(content: bytes | Path, target: Path) -> None:
    """Write a file whole: its bytes, then its name, each on the disk before the next step."""
    half = target.with_name(f"{target.name}.{uuid4().hex}.part")  # two threads may keep the same bytes at once
    try:
        if isinstance(content, Path):
            content.replace(half)
        with open(half, "ab", opener=_for_owner) as file:
            file.write(content if isinstance(content, bytes) else b"")
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o600)
        half.replace(target)
        _sync_folder(target.parent)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows writes names with the file
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _digest(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(path: Path, name: str) -> bool:
    return path.is_file() and _digest(path) == name


def _discard(content: bytes | Path) -> None:
    if isinstance(content, Path):
        content.unlink(missing_ok=True)


def check_output(path: Path, *, inputs: Iterable[Path] = ()) -> None:
    """Say before the work starts that a result cannot go there, or would destroy a file it is made from. Raises UserError."""
    if not path.parent.is_dir():
        raise UserError(f"Le dossier « {path.parent} » n'existe pas. Créez-le d'abord.")
    if path.is_dir():
        raise UserError(f"« {path} » est un dossier. Donnez le nom du fichier à écrire.")
    if path.exists() and not path.is_file():  # a device would be replaced by a file
        raise UserError(f"« {path} » n'est pas un fichier ordinaire. Donnez un autre nom.")
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
