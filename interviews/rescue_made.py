"""Operations that no tablet had time to write: for words that were being typed, and for a recording cut short. Pure.

The same saved words always make the same operation, under a device of their own: given twice, they are there once, and
what the tablet writes later stands beside them for a person to choose.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from interviews.rescue_kinds import SavedDraft, SavedFile

_EPOCH = "1970-01-01T00:00:00.000Z"


def of_draft(draft: SavedDraft, base: str | None) -> dict[str, Any]:
    """The write of what was being typed; ``base``: the last known operation on this field."""
    kind = "title.write" if draft.field.startswith("title:") else "note.write"
    seed = ("draft", draft.interview, draft.field, draft.mark)
    return _made(seed, draft, kind, {"text": draft.text}) | {"field": draft.field, "base": base}


def of_file(file: SavedFile, sha256: str, size: int) -> dict[str, Any]:
    """The announcement of a photo or a sound whose own never came."""
    data = {**file.told, "attachment": file.attachment, "sha256": sha256, "bytes": size}
    return _made(("file", file.interview, file.attachment, sha256), file, "attachment.add", data)


def _made(seed: tuple[str, ...], saved: SavedDraft | SavedFile, kind: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": _uuid("operation", *seed),
        "interview": saved.interview,
        "device": _uuid("device", *seed),
        "seq": 1,
        "at": _moment(saved.at),
        "kind": kind,
        "field": None,
        "base": None,
        "data": data,
    }


def _uuid(*seed: str) -> str:
    return str(UUID(bytes=hashlib.sha256("\0".join(seed).encode()).digest()[:16], version=4))


def _moment(milliseconds: int) -> str:
    """As a tablet writes it; a clock beyond the calendar is the epoch.

    >>> _moment(1_800_000_000_123), _moment(2**52)
    ('2027-01-15T08:00:00.123Z', '1970-01-01T00:00:00.000Z')
    """
    try:
        at = datetime.fromtimestamp(milliseconds // 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return _EPOCH
    return f"{at:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"
