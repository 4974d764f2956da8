"""One reading of words, the same for what was written and for what is searched: no accents, no elision, stems. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LONGEST = 40
"""Signs of a word that count; beyond, two words are the same."""
FOLDING = 1
"""The number of this way of folding: what was folded by another is folded again. Raise it when a rule below changes."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
NUMBER = r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
"""A number in groups of three is one word: « 12 000 » is 12000."""
_WORD = re.compile(rf"{NUMBER}|[^\W_](?:[^\W_]|[{_MARKS}])*")
_LETTER = re.compile(r"[^\W_]")
_APOSTROPHES = frozenset("'’ʼ＇")
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "qu", "s", "t"])
_PARTICIPLE = re.compile(r"(?<=[^e]{2})ees?$")
_PLURAL = re.compile(r"(?<=\w[b-df-hj-np-tv-z]o)s$")  # euros, photos, vélos: the stemmer leaves them their s
_SAME = {"traval": "travail", "travaill": "travail", "yeux": "oeil", "amis": "ami", "soucis": "souc", "souci": "souc"}
"""Words of one family that the stemmer keeps apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text[start:end]``, its form without case nor accents, and the stem it shares with its family."""

    start: int
    end: int
    form: str
    stem: str


def words_of(text: str) -> list[Word]:
    """The words of a text in order, offsets in code points of the text as given; elided ones (l', d', qu'…) are left out.

    >>> [word.stem for word in words_of("J'ai osé l'Œuvre")]
    ['ai', 'ose', 'oeuvr']
    """
    found = (Word(one.start(), one.end(), *_folded(one.group())) for one in _WORD.finditer(text))
    return [word for word in found if not _is_elided(text, word)]


def has_words(text: str) -> bool:
    """True when there is something to find in a text."""
    return _LETTER.search(text) is not None


def form_of(word: str) -> str:
    """A word without case, accents, ligatures nor spaces; folding it again changes nothing.

    >>> form_of("Élève"), form_of("cœur"), form_of("12 000")
    ('eleve', 'coeur', '12000')
    """
    folded = word
    for _ in range(3):  # a fold may uncover a letter that folds again
        spread = unicodedata.normalize("NFKD", folded.casefold()).replace("œ", "oe").replace("æ", "ae")
        folded = "".join(sign for sign in spread if sign.isalnum()) or folded
    return folded[:LONGEST]


def stem_of(form: str) -> str:
    """The French stem of a form, as Snowball cuts it, once feminines in -ée and plurals in -os are put aside.

    >>> stem_of("cuisines") == stem_of("cuisiner") == stem_of("cuisinee")
    True
    """
    stem = str(_stemmer().stemWord(_PLURAL.sub("", _PARTICIPLE.sub("e", form))))
    return _SAME.get(stem, stem)


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> tuple[str, str]:
    form = form_of(word)
    return form, stem_of(form)


def _is_elided(text: str, word: Word) -> bool:
    after = text[word.end : word.end + 2]
    return word.form in _ELIDED and len(after) == 2 and after[0] in _APOSTROPHES and after[1].isalnum()


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("french")
