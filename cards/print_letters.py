"""What our printed fonts can write: a letter that they lack becomes a question mark, and never stops a print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from kparole.paths import STATIC

FONTS = STATIC / "vendor" / "print"
UNKNOWN = "?"
SPACES = {
    "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}",
    "\N{NON-BREAKING HYPHEN}": "-",
}
"""What can be written otherwise where the fonts lack it."""


@cache
def letters() -> frozenset[str]:
    """Every character that one of our fonts has."""
    lines = (FONTS / "letters.txt").read_text(encoding="utf-8").split()
    ends = [tuple(int(end, 16) for end in line.split("-")) for line in lines]
    found = {chr(number) for first, last in ends for number in range(first, last + 1)}
    return frozenset(letter for letter in found if unicodedata.category(letter) != "Cc") | {"\n", "\t"}


def lacking(text: str) -> frozenset[str]:
    """The letters of this text that no font of ours has; emoji and invisible marks are not letters."""
    return frozenset(c for c in _composed(text) if c not in letters() and unicodedata.category(c)[0] in "LM")


def printable(value: Any) -> Any:
    """The same texts, lists and tables with only what our fonts can write: a lacking letter is « ? », an emoji goes."""
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _printable_text(text: str) -> str:
    whole, missing = _composed(text), lacking(text)
    kept = "".join(UNKNOWN if c in missing else c for c in whole if c in letters() or c in missing)
    return kept if len(kept) == len(whole) else re.sub(" {2,}", " ", kept).strip()  # where an emoji was


def _composed(text: str) -> str:
    whole = unicodedata.normalize("NFC", text)
    return "".join(c if c in letters() else SPACES.get(c, c) for c in whole)
