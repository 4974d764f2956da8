"""The words of a passage as the index keeps them: who may find each is written in the word itself. Pure.

A word of the index is a reader, a kind and a key: « tacuisin ». Readers: p everybody, in a passage with nothing to hide ·
t the team alone, in a passage where something is hidden or that never goes out · m whoever reads that passage with names
changed. Kinds: a any stem, f any form, s and g the same in the person's exact words. Stems stand in the order of the
text, so that words in a row can be found; « z » stands where a row is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from interviews.search.fold import words_of

Reader = Literal["p", "t", "m"]
TEAM: tuple[Reader, ...] = ("p", "t")
MASKED: tuple[Reader, ...] = ("p", "m")
ANY, SAID = ("a", "f"), ("s", "g")
"""Kinds of stem and of form, of whatever was noted and of exact words alone."""
CUT = "z"
MOST_SIGNS = 400_000
"""A passage of fifty pages; PostgreSQL refuses a row whose words weigh more than a megabyte."""
Spans = Sequence[Sequence[int]]


def tokens(reader: Reader, text: str, exact: Spans) -> list[str]:
    """The words of one reading of a passage; ``exact``: [start, end) of the person's own words."""
    said = [text[start:end] for start, end in exact]
    return [*_kind(reader, ANY, [text]), *_kind(reader, SAID, said)]


def packed(found: Iterable[str]) -> str:
    """Words of the index as one text, between spaces; what would not fit in PostgreSQL's index is left out, from the end."""
    text = f" {' '.join(found)} "
    return text if len(text) <= MOST_SIGNS else text[: text.rindex(" ", 0, MOST_SIGNS) + 1]


def plain(key: str) -> str:
    """A key in letters and digits without accents, that every tokenizer keeps whole: other signs by their number.

    >>> plain("ecole"), plain("أم")
    ('ecole', '0623z0645z')
    """
    if key.isascii():
        return key
    return "".join(sign if sign.isascii() else f"{ord(sign):04x}z" for sign in key)


def _kind(reader: Reader, kinds: tuple[str, str], texts: Iterable[str]) -> Iterable[str]:
    stem, form = (reader + kind for kind in kinds)
    forms: dict[str, None] = {}
    for text in texts:
        for word in words_of(text):
            yield stem + plain(word.stem)
            if word.form != word.stem:
                forms[form + plain(word.form)] = None
        yield CUT
    yield from forms
