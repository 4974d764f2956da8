"""Finds a passage again in a compte-rendu that was written on since. Pure."""

from __future__ import annotations

from collections.abc import Mapping

Spot = tuple[str, int, int]
"""The uid of a paragraph and offsets in it (code points, end exclusive)."""


def found_again(texts: Mapping[str, str], *, note: str, start: int, end: int, text: str) -> Spot | None:
    """Where these words are now: the same place, else the nearest in the same paragraph, else the only place elsewhere.

    ``texts``: uid → text of each paragraph of the compte-rendu. None when the words are gone, or are in several places.
    """
    here = texts.get(note)
    if here is not None and here[start:end] == text:
        return note, start, end
    if here is not None and (near := _nearest(here, text, start)) is not None:
        return note, near, near + len(text)
    spots = [(uid, at) for uid, other in texts.items() if (at := other.find(text)) >= 0]
    if len(spots) != 1 or texts[spots[0][0]].count(text) != 1:
        return None
    uid, at = spots[0]
    return uid, at, at + len(text)


def _nearest(text: str, wanted: str, start: int) -> int | None:
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return min(found, key=lambda place: abs(place - start), default=None)
