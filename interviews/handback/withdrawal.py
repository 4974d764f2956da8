"""The person takes her words back: put aside first, which can be undone, then erased, which cannot. The only writer of both."""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, select

from interviews.consent import TAKEN_BACK, USES
from interviews.handback.errors import WithdrawalError
from interviews.handback.models import Answer, HandBack, Learnt, TakenBack
from interviews.handback.removing import forget_originals, forget_recits, tell_forgetters
from interviews.handback.stage_service import add_stage, hold, stage_of
from interviews.handback.stages import State, check_move
from interviews.journal_forgetting import forget_everything, interview_of
from interviews.models import CompteRendu
from interviews.plan_models import Appointment
from interviews.pseudonyms import NAMELESS
from interviews.service import declare_consent
from interviews.writeup import service as writeup
from interviews.writeup.models import Stage
from kparole.access import SYSTEM, acting_as, current
from kparole.db import db, now
from kparole.scrub import scrub
from kparole.wording import day

WHO = "la personne, en reprenant ses paroles"
NOT_ASIDE = "Mettez d'abord ces paroles de côté : on ne les efface qu'ensuite, une fois que c'est sûr."
ON_TABLET = "Elle a repris ses paroles sur la tablette. On ne peut pas les remettre : redemandez-lui son accord."


def set_aside(code: str) -> None:
    """She takes her words back: from now on they are counted, found and sent nowhere, until they are put back. Commits.

    Nothing is erased yet. Asked again, nothing changes. Raises StageError, LookupError.
    """
    row = hold(code, taken_back=True)
    here = stage_of(row)
    if here == "aside":
        return
    check_move(here, "aside")
    before = {one.use: one.state for one in row.consents}
    db.session.add(TakenBack(compte_rendu_id=row.id, who=current().key, state=here, consents=before))
    given = [use for use, state in before.items() if state == "given"]
    uses = dict.fromkeys(["notes", *given])
    declare_consent(row, uses=uses, who=WHO, when=f"le {day(now())}", how="oral", state=TAKEN_BACK)
    add_stage(row, "aside", how="paroles reprises")
    db.session.commit()


def put_back(code: str) -> State:
    """She changes her mind: what she had agreed to stands again, and the compte-rendu is where it was. Commits.

    Raises WithdrawalError when there is nothing to put back, LookupError.
    """
    row = hold(code, taken_back=True)
    aside = aside_of(row)
    if aside is None or stage_of(row) != "aside":
        raise WithdrawalError(ON_TABLET)
    for consent in list(row.consents):
        if consent.state == TAKEN_BACK and consent.use in aside.consents:
            consent.state = aside.consents[consent.use]
        elif consent.state == TAKEN_BACK:
            row.consents.remove(consent)
    there: State = aside.state  # type: ignore[assignment]
    add_stage(row, there, how="paroles rendues à l’équipe")
    db.session.delete(aside)
    db.session.commit()
    return there


def erase(code: str) -> None:
    """Erase the words of somebody who took them back, wherever they are here. Commits. Nothing brings them back.

    What stays: the code, when, and that it happened. Raises WithdrawalError when they were not put aside first, LookupError.
    """
    row = hold(code, taken_back=True)
    if stage_of(row) != "aside":
        raise WithdrawalError(NOT_ASIDE)
    forget_originals(row)
    _empty(row)
    with acting_as(SYSTEM):  # récits and runs are of the whole network
        forget_recits()
        tell_forgetters(row)
    add_stage(row, "withdrawn", how="paroles effacées")
    with acting_as(SYSTEM):
        _forget_led(row)
    db.session.commit()
    scrub()


def aside_of(row: CompteRendu) -> TakenBack | None:
    """What was put aside of this compte-rendu, None when nothing is or when it was erased."""
    return db.session.scalar(select(TakenBack).filter_by(compte_rendu_id=row.id))


def _empty(row: CompteRendu) -> None:
    """Take everything that was said, and said of her, out of the tables of the interview (flushed)."""
    writeup.forget(row)
    row.masks, row.notes, row.problems, row.declined = [], [], [], None
    row.picks = []
    row.age = row.gender = row.since = None
    row.pseudonym = NAMELESS
    row.words_hash = hashlib.sha256(row.uid.encode()).hexdigest()
    row.masks_proposed = True
    for table in (Answer, Learnt, HandBack, TakenBack):
        db.session.execute(delete(table).where(table.compte_rendu_id == row.id))
    for stage in db.session.scalars(select(Stage).filter_by(compte_rendu_id=row.id)):
        stage.how = ""
    for use in USES:
        declare_consent(row, uses=[use.id], who=WHO, when=f"le {day(now())}", how="oral", state=TAKEN_BACK)
    for consent in row.consents:
        consent.state, consent.who = TAKEN_BACK, WHO
    db.session.flush()


def _forget_led(row: CompteRendu) -> None:
    """The interview it was made from, and the appointment of that: nothing of either says her name or her words any more."""
    interview = interview_of(row)
    if interview is None:
        return
    db.session.execute(delete(Appointment).where(Appointment.uid == interview.uid))
    forget_everything(interview)
