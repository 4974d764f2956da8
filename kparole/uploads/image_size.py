"""How wide and high an image says it is, read from its first bytes, before anything is decoded or given room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kparole.uploads.kinds import GIF, JPEG, PNG, WEBP, Kind


@dataclass(frozen=True, slots=True)
class ImageSize:
    """Width and height in points. ``by_layers``: a JPEG sent coarse first, that must be held whole to be decoded."""

    width: int
    height: int
    by_layers: bool = False

    @property
    def points(self) -> int:
        """Width times height."""
        return self.width * self.height


def image_size(content: bytes, kind: Kind) -> ImageSize | None:
    """What the headers of this JPEG, PNG, WebP or GIF say; None when they say nothing that can be read, or zero."""
    readers = {JPEG: _jpeg, PNG: _png, WEBP: _webp, GIF: _gif}
    found = readers[kind](content)
    return found if found is not None and found.points > 0 else None


def _png(content: bytes) -> ImageSize | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return ImageSize(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))


def _gif(content: bytes) -> ImageSize | None:
    if len(content) < 10:
        return None
    return ImageSize(int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little"))


def _webp(content: bytes) -> ImageSize | None:
    form, body = content[12:16], content[20:30]
    if len(body) < 10:
        return None
    if form == b"VP8X":
        return ImageSize(1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
    if form == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return ImageSize(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if form == b"VP8 ":
        return ImageSize(int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF)
    return None


def _jpeg(content: bytes) -> ImageSize | None:
    """What the first frame says; the one of a thumbnail is inside another segment, that is stepped over."""
    for mark, body in _segments(content):
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC) and len(body) >= 5:
            height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
            return ImageSize(width, height, by_layers=mark in (0xC2, 0xC6, 0xCA, 0xCE))
    return None


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            at += 1  # stray bytes between segments are skipped by every decoder
            continue
        mark = content[at + 1]
        if mark == 0xFF or mark in (0x00, 0x01) or 0xD0 <= mark <= 0xD8:
            at += 1 if mark == 0xFF else 2
            continue
        if mark in (0xD9, 0xDA):
            return
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        yield mark, content[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)
