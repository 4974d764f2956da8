"""What a rescue file holds, line by line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that could not be taken, and why in French; ``line`` counts from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class SavedOperation:
    """An operation as the tablet would have sent it."""

    interview: str
    id: str
    operation: object
    weight: int


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Words that were being typed. ``mark``: what tells this draft from any other; ``at``: the tablet's clock, ms."""

    interview: str
    field: str
    text: str
    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A photo or a sound whose pieces follow. ``whole``: False for a recording that was cut short, of unknown hash."""

    interview: str
    attachment: str
    whole: bool
    at: int
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SavedPiece:
    """Bytes of a photo or a sound, from ``offset`` on."""

    interview: str
    attachment: str
    offset: int
    content: bytes


Saved = SavedOperation | SavedDraft | SavedFile | SavedPiece | Damage
