"""Interviews of two KPAs with names in them, for the tests of the replacing."""

from __future__ import annotations

from interviews.document import CompteRendu as Document
from interviews.document import Passage, PickedCard
from interviews.models import CompteRendu, MaskRow
from interviews.service import declare_consent
from interviews.writing import write_compte_rendu
from kparole.access import Actor, Role, Scope
from kparole.db import db
from network.service import kpa_named

FATOU = "Fatou m'a emmenée à Roubaix. Depuis, j'aime Fatou."
DIALLO = "Mme Diallo rit. Le livre de Fatou est à Roubaix."
ELSEWHERE = "Fatou et Kader viennent de Lille."


def interview(kpa: str | None, *texts: str, age: int = 30, gender: str = "femme") -> str:
    """A compte-rendu with one card and these paragraphs under it; its code."""
    card = PickedCard("appris", "J'ai appris", tuple(Passage(text) for text in texts))
    document = Document(kpa=kpa, age=age, gender=gender, cards=(card,))  # type: ignore[arg-type]
    row = write_compte_rendu(document, deck_version="x", kpa=kpa_named(kpa) if kpa else None)
    declare_consent(row, uses=["notes", "equipe", "recit"], who="Sylvie", when="en mars", how="oral")
    row.masks_proposed = True
    db.session.commit()
    return row.code


def propose(code: str, *words: tuple[str, str]) -> None:
    """A proposal on every occurrence of these words, (words, kind), in this interview."""
    row = db.session.query(CompteRendu).filter_by(code=code).one()
    for note in row.notes:
        for said, kind in words:
            start = note.text.find(said)
            while start >= 0:
                end = start + len(said)
                row.masks.append(
                    MaskRow(
                        note_id=note.id, start=start, end=end, kind=kind, text=said, certainty=0.9, state="proposed"
                    )
                )
                start = note.text.find(said, end)
    db.session.commit()


def mask_of(code: str, words: str) -> int:
    """The id of a proposal on these words in this interview."""
    row = db.session.query(CompteRendu).filter_by(code=code).one()
    return next(mask.id for mask in row.masks if mask.text == words)


def states(code: str) -> dict[str, set[str]]:
    """The states of each wording of an interview."""
    db.session.expire_all()
    row = db.session.query(CompteRendu).filter_by(code=code).one()
    found: dict[str, set[str]] = {}
    for mask in row.masks:
        found.setdefault(mask.text, set()).add(mask.state)
    return found


def contributor(kpa: str) -> Actor:
    """Somebody of this KPA only."""
    kpa_id = kpa_named(kpa).id
    db.session.commit()
    scope = Scope(frozenset({kpa_id}), frozenset(), "compte:7")
    return Actor("compte:7", Role.CONTRIBUTOR, "Rosa", scope, kpa_id)
