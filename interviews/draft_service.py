"""Makes the compte-rendu of an interview led with the tablet, once somebody asks for it."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from interviews.document import CompteRendu as Document
from interviews.draft import is_empty
from interviews.draft_consents import notes_kept
from interviews.draft_follow import carry_consents, compte_rendu_of, deck_of, document_of, hash_for, shown
from interviews.errors import CannotPour
from interviews.fold import InterviewState, fold
from interviews.journal_models import Interview, Poured
from interviews.journal_service import journal_of, reach
from interviews.models import CompteRendu, NoteRow
from interviews.pseudonyms import all_words
from interviews.replacing.own_names import chosen_name
from interviews.writeup.service import forget
from interviews.writing import same_words, write_compte_rendu
from kparole.access import SYSTEM, acting_as
from kparole.db import db, take_turn
from network.models import Kpa

TRIAL = "C'est un entretien d'essai : il ne sera jamais compté."
NOT_OPENED = "L'ouverture de cet entretien n'est pas arrivée. Ouvrez KParole sur la tablette, avec du réseau."
NOT_ENDED = "Cet entretien n'est pas terminé sur la tablette. Terminez-le, ou dites qu'il l'est."
NOT_KEPT = "La personne ne veut pas que ses notes soient gardées : il n'y aura pas de compte-rendu."
EMPTY = "Il n'y a encore ni carte ni note : rien à verser."
KNOWN = "Ce texte est déjà dans les comptes-rendus : rien n'a été ajouté."


def pour(uid: str, *, over: bool = False) -> str:
    """Write the compte-rendu of this interview and give its code; asked twice, the same one. Commits.

    ``over``: the person who asks says that the interview is over, whatever the tablet says. Raises NotHere, and CannotPour
    for one that was a trial, is not over, holds nothing, or whose notes may not be kept.
    """
    take_turn(f"entretien {uid}")
    interview = reach(uid)
    with acting_as(SYSTEM):  # a code and a first name are free when nobody of any KPA has them
        take_turn("comptes-rendus")
        row = compte_rendu_of(interview) or _poured(interview, over=over)
        code = row.code
        db.session.commit()
    return code


def why_not(state: InterviewState, document: Document) -> str | None:
    """Why no compte-rendu can be made of this, in French; None when one can. That it is not ended is asked apart."""
    if state.opened is None:
        return NOT_OPENED
    if state.trial:
        return TRIAL
    if not notes_kept(state):
        return NOT_KEPT
    return EMPTY if is_empty(document) else None


def clear_words(uid: str) -> None:
    """Take the words out of the compte-rendu of somebody who no longer wants her notes kept. Commits.

    Nothing happens as long as she allows it, or when there is none. Raises NotHere.
    """
    take_turn(f"entretien {uid}")
    interview = reach(uid)
    with acting_as(SYSTEM):
        row = compte_rendu_of(interview)
        if row is not None and not notes_kept(fold(journal_of(interview))):
            row.masks, row.notes, row.problems = [], [], []
            forget(row)
            for pick in row.picks:
                pick.title = None if pick.card in {"joker", None} else pick.title
            row.age = row.gender = row.since = None
            row.words_hash = hashlib.sha256(row.uid.encode()).hexdigest()
        db.session.commit()


def _poured(interview: Interview, *, over: bool) -> CompteRendu:
    journal = journal_of(interview)
    state = fold(journal)
    document = document_of(interview, state)
    reason = why_not(state, document) or (None if state.ended or over else NOT_ENDED)
    if reason is None and shown(document) and same_words(document) is not None:
        reason = KNOWN
    if reason is not None:
        db.session.rollback()
        raise CannotPour(reason)
    row = write_compte_rendu(
        document,
        deck_version=interview.deck_version or deck_of(interview).version,
        kpa=db.session.get(Kpa, interview.kpa_id) if interview.kpa_id else None,
        heard=_heard(document, state),
        hashed=hash_for(interview, document),
        chosen=chosen_name(state.person),
    )
    db.session.add(Poured(interview_id=interview.id, compte_rendu_id=row.id))
    carry_consents(row, interview, journal, state)
    return row


def _heard(document: Document, state: InterviewState) -> str:
    """All that was said anywhere, and the person's own name: her changed first name is none of these."""
    own = str(state.person.get("name") or "")
    return "\n".join([own, all_words(document), *db.session.scalars(select(NoteRow.text))])
