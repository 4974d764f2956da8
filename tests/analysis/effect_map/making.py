"""Entries filled by hand, made quickly."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from analysis.effect_map.by_hand import Entry, Wish
from analysis.recit.source import RecitSource
from tests.analysis.recit.making import make_source

ARABIC = "الحرفيون في الحي يعلمون النساء الخياطة"
ENDLESS = "Unmotinterminable" * 9


def entry(uid: str, under: str, label: str = "", *, source: str = "document", rank: int = 1) -> Entry:
    return Entry(uid, Wish(under, label or f"Effet {uid}", source, "Vu."), rank, 1, "local", datetime(2026, 3, 1))


def many(number: int = 200) -> list[Entry]:
    """Two levels, long labels."""
    places = ("partenaires", "economie", "territoire")
    return [
        entry(
            f"u{n}",
            places[n % 3] if n < number // 2 else f"u{n - number // 2}",
            f"Effet {n}, dit assez longuement " * 3,
            rank=n,
        )
        for n in range(number)
    ]


@cache
def source() -> RecitSource:
    """Thirty people, made once."""
    return make_source()
