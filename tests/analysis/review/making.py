"""Two interviews read by a machine of straw, for the tests of the review."""

from __future__ import annotations

from analysis.coding.decisions import Place
from analysis.models import ExtractRow, LabelRow, Run
from interviews.models import CompteRendu, NoteRow, Pick
from interviews.service import declare_consent
from kparole.access import Actor, Role, Scope
from kparole.db import db

SAID = ("Kader m'a emmenée au marché.", "Il pleuvait.", "Maintenant j'ose parler, et je dors mieux.")
ARRIVED = "Je cherchais du travail."
SURE = {SAID[0]: ("liens-sociaux", 0.9), SAID[1]: ("bien-etre", 0.1), SAID[2]: ("confiance", 0.35)}
CODES = ("ICI-01", "LA-02")


def make_interviews() -> None:
    """Committed: each says the same three things under a card, and why she came; the machine is sure of the first only."""
    run = Run(
        version="v",
        corpus="c",
        parameters={},
        duration={},
        summary={
            "codes": list(CODES),
            "themes": [],
            "weights": [],
            "crossings": [],
            "saturation": [],
            "nowhere": 0,
            "thresholds": {"confiance": 0.34},
        },
        charts={},
    )
    db.session.add(run)
    db.session.flush()
    for code in CODES:
        _interview(code, run)
    db.session.commit()


def _interview(code: str, run: Run) -> None:
    row = CompteRendu(
        uid=code, code=code, pseudonym="Ada" if code == CODES[0] else "Bea", kpa_id=None, import_id=None, words_hash=code,
        age=31, gender="femme", since=None, deck_version="v", masks_proposed=True,
    )  # fmt: skip
    row.picks = [Pick(rank=1, card="utile", title=None)]
    row.notes = [
        NoteRow(position=1, part="introduction", rank=None, text=ARRIVED, uid=f"{code}-a"),
        NoteRow(position=2, part="carte", rank=1, text=" ".join(SAID), uid=f"{code}-b"),
    ]
    db.session.add(row)
    db.session.flush()
    start = 0
    db.session.add(_extract(run, row, 1, 1, 0, ARRIVED))
    for number, text in enumerate(SAID, 1):
        db.session.add(_extract(run, row, 2, number, start, text))
        start += len(text) + 1
    declare_consent(row, uses=["equipe"], who="Sylvie", when="en mars", how="oral")


def _extract(run: Run, row: CompteRendu, position: int, number: int, start: int, text: str) -> ExtractRow:
    effect, sure = SURE.get(text, ("competences", 0.05))
    labels = [
        LabelRow(rank=0, effect=effect, sub=None, polarity="positive", strength=2, confidence=sure, words=[[0, 4, 0.7]])
    ]
    return ExtractRow(
        run_id=run.id, uid=f"{row.code}.{position}.{number}", compte_rendu_id=row.id, note_id=row.notes[position - 1].id,
        start=start, end=start + len(text), text=text, exact=False, best=effect, best_confidence=sure,
        labels=labels if sure > 0.3 else [],
    )  # fmt: skip


def place(number: int, code: str = CODES[0]) -> Place:
    """Where the thing of this number (from 0) is said."""
    start = sum(len(text) + 1 for text in SAID[:number])
    return Place(code, f"{code}-b", start, start + len(SAID[number]))


def path(where: Place, act: str = "") -> str:
    """The address of a passage."""
    return f"/analyse/relire/{where.code}/{where.note}/{where.start}-{where.end}{act}"


def actor(key: str = "compte:1", name: str = "Inès", role: Role = Role.COORDINATION, *codes: str) -> Actor:
    """Somebody who codes; ``codes``: the only interviews she reaches."""
    scope = Scope(frozenset(), frozenset(codes), key) if codes else Scope(None, frozenset(), key)
    return Actor(key, role, name, scope)
