"""The pictures of the cards as the printer takes them: drawings as they are, photos no larger than the paper can show."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from os import cpu_count
from pathlib import Path

from PIL import Image

from cards.errors import PrintError
from cards.media import media_path
from cards.print_grey import grey_level, grey_svg

STOCK = (255, 255, 255)
QUALITY = 88
ENOUGH = 2.2
"""A photo this many times finer than the paper shows is made smaller; below, it is printed as it is."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture ready for the page: ``suffix`` svg or jpg, and its bytes."""

    suffix: str
    content: bytes


def printed_pictures(
    names: Collection[str], *, home: Path | None, grey: bool, pixels: int
) -> dict[str, Printed | None]:
    """Each of these pictures once, as ``printed_picture`` gives it; photos are worked at on every core at once."""
    wanted = sorted(names)
    with ThreadPoolExecutor(max_workers=min(8, cpu_count() or 1)) as hands:
        made = hands.map(lambda name: printed_picture(name, home=home, grey=grey, pixels=pixels), wanted)
        return dict(zip(wanted, made, strict=True))


def printed_picture(name: str, *, home: Path | None, grey: bool, pixels: int) -> Printed | None:
    """The picture of this media name, its shorter side at most ``pixels`` (photos only); None when there is no such file.

    Raises PrintError when the file is there and is not a picture.
    """
    path = media_path(name, home)
    if path is None:
        return None
    suffix = name.rpartition(".")[2].casefold()
    return _prepared(path, path.stat().st_mtime_ns, suffix, grey, pixels)


@lru_cache(maxsize=64)  # a photo ready for the page weighs up to a megabyte
def _prepared(path: Path, _stamp: int, suffix: str, grey: bool, pixels: int) -> Printed:
    if suffix == "svg":
        drawing = path.read_bytes()
        return Printed("svg", grey_svg(drawing.decode("utf-8")).encode() if grey else drawing)
    try:
        with Image.open(path) as photo:
            if photo.format == "JPEG" and not grey and min(photo.size) < ENOUGH * pixels:
                photo.verify()
                return Printed("jpg", path.read_bytes())
            return Printed("jpg", _jpeg(photo, grey=grey, pixels=pixels))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise PrintError("Une image du jeu ne se lit pas. Choisissez-en une autre dans le jeu.") from error


def _jpeg(photo: Image.Image, *, grey: bool, pixels: int) -> bytes:
    """The photo on the white of the card, its shorter side brought to ``pixels``."""
    scale = pixels / min(photo.size)
    size = (max(1, round(photo.width * scale)), max(1, round(photo.height * scale)))
    if scale < 1:
        photo.draft("L" if grey else "RGB", size)  # a JPEG is read at half or a quarter of its size when that is enough
    shown = _on_stock(photo)
    if scale < 1:
        shown = shown.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    if grey:
        shown = shown.convert("L").point([round(255 * grey_level(level / 255)) for level in range(256)])
    kept = BytesIO()
    shown.save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()


def _on_stock(photo: Image.Image) -> Image.Image:
    """Without anything clear: paper shows through as white."""
    if not photo.has_transparency_data:
        return photo if photo.mode in {"L", "RGB"} else photo.convert("RGB")
    clear = photo.convert("RGBA")
    flat = Image.new("RGB", photo.size, STOCK)
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat
