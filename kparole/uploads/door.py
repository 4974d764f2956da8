"""The one door: every file that enters KParole comes through ``receive``, whatever screen or command it comes by."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kparole.uploads import archive
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.images import clean_image
from kparole.uploads.kinds import HEAD, MB, PICTURES, SOUNDS, TEXT, TEXTS, ZIP, Kind, is_text, recognise, recognise_zip
from kparole.uploads.names import shown_name

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file let in. ``name`` is for people only; ``body``: its bytes, or for a sound the path of a file to move or delete.

    ``size`` in bytes and ``sha256`` (hex) are those of ``body``: an image is no longer the one that was sent.
    """

    name: str
    kind: Kind
    body: bytes | Path
    size: int
    sha256: str

    @property
    def content(self) -> bytes:
        """All the bytes; a sound is read from the disk each time."""
        return self.body if isinstance(self.body, bytes) else self.body.read_bytes()


def receive(source: BinaryIO | bytes, *, name: str, accept: Collection[Kind], spool: Path | None = None) -> Upload:
    """Let a file in, or raise UploadRefused with what to do about it; then nothing is kept.

    Its kind is told from its bytes; the name only chooses between kinds of text. Archives are unpacked once to check
    them whole; images are decoded, turned upright, stripped of all that is not the picture and written anew. Sounds are
    checked by their head and weight only, and wait in the folder ``spool`` (the system's one when it is None).
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    shown = shown_name(name)
    if shown.startswith("~$"):
        raise UploadRefused(Trouble.LOCK)
    head = _read(stream, HEAD)
    kind = recognise(head)
    if kind in SOUNDS and kind in accept:
        return _spooled(head, stream, name=shown, kind=kind, folder=spool)
    most = max((one.heaviest for one in accept if one not in SOUNDS), default=HEAD)
    content = head + _read(stream, most + 1 - len(head))
    kind = _told(content, shown, accept, whole=len(content) <= most)
    if kind.unpacking is not None:
        archive.unpack(content, limits=kind.unpacking)
    if kind in PICTURES:
        kind, content = clean_image(content, kind)
    return Upload(shown, kind, content, len(content), hashlib.sha256(content).hexdigest())


def _told(content: bytes, name: str, accept: Collection[Kind], *, whole: bool) -> Kind:
    """The kind of this content, that may enter and is not too heavy. Raises UploadRefused."""
    kind = recognise(content)
    if whole and not content.strip(b"\0 \r\n\t"):
        raise UploadRefused(Trouble.EMPTY)
    if whole and kind is ZIP:
        kind = recognise_zip(content, archive.entry_names(content))
    texts = TEXTS.intersection(accept)
    if texts and kind in {None, TEXT}:
        named = [one for one in texts if name.lower().endswith(f".{one.suffix}")]
        kind = min(named or texts, key=lambda one: one.id) if is_text(content, whole=whole) else None
    if kind in accept and kind is not None:
        if len(content) > kind.heaviest:
            raise too_heavy(kind)
        return kind
    if not whole and kind in {None, TEXT, ZIP}:  # whatever it is: read no further than the heaviest asked for
        raise too_heavy(max(accept, key=lambda one: one.heaviest))
    raise _wrong(kind, accept)


def _read(stream: BinaryIO, size: int) -> bytes:
    """This many bytes, less at the end of the stream only: a connection may give them in crumbs."""
    pieces = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _wrong(kind: Kind | None, accept: Collection[Kind]) -> UploadRefused:
    wanted = sorted(one.said for one in accept)
    asked = " ou ".join([", ".join(wanted[:-1]), wanted[-1]] if len(wanted) > 1 else wanted)
    what = f"Ce fichier est {kind.said}." if kind else "Ce fichier n'est pas d'une sorte que KParole connaît."
    return UploadRefused(Trouble.WRONG_KIND, f"{what} {(kind and kind.mend) or f'Donnez plutôt {asked}.'}", kind=kind)


def too_heavy(kind: Kind) -> UploadRefused:
    """The refusal of a file heavier than its kind may be."""
    message = (
        f"Ce fichier pèse plus de {kind.heaviest // MB} Mo. Allégez-le ou partagez-le en plusieurs, puis réessayez."
    )
    return UploadRefused(Trouble.TOO_HEAVY, message, kind=kind)


def _spooled(head: bytes, stream: BinaryIO, *, name: str, kind: Kind, folder: Path | None) -> Upload:
    """Write a sound to a file of its own, for the owner of the account only, as it comes."""
    digest = hashlib.sha256()
    size = 0
    number, place = tempfile.mkstemp(suffix=".part", dir=folder)
    try:
        with os.fdopen(number, "wb") as file:
            chunk = head
            while chunk:
                size += len(chunk)
                if size > kind.heaviest:
                    raise too_heavy(kind)
                digest.update(chunk)
                file.write(chunk)
                chunk = stream.read(CHUNK)
    except BaseException:
        Path(place).unlink(missing_ok=True)
        raise
    return Upload(name, kind, Path(place), size, digest.hexdigest())
