"""Writes zips that no honest program writes: entries that overlap, headers that lie, names that climb out of the folder."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace

LOCAL, LISTED, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Entry:
    """One entry. What is None is said truly; ``said_…`` is what the list says, ``local_…`` what stands before the bytes."""

    name: str | bytes
    content: bytes = b""
    method: int = DEFLATED
    flags: int = 0
    mode: int = 0
    packed: bytes | None = None
    said_size: int | None = None
    said_packed: int | None = None
    local_size: int | None = None
    local_name: bytes | None = None
    crc: int | None = None
    extra: bytes = b""
    at: int | None = None

    @property
    def raw_name(self) -> bytes:
        """The name as bytes."""
        return self.name if isinstance(self.name, bytes) else self.name.encode()


def deflated(content: bytes) -> bytes:
    """Packed as a zip packs."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def zipped(
    *entries: Entry, before: bytes = b"", after: bytes = b"", count: int | None = None, end: bytes | None = None
) -> bytes:
    """The zip of these entries. ``before`` and ``after`` stand around it; ``end`` replaces the last record."""
    out = bytearray(before)
    listed: list[tuple[Entry, int]] = []
    for entry in map(_packed, entries):
        listed.append((entry, len(out) if entry.at is None else entry.at))
        if entry.at is None:
            out += _local(entry)
    start = len(out)
    for entry, at in listed:
        out += _listed(entry, at)
    last = struct.pack(
        "<4s4H2LH", END, 0, 0, count or len(listed), count or len(listed), len(out) - start, start, 0
    )  # fmt: skip
    return bytes(out) + (last if end is None else end) + after


def chained(kernel: bytes, number: int) -> bytes:
    """A bomb of entries that overlap: each one quotes the header of the next, down to one kernel that all unpack."""
    out, content = deflated(kernel), kernel
    places: list[tuple[Entry, int]] = []
    for at in range(number):
        entry = _packed(Entry(f"word/media/{at}.bin", content, packed=out))
        head = _local(replace(entry, packed=b""))
        places.append((entry, len(head) + len(out)))  # counted from the end, where the kernel is
        quoted = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + head  # a stored block, and not the last
        out, content = quoted + out, head + content
    body = out[5:]
    listed = b"".join(_listed(entry, len(body) - back) for entry, back in places)
    return body + listed + struct.pack("<4s4H2LH", END, 0, 0, number, number, len(listed), len(body), 0)


def _packed(entry: Entry) -> Entry:
    packed = entry.packed
    if packed is None:
        packed = deflated(entry.content) if entry.method == DEFLATED else entry.content
    size = len(entry.content) if entry.said_size is None else entry.said_size
    crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
    said = len(packed) if entry.said_packed is None else entry.said_packed
    return replace(entry, packed=packed, said_size=size, said_packed=said, crc=crc)


def _local(entry: Entry) -> bytes:
    name = entry.raw_name if entry.local_name is None else entry.local_name
    size = entry.said_size if entry.local_size is None else entry.local_size
    head = struct.pack(
        "<4s5H3L2H", LOCAL, 20, entry.flags, entry.method, 0, 0x21, entry.crc, entry.said_packed, size, len(name),
        len(entry.extra),
    )  # fmt: skip
    return head + name + entry.extra + (entry.packed or b"")


def _listed(entry: Entry, at: int) -> bytes:
    head = struct.pack(
        "<4s6H3L5H2L", LISTED, 0x0314, 20, entry.flags, entry.method, 0, 0x21, entry.crc, entry.said_packed,
        entry.said_size, len(entry.raw_name), len(entry.extra), 0, 0, 0, entry.mode << 16, at,
    )  # fmt: skip
    return head + entry.raw_name + entry.extra
