"""Give their capitals back to names typed without them, so that rules and model read a hasty note as they read a book.

The text keeps its length: offsets found in it are true in what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.steps.mask_hasty import raises
from analysis.steps.mask_tokens import Ordinary, Token, tokens
from analysis.steps.mask_view import DETERMINERS, View

_HASTE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Recased:
    """A text with its names' capitals, and where one was given back."""

    text: str
    raised: frozenset[int]


def recased(text: str, ordinary: Ordinary, *, known: frozenset[str] = frozenset()) -> Recased:
    """The text with capitals on names typed without; ``known``: more names, folded. Same length, same offsets."""
    seen = tokens(_quiet(text))
    hasty = _hasty_lines(text)
    raised: set[int] = set()
    views = [View(text, seen, place, ordinary, known, hasty, raised) for place in range(len(seen))]
    for view in views:
        if view.word.islower() and raises(view):
            raised.add(view.start)
    named = {view.word for view in views if view.start in raised and view.doubtful()}
    raised |= {v.start for v in views if v.word in named and v.at(-1) not in DETERMINERS and v.in_haste()}
    signs = list(_quiet(text))
    for token in seen:
        if token.start in raised:
            for start in _heads(token):
                signs[start] = signs[start].upper() if len(signs[start].upper()) == 1 else signs[start]
    return Recased("".join(signs), frozenset(raised))


def _quiet(text: str) -> str:
    """Lines typed all in capitals, without them."""
    return "".join(line.lower() if _shouted(line) else line for line in text.splitlines(keepends=True))


def _shouted(line: str) -> bool:
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.8 * len(letters) and len(line.lower()) == len(line)


def _hasty_lines(text: str) -> list[tuple[int, int]]:
    """Stretches of the lines that open without a capital."""
    found = []
    for line in _HASTE.finditer(text):
        first = next((sign for sign in line.group() if sign.isalpha()), "A")
        if first.islower() or _shouted(line.group()):
            found.append(line.span())
    return found


def _heads(token: Token) -> Iterator[int]:
    yield token.start
    for dash in re.finditer("-", token.text):
        yield token.start + dash.end()
