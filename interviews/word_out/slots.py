"""The hidden bookmarks of our Word files: which paragraph is which, whatever is typed in it. Pure.

Word and LibreOffice keep a bookmark through edits, and its name says nothing of anybody. A slot is one bookmark over a
whole paragraph, or over the tags that end it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from interviews.writeup.sheet import Part, Place

Kind = Literal["note", "card", "part", "fact", "fixed", "tags", "origin"]

PARTS: tuple[Part, ...] = ("introduction", "cloture", "vecu", "modalites", "non-classe")
_LETTERS: dict[Kind, str] = {
    "note": "n", "card": "c", "part": "p", "fact": "l", "fixed": "f", "tags": "t", "origin": "o",
}  # fmt: skip
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_NAME = re.compile(r"_kp_([ncplfto])_([0-9a-z]*)(?:_(\d+)_(\d+)_([0-9a-f]{6}))?(?:_\d+)?")


@dataclass(frozen=True, slots=True)
class Slot:
    """One bookmark. ``of``: a digest of an id, a part (by its number), a fact, or nothing.

    ``before``, ``after``: how many letters of the paragraph are not the value; ``print``: the fingerprint of what was
    printed there, of all the paragraph when there is no value, None where whatever stands is somebody's words.
    """

    kind: Kind
    of: str = ""
    before: int = 0
    after: int = 0
    print: str | None = None

    def name(self, number: int) -> str:
        """The name of the bookmark, unlike any other by ``number``; 40 letters at most, as Word wants."""
        printed = f"_{self.before}_{self.after}_{self.print}" if self.print is not None else ""
        return f"_kp_{_LETTERS[self.kind]}_{self.of}{printed}_{number}"

    def value(self, text: str) -> str | None:
        """The value in the text of the paragraph; None when what is around it was changed."""
        end = len(text) - self.after
        if end < self.before or fingerprint(text[: self.before], text[end:]) != self.print:
            return None
        return text[self.before : end]


def slot_of(name: str) -> Slot | None:
    """The slot that a bookmark names, None for a bookmark of somebody else."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    letter, of, before, after, printed = found.groups()
    return Slot(_KINDS[letter], of, int(before or 0), int(after or 0), printed)


def digest(name: str) -> str:
    """A short stand-in for the id of a paragraph or the key of a card.

    >>> len(digest("abc"))
    12
    """
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]


def fingerprint(*texts: str) -> str:
    """Six hex digits of what was printed; blanks do not count, since Word and LibreOffice lay them out as they like."""
    bare = "\0".join("".join(text.split()) for text in texts)
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()[:6]


def part_code(part: Part) -> str:
    """A part as bookmarks name it."""
    return str(PARTS.index(part))


def place_slot(place: Place) -> str:
    """A place as the bookmark of a tag names it."""
    return digest(place.card) if place.card else part_code(place.part)


def part_of(code: str) -> Part | None:
    """The part of this name."""
    return PARTS[int(code)] if code.isdecimal() and int(code) < len(PARTS) else None
