"""Keeps the compte-rendu made from a tablet's interview true to what arrives later: consents at once, words with care."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from cards.deck import Deck
from cards.library import deck_of as shown_deck
from interviews.consent import READ_BACK
from interviews.document import CompteRendu as Document
from interviews.draft import draft
from interviews.draft_consents import carried, notes_kept
from interviews.fold import InterviewState, fold
from interviews.handback.models import HandBack, TakenBack
from interviews.journal_forgetting import GONE
from interviews.journal_models import Interview, OperationRow, Poured
from interviews.models import CompteRendu
from interviews.operations import Operation
from interviews.service import declare_consent
from interviews.word_in import words_hash
from interviews.writeup.service import forget as forget_edits
from interviews.writing import describe, notes_of, rewrite_compte_rendu, same_words
from kparole.access import SYSTEM, acting_as
from kparole.db import db, take_turn
from network.models import Kpa

Reading = Callable[[Interview], list[Operation]]


def follow(interview: Interview, read: Reading) -> None:
    """Carry what the journal says now to the compte-rendu made from it, if there is one (not committed).

    ``read`` gives the journal. The turn of the interview is held by whoever asks. The words follow as long as nobody has
    decided of a name in them; after that only what was taken away goes. Whoever sends may not reach the compte-rendu.
    """
    with acting_as(SYSTEM):
        if compte_rendu_of(interview) is None:
            return
        take_turn("comptes-rendus")
        row, journal = compte_rendu_of(interview), read(interview)
        if row is None or interview.state == GONE:
            return
        state, kept = fold(journal), not _is_taken_back(row)
        if kept:  # what was said on a tablet before must not give back what was taken back since
            carry_consents(row, interview, journal, state)
        _forget(row, state)
        if kept and notes_kept(state):
            _follow_words(row, interview, document_of(interview, state))
        db.session.flush()


def _is_taken_back(row: CompteRendu) -> bool:
    """True when the person took her words back here, rather than on the tablet."""
    return db.session.scalar(select(TakenBack.id).filter_by(compte_rendu_id=row.id)) is not None


def compte_rendu_of(interview: Interview) -> CompteRendu | None:
    """The compte-rendu made from this interview, within reach of whoever acts."""
    wanted = select(CompteRendu).join(Poured, Poured.compte_rendu_id == CompteRendu.id)
    return db.session.scalar(wanted.where(Poured.interview_id == interview.id))


def document_of(interview: Interview, state: InterviewState) -> Document:
    """The draft of the compte-rendu of this interview, its KPA named."""
    kpa = db.session.get(Kpa, interview.kpa_id) if interview.kpa_id else None
    return draft(state, deck=deck_of(interview), kpa=kpa.name if kpa else None)


def deck_of(interview: Interview) -> Deck:
    """The deck that was on the table, as it was worded then; the one on ours when it is not known here."""
    return shown_deck(interview.deck, interview.deck_version)


def carry_consents(row: CompteRendu, interview: Interview, journal: Sequence[Operation], state: InterviewState) -> None:
    """Write in the compte-rendu what was said of each use on the tablet (not committed)."""
    received = received_at(interview)
    settled = _said_since(row, journal, received)
    for one in carried(journal, state, received=received):
        if one.use in settled:
            continue
        declare_consent(row, uses=[one.use], who=one.who, when=one.when, how=one.how, state=one.state)


def _said_since(row: CompteRendu, journal: Sequence[Operation], received: Mapping[str, datetime]) -> set[str]:
    """The uses she answered about when her words were read back to her, and of which no tablet told anything later."""
    wanted = select(func.max(HandBack.validated_at)).where(HandBack.compte_rendu_id == row.id)
    at = db.session.scalar(wanted)
    if at is None:
        return set()
    asked = [one for one in journal if one.kind == "consent.set" and one.data]
    later = {one.data["use"] for one in asked if one.data and received.get(one.id, at) > at}
    return {one.use for one in row.consents if one.who == READ_BACK} - later


def received_at(interview: Interview) -> dict[str, datetime]:
    """When each agreement came to the server, by id of operation."""
    wanted = select(OperationRow.id, OperationRow.received_at).where(
        OperationRow.interview_id == interview.id, OperationRow.kind == "consent.set"
    )
    return {one.id: one.received_at for one in db.session.execute(wanted)}


def is_decided(row: CompteRendu) -> bool:
    """True once somebody has written it up or decided of a name: the words stay as they were read then."""
    return row.revision > 0 or any(mask.state != "proposed" for mask in row.masks)


def shown(document: Document) -> list[tuple[str, int | None, str]]:
    """The paragraphs of a document as they are compared: part, rank, text."""
    return [(note.part, note.rank, note.text) for note in notes_of(document)]


def shown_of(row: CompteRendu) -> list[tuple[str, int | None, str]]:
    """The paragraphs of a compte-rendu as they are compared."""
    return [(note.part, note.rank, note.text) for note in row.notes]


def hash_for(interview: Interview, document: Document, *, besides: CompteRendu | None = None) -> str:
    """What stands for the words: their own hash, unless they are too few or another's too (``besides``: but not this one's)."""
    known = same_words(document)
    alone = known is None or (besides is not None and known.id == besides.id)
    if shown(document) and alone:
        return words_hash(document)
    return hashlib.sha256(f"{words_hash(document)} {interview.uid}".encode()).hexdigest()


def _follow_words(row: CompteRendu, interview: Interview, document: Document) -> None:
    """Carry the words; once somebody has written it up, her marks and what she said of the person are hers."""
    picks = [(pick.card, pick.title) for pick in row.picks] == [(card.id, card.title) for card in document.cards]
    if row.revision == 0 and picks and shown_of(row) == shown(document):
        for note, fresh in zip(row.notes, notes_of(document), strict=True):
            note.exact, note.marks, note.operation = fresh.exact, fresh.marks, fresh.operation
        describe(row, document)
    elif not is_decided(row):
        rewrite_compte_rendu(row, document, hashed=hash_for(interview, document, besides=row))
    else:
        row.problems = list(document.problems)


def _forget(row: CompteRendu, state: InterviewState) -> None:
    """Take away the words that were put off the record, whatever was decided of them since."""
    gone = {note.id for note in row.notes if not state.erased.isdisjoint((note.operation or "").split())}
    if gone:  # another text: the analysis must not go on with what it remembers
        row.words_hash = hashlib.sha256(f"{row.words_hash} {row.uid} {len(row.notes)}".encode()).hexdigest()
        forget_edits(row)
    row.masks = [mask for mask in row.masks if mask.note_id not in gone]
    row.notes = [note for note in row.notes if note.id not in gone]
    titles = {pick.title for pick in state.picks.values()}
    for pick in row.picks:
        if state.erased and pick.card == "joker" and pick.title not in titles:
            pick.title = None
    if not notes_kept(state):
        row.problems = []
