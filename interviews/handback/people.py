"""How people are called in the hand back: the person as she chose, whoever acted by a role or « vous »."""

from __future__ import annotations

from interviews.fold import fold
from interviews.journal_models import Interview
from interviews.journal_service import journal_of
from interviews.models import CompteRendu
from kparole.access import current

ROLES = {
    "local": "quelqu’un sur cette machine",
    "contributeur": "l’équipe de la KPA",
    "coordination": "la coordination",
    "evaluation": "l’évaluation",
    "relecture": "la personne elle-même",
    "mener": "qui a mené l’entretien",
    "systeme": "KParole",
}


def who_said(who: str) -> str:
    """« key role », as a stage keeps it, in words.

    >>> who_said("compte:3 coordination"), who_said("compte:3"), who_said("")
    ('la coordination', 'l’équipe', '')
    """
    key, _, role = who.partition(" ")
    if not key:
        return ""
    if key == current().key and key != "systeme":
        return "vous"
    return ROLES.get(role) or ROLES.get(key) or "l’équipe"


def chosen_name(row: CompteRendu, interview: Interview | None) -> str:
    """How she wished to be called: her own first name, a changed one, or "" for no name at all.

    ``interview``: the one it was made from, where she said so.
    """
    said = fold(journal_of(interview)).person if interview is not None else {}
    name = str(said.get("name") or "").strip()
    if said.get("naming") == "none":
        return ""
    return name if said.get("naming") == "own" and name else row.pseudonym
