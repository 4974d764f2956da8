"""Words of a text with their places, their stems, and the words too common to mean anything."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")

_COMMON = """
a ai aie ait alors apres as au aucun aussi autre autres aux avaient avais avait avant avec avez avoir avons ayant
beaucoup ben bon c ca car ce cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de dedans
des deux dit dite dites dont du elle elles en encore enfin ensuite est et etaient etais etait etant ete etes etre eu
euh eux fait faire fais faut fois font hein ici il ils j je jusque l la le les leur leurs lui m ma mais me meme memes
mes mettre moi moins mon n ne ni non nos notre nous on ont ou oui par parce pas pendant peu peut peux plus pour
pourquoi puis qu quand que quel quelle quelles quels quelque quelques qui quoi s sa sais sans se sera serait ses si
soi sois soit sommes son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une va vais vas vers
voila vont vos votre vous voulait vraiment y
"""
STOP: frozenset[str] = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word: ``text[start:end]``, as written in lower case, without accents, and its stem."""

    start: int
    end: int
    word: str
    form: str
    stem: str

    @property
    def empty(self) -> bool:
        """Whether the word is a stop word, a number, or a lone letter."""
        return self.form in STOP or len(self.form) < 2 or self.form.isdigit()


def fold(text: str) -> str:
    """Lower case without accents.

    >>> fold("Élève, œuvre")
    'eleve, oeuvre'
    """
    bare = "".join(char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char))
    return bare.replace("œ", "oe").replace("æ", "ae")


def tokens(text: str) -> list[Token]:
    """The words of a text in order, numbers included; offsets are code points of ``text`` as given.

    >>> [(token.start, token.form) for token in tokens("J'ai osé.")]
    [(0, 'j'), (2, 'ai'), (5, 'ose')]
    """
    return [Token(found.start(), found.end(), *_forms(found.group())) for found in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, str, str]:
    return word.lower(), fold(word), fold(_stemmer().stemWord(word.lower()))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("french")
