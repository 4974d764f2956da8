"""What a team brings for its cards, made fit to be kept: pictures made anew, drawings rebuilt, sounds without their labels."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image

from cards.bare import is_bare
from cards.sound_labels import without_labels
from cards.svg_safe import safe_svg
from kparole.uploads.door import receive
from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.image_size import image_size
from kparole.uploads.images import QUALITY
from kparole.uploads.kinds import HEAD, JPEG, MB, PICTURES, PNG, SOUNDS, SVG, WEBP, Kind, recognise

LARGEST = 1800
"""Points of the longer side of a card's picture: an A5 card at 300 points an inch. A tablet holds sixty of them."""
HEAVIEST_SOUND = 3 * MB
LOUD = "Ce son pèse plus de 3 Mo. Une minute suffit : enregistrez une phrase, ou choisissez un son plus court."
NO_SOUND = "Ce fichier n'est pas un son. Donnez un son MP3, M4A, WAV, Ogg ou WebM."
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}


@dataclass(frozen=True, slots=True)
class Brought:
    """Bytes that may be kept and shown to anybody, and the suffix of what they are."""

    content: bytes
    suffix: str


def brought_picture(content: bytes, *, name: str) -> Brought:
    """A picture for a card: re-encoded, with nothing of where and by whom it was taken. Raises UploadRefused.

    One that is already bare and small enough is kept as it is, so that a deck comes back from its file unchanged.
    """
    kind = recognise(content[:HEAD])
    if kind is SVG:
        return Brought(safe_svg(content), "svg")
    if kind in PICTURES and _is_fit(content, kind):
        return Brought(content, kind.suffix)
    made = receive(content, name=name, accept=PICTURES)
    return Brought(_shrunk(made.content, made.kind), made.kind.suffix)


def brought_sound(content: bytes, *, name: str) -> Brought:
    """A sound for a card, at most 3 MB, without the labels that phones and players write in it. Raises UploadRefused."""
    kind = recognise(content[:HEAD])
    if content and kind not in SOUNDS:
        raise UploadRefused(Trouble.WRONG_KIND, NO_SOUND, kind=kind)
    if kind is None or not content.strip(b"\0"):
        raise UploadRefused(Trouble.EMPTY)
    if len(content) > HEAVIEST_SOUND:
        raise UploadRefused(Trouble.TOO_HEAVY, LOUD, kind=kind)
    bare = without_labels(content, kind)
    if recognise(bare[:HEAD]) not in {kind, None}:  # labels before something else, such as a web page
        raise UploadRefused(Trouble.WRONG_KIND, NO_SOUND)
    return Brought(bare, kind.suffix)


def brought(content: bytes, *, name: str, sound: bool) -> Brought:
    """A picture or a sound, as asked."""
    return brought_sound(content, name=name) if sound else brought_picture(content, name=name)


def _is_fit(content: bytes, kind: Kind) -> bool:
    """True for a picture that needs no change: nothing else in the file, no larger than a card, whole to its last point."""
    size = image_size(content, kind)
    if size is None or max(size.width, size.height) > LARGEST or not is_bare(content, kind):
        return False
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as image:
            image.load()
            return image.size == (size.width, size.height)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error):
        return False  # the door says what is wrong with it


def _shrunk(content: bytes, kind: Kind) -> bytes:
    """The same picture at the size of a card; untouched when it is small enough."""
    with Image.open(io.BytesIO(content)) as image:
        if max(image.size) <= LARGEST:
            return content
        image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        image.info = {}
        out = io.BytesIO()
        image.save(out, _FORMATS[kind], **({} if kind is PNG else {"quality": QUALITY}))
    return out.getvalue()
