"""Takes out of a sound the labels that phones and players write in it: who speaks, where. What is heard stays as it was."""

from __future__ import annotations

from collections.abc import Iterator

from kparole.uploads.kinds import M4A, MP3, WAV, Kind

ID3_HEAD, ID3_TAIL, APE_TAIL = 10, 128, 32
HOLDERS = {b"moov", b"trak"}
LABELS = {b"udta", b"meta", b"uuid"}
DEEPEST = 4


def without_labels(content: bytes, kind: Kind) -> bytes:
    """The same sound without its labels, for MP3, M4A and WAV; those of other kinds stay, and so does what cannot be read."""
    takers = {MP3: _mp3, M4A: _m4a, WAV: _wav}
    return takers[kind](content) if kind in takers else content


def _mp3(content: bytes) -> bytes:
    content = content[_after_labels(content) :]
    if content[-ID3_TAIL : -ID3_TAIL + 3] == b"TAG":
        content = content[:-ID3_TAIL]
    if content[-APE_TAIL : -APE_TAIL + 8] == b"APETAGEX":
        size = int.from_bytes(content[-APE_TAIL + 12 : -APE_TAIL + 16], "little")
        content = content[: -min(size + APE_TAIL, len(content))] or content
    return content


def _after_labels(content: bytes) -> int:
    """Where the sound begins, past every label; where the last label begins when there is nothing after it."""
    at = 0
    while content.startswith(b"ID3", at) and len(content) > at + ID3_HEAD:
        # Four times seven bits; a footer of ten bytes when bit 4 of the flags says so.
        sevens = zip(content[at + 6 : at + 10], (21, 14, 7, 0), strict=True)
        after = at + ID3_HEAD + sum((byte & 0x7F) << shift for byte, shift in sevens)
        after += 10 if content[at + 5] & 0x10 else 0
        if after >= len(content):
            break
        at = after
    return at


def _wav(content: bytes) -> bytes:
    kept = b"".join(part for name, part in _parts(content) if name in {b"fmt ", b"fact", b"data"})
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WAVE" + kept if b"data" in kept else content


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        part = content[at : at + 8 + size]
        yield content[at : at + 4], part + b"\0" * (len(part) % 2)
        at += 8 + size + size % 2


def _m4a(content: bytes) -> bytes:
    """Labels become empty room of the same length, since the rest is found by its place in the file."""
    made = bytearray(content)
    for start, end in _labels(content, 0, len(content), DEEPEST):
        made[start + 4 : start + 8] = b"free"
        made[start + 8 : end] = bytes(end - start - 8)
    return bytes(made)


def _labels(content: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    while at + 8 <= end:
        size, name, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        after = at + size if size else end
        if after > end or after < at + head:
            return
        if name in LABELS and head == 8:
            yield at, after
        elif name in HOLDERS and depth:
            yield from _labels(content, at + head, after, depth - 1)
        at = after
