"""Makes an image anew from its points alone: upright, in common colours, of a reasonable size, with nothing else inside."""

from __future__ import annotations

import io
import struct
import zlib
from threading import Lock

from PIL import Image, ImageCms

from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.image_size import ImageSize, image_size
from kparole.uploads.kinds import GIF, JPEG, MB, PNG, WEBP, Kind

LONGEST_SIDE, ENOUGH = 3000, 2400
"""Points of the longer side of what is kept: a sheet of handwriting reads well, a card prints well. A JPEG is divided while
it is decoded, which takes far less memory, when ``ENOUGH`` of them are left."""
MOST_MEMORY = 150 * MB  # what one image may take from its bytes to the new ones
MOST_POINTS = 89_000_000  # what a camera gives today; more is a mistake or an attack, whatever its kind
QUALITY = 88
ORIENTATION = 0x0112  # of EXIF
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
_BYTES_A_POINT = {JPEG: 8, PNG: 15, WEBP: 22, GIF: 13}  # measured, at worst (PNG and GIF: those one sees through)
_LAYERED = 3  # more, for a JPEG that comes in layers: all of it is held before the first point is known
_LARGEST_PROFILE = MB
_ERRORS = (  # all that decoders raise on damaged files; OSError covers « this is no image »
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, ZeroDivisionError,
    struct.error, zlib.error, MemoryError, Image.DecompressionBombError,
)  # fmt: skip
_one_at_a_time = Lock()  # the limits above are those of one image; eight threads must not decode eight


def clean_image(content: bytes, kind: Kind) -> tuple[Kind, bytes]:
    """The same picture and nothing but the picture: (its kind, its bytes). The first one when it moves; a GIF becomes a PNG.

    Raises UploadRefused: TOO_WIDE before anything is decoded, DAMAGED when it cannot be decoded to its end.
    """
    size = image_size(content, kind)
    if size is None:
        raise UploadRefused(Trouble.DAMAGED, kind=kind)
    if size.points > MOST_POINTS or _memory(size, kind) > MOST_MEMORY:
        raise UploadRefused(Trouble.TOO_WIDE, kind=kind)
    kept = PNG if kind is GIF else kind
    try:
        with _one_at_a_time, Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as image:
            if image.size != (size.width, size.height):
                raise UploadRefused(Trouble.DAMAGED, kind=kind)
            return kept, _written(_picture(image, size), kept)
    except _ERRORS as error:
        raise UploadRefused(Trouble.DAMAGED, kind=kind) from error


def _shrunk(size: ImageSize) -> int:
    """By how much (1, 2, 4, 8) a JPEG may be divided while it is decoded, and still be long enough."""
    return next(by for by in (8, 4, 2, 1) if by == 1 or max(size.width, size.height) // by >= ENOUGH)


def _memory(size: ImageSize, kind: Kind) -> int:
    if kind is not JPEG:
        return size.points * _BYTES_A_POINT[kind]
    whole = size.points * _LAYERED if size.by_layers else 0
    return whole + size.points // _shrunk(size) ** 2 * _BYTES_A_POINT[kind]


def _picture(image: Image.Image, size: ImageSize) -> Image.Image:
    """The first picture, decoded to its end, turned upright, in grey, RGB or RGBA, with no note attached."""
    by = _shrunk(size)
    image.draft(None, (max(1, size.width // by), max(1, size.height // by)))  # nothing happens but in a JPEG
    image.load()
    picture = _in_full_colours(image)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture = _in_common_colours(picture, image.info.get("icc_profile"))
    turn = _turn(image)
    picture = picture.copy() if turn is None else picture.transpose(turn)
    picture.info = {}  # comments, profile: what writers would put back
    return picture


def _in_full_colours(image: Image.Image) -> Image.Image:
    """No palette, no one-bit, no 16-bit grey: L, RGB, RGBA, or CMYK that waits for its profile."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I") or image.mode == "F":
        # Pillow would cut 16-bit greys at 255, and the page would be white.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_common_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB, the colours every screen expects; a profile that cannot be used is left aside."""
    space = {"RGB": "RGB ", "RGBA": "RGB ", "CMYK": "CMYK"}.get(picture.mode)
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    if profile and space and len(profile) <= _LARGEST_PROFILE:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if own.profile.xcolor_space == space:
                changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode)
                return changed or picture
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # the picture is still good without its profile
    return picture if picture.mode == mode else picture.convert(mode)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to set upright what the camera wrote lying; None when it stands, or when its notes cannot be read."""
    try:
        return _TURNS.get(image.getexif().get(ORIENTATION, 1))
    except _ERRORS:
        return None


def _written(picture: Image.Image, kind: Kind) -> bytes:
    out = io.BytesIO()
    if kind is PNG:
        picture.save(out, "PNG")
    else:
        picture.save(out, _FORMATS[kind], quality=QUALITY)
    return out.getvalue()
