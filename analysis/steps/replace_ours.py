"""What KParole itself put in place of something: never replaced a second time."""

from __future__ import annotations

import re

from analysis.steps.replace_people import tables
from analysis.steps.types import MaskKind

_ILL = "un problème de santé"
_AGO = r"un an|[a-z]+ ans|plus de [a-z-]+ ans|une [a-z]+ d'années"
_OURS: dict[MaskKind, re.Pattern[str]] = {
    "LIEU": re.compile(r"(?:un |une )?(?:ville|pays|région|quartier|rue|adresse|ligne|arrêt|endroit)"),
    "SANTE": re.compile(rf"{_ILL}|traitement|qui a {_ILL}"),
    "DATE": re.compile(rf"(?:une )?date|(?:depuis |il y a )(?:{_AGO})|(?:en|au) (?:hiver|printemps|été|automne)"),
    "AGE": re.compile(r"(?:plus|moins) de (?:75|18) ans|environ \d0 ans|un certain âge"),
    "CONTACT": re.compile(r"\[[^\]]*\]"),
    "AUTRE": re.compile(
        r"\[[^\]]*\]|une autre langue|(?:quelqu'un )?d'un autre pays|plusieurs [a-zçœ]+|[a-zè]+ de famille"
    ),
}


def is_ours(kind: MaskKind, said: str) -> bool:
    """Whether these words are already what is put in place of others of this kind.

    >>> is_ours("LIEU", "une ville"), is_ours("LIEU", "Lyon")
    (True, False)
    """
    if kind == "ORGANISATION":
        return said.lower() in {*tables()["organisations"], "une structure"}
    return kind in _OURS and _OURS[kind].fullmatch(said.lower()) is not None
