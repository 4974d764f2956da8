"""Opens a zip without trusting it: every limit is checked on what is really there, never on what its headers say."""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kparole.uploads.errors import Trouble, UploadRefused
from kparole.uploads.kinds import Unpacking

CHUNK = 1 << 16
LONGEST_PATH = 500
ENCRYPTED, SIZES_FOLLOW = 1, 8  # bits of an entry's flags
ZIP64 = 0xFFFFFFFF
_LOCAL = struct.Struct("<4s2xHH8xLLHH")  # signature, flags, method, packed, unpacked, length of name, of extra
_LISTED = b"PK\x01\x02"
_ZIP = b"PK\x03\x04"
_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError,
    struct.error,
)  # fmt: skip
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The names of all files of an archive in their order (« / », folders left out), and the content of those asked for."""

    names: tuple[str, ...]
    kept: dict[str, bytes]


def entry_names(content: bytes) -> tuple[str, ...]:
    """The names of all entries, with nothing checked but that it is a zip and not too long a list. Raises UploadRefused."""
    with _opened(content, most=Unpacking().entries) as archive:
        return tuple(entry.filename for entry in archive.infolist())


def unpack(
    content: bytes, *, limits: Unpacking, keep: Callable[[str], bool] = lambda _name: False, room: int = 0
) -> Unpacked:
    """Read a whole archive within its limits, keeping the entries whose name (« / ») ``keep`` wants.

    Raises UploadRefused; what is kept is TOO_HEAVY when all of it together is more than ``room`` bytes.
    """
    kept: dict[str, bytes] = {}
    total = 0
    with _opened(content, most=limits.entries) as archive:
        entries = archive.infolist()
        _check_names(entries)
        _check_places(content, entries, archive.start_dir)
        for entry in entries:
            length, pieces = 0, []
            wanted = keep(_path(entry))
            for chunk in _chunks(archive, entry):
                if not length and chunk.startswith(_ZIP):
                    raise UploadRefused(Trouble.NESTED)
                length += len(chunk)
                total += len(chunk)
                _check_weight(length, total, entry.compress_size, len(content), limits)
                if wanted and (room := room - len(chunk)) < 0:
                    raise UploadRefused(Trouble.TOO_HEAVY)
                pieces += [chunk] if wanted else []
            if length != entry.file_size:
                raise UploadRefused(Trouble.DAMAGED)
            if wanted:
                kept[_path(entry)] = b"".join(pieces)
    return Unpacked(tuple(_path(entry) for entry in entries if not entry.is_dir()), kept)


def _path(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _opened(content: bytes, *, most: int) -> zipfile.ZipFile:
    # The marks are counted before the list is built: a list of 400,000 entries would already fill the memory.
    if content.count(_LISTED) > most:
        raise UploadRefused(Trouble.TOO_MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _ERRORS as error:
        raise UploadRefused(Trouble.DAMAGED) from error


def _check_names(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse names that would leave a folder or hide another, links, passwords, and packings that nobody uses."""
    seen: set[str] = set()
    for entry in entries:
        path = unicodedata.normalize("NFC", _path(entry)).removesuffix("/")
        link = stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR)
        if link or "\0" in entry.orig_filename or path.casefold() in seen or not _is_safe(path):
            raise UploadRefused(Trouble.BAD_NAME)
        seen.add(path.casefold())
        if entry.flag_bits & ENCRYPTED:
            raise UploadRefused(Trouble.PASSWORD)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UploadRefused(Trouble.DAMAGED)


def _is_safe(path: str) -> bool:
    if len(path) > LONGEST_PATH or _FORBIDDEN.search(path):
        return False
    # Windows drops final dots and spaces, so that two names would be one, and gives « con » or « nul » to a device.
    return all(part and part == part.rstrip(". ") and not _RESERVED.match(part) for part in path.split("/"))


def _check_places(content: bytes, entries: Iterable[zipfile.ZipInfo], end: int) -> None:
    """Refuse entries that share bytes, as endless archives do, and local headers that contradict the list."""
    reached = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < reached:
            raise UploadRefused(Trouble.BOMB)
        local = content[entry.header_offset : entry.header_offset + _LOCAL.size]
        if len(local) < _LOCAL.size or not local.startswith(_ZIP):
            raise UploadRefused(Trouble.DAMAGED)
        _mark, flags, method, packed, unpacked, name, extra = _LOCAL.unpack(local)
        unsaid = flags & SIZES_FOLLOW or ZIP64 in (packed, unpacked)
        same = (packed, unpacked) == (entry.compress_size, entry.file_size)
        if method != entry.compress_type or not (same or unsaid):
            raise UploadRefused(Trouble.DAMAGED)
        reached = entry.header_offset + _LOCAL.size + name + extra + entry.compress_size
    if reached > end:
        raise UploadRefused(Trouble.BOMB)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What comes out of an entry, piece by piece; its checksum is verified at the end."""
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except _ERRORS as error:
        raise UploadRefused(Trouble.DAMAGED) from error


def _check_weight(length: int, total: int, packed: int, size: int, limits: Unpacking) -> None:
    bomb = total > limits.unpacked
    bomb |= length > limits.floor and length > limits.ratio * packed
    bomb |= total > limits.floor and total > limits.ratio * size
    if bomb:
        raise UploadRefused(Trouble.BOMB)
