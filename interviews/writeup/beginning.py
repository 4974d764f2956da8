"""A compte-rendu written from nothing: its KPA is said, the rest comes with the writing."""

from __future__ import annotations

from cards.library import table_deck
from interviews.service import words_heard
from interviews.writing import new_compte_rendu
from kparole.access import SYSTEM, acting_as
from kparole.db import db, take_turn
from network.models import Kpa
from network.service import kpa_named


def begin(*, kpa_id: int | None, kpa_name: str = "", click: str) -> str:
    """Begin one for this KPA, or for the one of this name; gives its code. Commits. The same ``click`` begins one only."""
    with acting_as(SYSTEM):  # a code and a first name are free when nobody of any KPA has them
        take_turn("comptes-rendus")
        kpa = db.session.get(Kpa, kpa_id) if kpa_id is not None else kpa_named(kpa_name) if kpa_name else None
        row = new_compte_rendu(kpa, deck_version=table_deck().version, heard=words_heard([]), click=click)
        code = row.code
        db.session.commit()
    return code
