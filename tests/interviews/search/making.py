"""Comptes-rendus in a few words, for the tests of the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cards.deck import load_deck
from interviews.models import CompteRendu, Consent, MaskRow, NoteRow, Pick
from interviews.search.filters import Filters
from interviews.search.query import read_query
from interviews.search.service import Answer, Order, find
from kparole.access import Actor, Role, Scope
from kparole.db import db

DECK = load_deck()
WHOLE = Scope(None, frozenset(), None)


def interview(code: str, *texts: str, cards: Sequence[str] = ("appris",), **facts: Any) -> CompteRendu:
    """An interview whose passages are under its first card; commits."""
    plain: dict[str, Any] = {"age": None, "gender": None, "since": None, "import_id": None, "kpa_id": None}
    row = CompteRendu(
        uid=code, code=code, pseudonym=f"Nom {code}", words_hash=code, deck_version="v", **{**plain, **facts}
    )
    row.picks = [Pick(rank=rank, card=card) for rank, card in enumerate(cards, 1)]
    row.notes = [NoteRow(position=n, part="carte", rank=1, text=text) for n, text in enumerate(texts, 1)]
    db.session.add(row)
    db.session.commit()
    return row


def hide(row: CompteRendu, words: str, *, state: str = "proposed", kind: str = "PERSONNE") -> MaskRow:
    """Propose to change these words wherever they first stand; names count as looked for. Commits."""
    note = next(one for one in row.notes if words in one.text)
    start = note.text.index(words)
    mask = MaskRow(note_id=note.id, start=start, end=start + len(words), kind=kind, text=words, certainty=1.0)
    mask.state = state
    row.masks.append(mask)
    row.masks_proposed = True
    db.session.commit()
    return mask


def agree(row: CompteRendu, use: str, state: str = "given") -> None:
    """What the person says of a use; commits."""
    row.consents.append(Consent(use=use, state=state, who="Sylvie", when="en mars", how="oral"))
    db.session.commit()


def evaluator(role: Role = Role.EVALUATION) -> Actor:
    return Actor("compte:9", role, "", WHOLE)


def found(words: str, *, sort: str = "", down: bool = False, page: int = 1, **filters: str) -> Answer:
    """What these words find."""
    return find(read_query(words), Filters(**filters), Order(sort, down, page), deck=DECK)


def texts(words: str, **asked: Any) -> list[str]:
    """The passages found, in the order they are shown."""
    return [note.text for note in found(words, **asked).notes]
