"""What every replacement shares: a piece of text put in place of another, elisions, capitals at the start of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.steps.types import MaskKind

_VOWEL = re.compile(r"[aeiouàâäéèêëîïôöùûüœæhAEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆH]|[yY](?![aeiouéèAEIOUÉÈ])")
_OPEN = re.compile(r"(?:^|[.!?…]\s+|[\n\r]\s*|[«“\"]\s*|[•–—]\s*)\Z")
_SHORT = re.compile(r"(?:(?<=^)|(?<=[^\w'’-]))(d|qu|lorsqu|puisqu|quoiqu|jusqu|l)['’]\Z", re.IGNORECASE)
_LONG = re.compile(r"(?:(?<=^)|(?<=[^\w'’-]))(de|que|lorsque|puisque|quoique)[ \u00a0]\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` gives way to ``instead``; ``kind`` is that of the mask."""

    start: int
    end: int
    instead: str
    kind: MaskKind


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a piece went: ``start:end`` in the text as it was, ``new_start:new_end`` in the text as it is."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A text with its replacements, and the table of what moved."""

    text: str
    moved: tuple[Moved, ...]

    def place(self, offset: int) -> int:
        """Where a place of the first text is now; a place inside what was replaced is at the start of what replaced it.

        >>> Written("Lou rit", (Moved(0, 5, 0, 3),)).place(6)
        4
        """
        shift = 0
        for one in self.moved:
            if offset < one.start:
                break
            if offset < one.end:
                return one.new_start
            shift = one.new_end - one.end
        return offset + shift


def written(text: str, pieces: Iterable[Piece]) -> Written:
    """The text with its pieces; they must not overlap (ValueError)."""
    ordered = sorted(pieces, key=lambda piece: piece.start)
    if any(first.end > second.start for first, second in pairwise(ordered)):
        raise ValueError("pieces overlap")
    out: list[str] = []
    moved: list[Moved] = []
    place = length = 0
    for piece in ordered:
        out += [text[place : piece.start], piece.instead]
        start = length + piece.start - place
        length = start + len(piece.instead)
        moved.append(Moved(piece.start, piece.end, start, length))
        place = piece.end
    return Written("".join([*out, text[place:]]), tuple(moved))


def opens_sentence(text: str, place: int) -> bool:
    """Whether a word written here would take the capital of a sentence."""
    return _OPEN.search(text, max(0, place - 8), place) is not None or place == 0


def capitalised(words: str) -> str:
    """The words with a first capital."""
    return words[:1].upper() + words[1:]


def elided(text: str, piece: Piece, *, floor: int = 0) -> Piece:
    """The piece with the small word before it as French wants it: « d'Amina » → « de Karine », « de Fatou » → « d'Alix ».

    ``floor``: where the piece may not go back further, since another piece ends there.
    """
    vowel = _VOWEL.match(piece.instead) is not None
    short, long = _SHORT.search(text, floor, piece.start), _LONG.search(text, floor, piece.start)
    if short and not vowel:
        whole = _full(short[1])
        return Piece(short.start(), piece.end, whole + piece.instead, piece.kind)
    if long and vowel:
        return Piece(long.start(), piece.end, f"{long[1][:-1]}'{piece.instead}", piece.kind)
    return piece


def _full(short: str) -> str:
    if short.lower() == "l":
        return ""
    return f"{short}à " if short.lower() == "jusqu" else f"{short}e "


def apart(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch touches none of these."""
    return all(end <= first or last <= start for first, last in spans)
