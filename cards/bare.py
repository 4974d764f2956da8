"""Tells whether an image file holds its picture and nothing else: no place, no name, no note, no second picture. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kparole.uploads.kinds import JPEG, PNG, WEBP, Kind

PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
APP0, APP14, COMMENT, SCAN = 0xE0, 0xEE, 0xFE, 0xDA
AFTER_SCAN = {b"\xda", b"\xc4", b"\xdb", b"\xdd", b"\xd9"}
_MARK = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")


def is_bare(content: bytes, kind: Kind) -> bool:
    """True when every part of the file is needed to draw it. A kind that is not known here is never bare."""
    readers = {JPEG: _jpeg, PNG: _png, WEBP: _webp}
    return kind in readers and readers[kind](content)


def _png(content: bytes) -> bool:
    at, names = 8, []
    while at + 12 <= len(content):
        names.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return at == len(content) and set(names) <= PNG_PARTS and names[-1:] == [b"IEND"] and names.count(b"IEND") == 1


def _webp(content: bytes) -> bool:
    if int.from_bytes(content[4:8], "little") + 8 != len(content):
        return False
    at, names = 12, []
    while at + 8 <= len(content):
        names.append(content[at : at + 4])
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return at == len(content) and set(names) <= WEBP_PARTS and len(names) == len(set(names))


def _jpeg(content: bytes) -> bool:
    """No application segment but the shortest JFIF and Adobe ones, no comment, nothing after the end."""
    for at, mark, body in _segments(content):
        if mark == SCAN:
            marks = _MARK.findall(content, at)  # a file that comes in layers has several scans
            return content.endswith(b"\xff\xd9") and marks.count(b"\xd9") == 1 and set(marks) <= AFTER_SCAN
        named = APP0 <= mark <= 0xEF
        short = (mark == APP0 and len(body) == 14) or (mark == APP14 and len(body) == 12)
        if mark == COMMENT or (named and not short):
            return False
    return False


def _segments(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(where it ends, its mark, what it says) of each segment."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        yield at + 2 + size, content[at + 1], content[at + 4 : at + 2 + size]
        at += 2 + size
