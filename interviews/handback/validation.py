"""What is asked when she validates: who was there, how it was read, what she allows now. Pure reading of a sent form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interviews.operations import clean_text

PRESENT = {
    "personne": "la personne",
    "meneur": "qui a mené l’entretien",
    "autre-equipe": "quelqu’un d’autre de l’équipe",
    "cooperant": "un·e autre coopérant·e",
    "proche": "un·e proche, qu’elle a choisi·e",
}
HOW = {
    "voix-haute": "lu à voix haute",
    "seule-a-cote": "elle a lu, quelqu’un à côté",
    "tablette": "sur la tablette, qui lisait à voix haute",
    "raconte": "raconté, sans lire mot à mot",
}
ALONE = "elle a lu seule, avec son passe"
LONGEST_NAME = 100
ASKED = {
    "equipe": "Est-ce que l’équipe du projet peut lire vos paroles ?",
    "atelier": "Est-ce qu’on peut parler de vos paroles en atelier, avec d’autres KPA ?",
    "recit": "Est-ce qu’on peut citer vos mots dans le récit, sous un prénom changé ?",
    "publication": "Est-ce qu’on peut publier vos mots plus largement ?",
}
"""Each use as one asks it; that notes are kept is asked by « je reprends mes paroles »."""
ANSWERS = {"oui": "given", "non": "refused"}


@dataclass(frozen=True, slots=True)
class Validation:
    """Who was there, how it was read, and with which interpreter ("" for none)."""

    present: tuple[str, ...]
    how: str
    interpreter: str


def validation_of(form: Any, *, alone: bool) -> Validation:
    """What a sent form says; of who reads alone nothing is asked."""
    if alone:
        return Validation((PRESENT["personne"],), ALONE, "")
    present = tuple(words for key, words in PRESENT.items() if key in form.getlist("present"))
    interpreter = clean_text(form.get("interprete", "")).strip()[:LONGEST_NAME]
    return Validation(present, HOW.get(form.get("comment", ""), ""), interpreter)


def uses_of(form: Mapping[str, str]) -> dict[str, str]:
    """Given or refused, by use, for those that were answered; her notes are kept as long as she does not take them back."""
    told = {use: ANSWERS.get(form.get(f"use_{use}", "")) for use in ASKED}
    return {use: state for use, state in told.items() if state}
