"""Words of a text with their places, their stems, and the words too common to mean anything."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")

_COMMON = """
a ai aie ait alle allee aller alors an ans apres as assez au aucun aujourd aussi autre autres aux avaient avais avait
avant avec avez avoir avons ayant beaucoup ben bien bon c ca car ce cela celle celles celui cent ces cet cette ceux
chaque chez chose choses ci cinq cinquante comme comment d dans de dedans deja depuis des deux dire dis disais disait
dit dite dites dix dois doit dont douze du elle elles en encore enfin ensuite est et etaient etais etait etant ete
etes etre eu euh eux faire fais fait faut fois font hein heure heures hui huit ici il ils j jamais je jour jours
jusque juste l la le les leur leurs lui m ma maintenant mais mal me meme memes mes met mets mettre mille mis mise moi
moins mois mon n ne neuf ni non nos notre nous on ont onze ou oui par parce pas pendant personne peu peut peux plus
plutot pour pourquoi pouvoir premier premiere prend prends presque pris prise puis qu quand quarante quatre que quel
quelle quelles quelqu quelque quelques quels qui quinze quoi rien s sa sais sans se sept sera serait ses si soi sois
soit sommes son sont sous suis sur surtout t ta te tellement tes toi ton toujours tous tout toute toutes trente tres
trois trop truc trucs tu un une va vais vas venu venue vers veut veux viens vient vingt voila vont vos votre voulais
voulait vous vraiment y
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
