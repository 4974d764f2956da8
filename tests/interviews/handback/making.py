"""A compte-rendu written up, for the tests of the hand back."""

from __future__ import annotations

from analysis.steps.quotes import exact_spans
from interviews.document import CompteRendu as Document
from interviews.document import Passage, PickedCard
from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code, declare_consent
from interviews.writing import write_compte_rendu
from kparole.db import db
from network.service import kpa_named


def passage(text: str, *marks: str) -> Passage:
    return Passage(text, exact_spans(text), marks)


DOCUMENT = Document(
    age=34,
    gender="femme",
    introduction=(passage("Elle vient depuis mars."),),
    cards=(
        PickedCard(
            "appris",
            None,
            (
                passage("Elle tient la caisse le mardi."),
                passage("« J'ai appris à tenir la caisse, mais c'était long. » Elle rit."),
                passage("« J'ose parler à Zorblune. »"),
            ),
        ),
        PickedCard("joker", "Le four", (passage("Le four marche.", "observation"),)),
    ),
    terms=(passage("Au local, avec Sylvie."),),
)


def written(document: Document = DOCUMENT, *, kpa: str = "Les Mains Vertes") -> str:
    """A compte-rendu in the base, everything agreed to but publication; its code."""
    row = write_compte_rendu(document, deck_version="v", kpa=kpa_named(kpa))
    declare_consent(row, uses=["notes", "equipe", "recit"], who="Sylvie", when="en mars", how="oral")
    row.masks_proposed = True
    db.session.commit()
    return row.code


def row_of(code: str) -> CompteRendu:
    row = compte_rendu_by_code(code, taken_back=True)
    assert row is not None
    return row


def piece(code: str, words: str) -> str:
    """The id of the passage that holds these words."""
    return next(note.uid for note in row_of(code).notes if words in note.text)


def consents(code: str) -> dict[str, str]:
    return {one.use: one.state for one in row_of(code).consents}
