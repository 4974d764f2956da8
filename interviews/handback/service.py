"""Keeps what the person says when her words are read back to her. The only writer of readings and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from sqlalchemy import select

from interviews.consent import ALL_USES, READ_BACK
from interviews.handback.errors import AnswerError
from interviews.handback.models import Answer, HandBack, Learnt
from interviews.handback.removing import forget_words_of
from interviews.handback.stage_service import add_stage, hold, stage_of
from interviews.handback.stages import check_move
from interviews.handback.telling import GONE, RIGHT, WRONG, Answered
from interviews.models import CompteRendu
from interviews.service import declare_consent
from interviews.writeup import service as writeup
from interviews.writeup.parts import piece_after
from interviews.writeup.rows import sheet_of
from interviews.writeup.sheet import Sheet, place_json
from kparole.access import current
from kparole.db import db, now
from kparole.scrub import scrub
from kparole.wording import day

SESSION = "relecture"
"""The window, as the editor calls it, where edits made with the person come from."""
LONGEST_WORDS = 20_000
READ_AGAIN = "En relisant, la personne a dit : « {words} »"
NO_WORDS = "Écrivez ou dictez ce que vous vouliez dire."
TOO_LONG = "C'est trop long pour une seule fois. Coupez votre texte en deux."
GONE_ALREADY = "Ce passage n'est plus là."


def begin(code: str, mode: str) -> HandBack:
    """Begin a reading with the person, or go on with the one that is under way in this mode. Commits. Raises LookupError."""
    row = hold(code)
    known = reading_of(row)
    if known is not None and known.validated_at is None and known.mode == mode:
        return known
    reading = HandBack(compte_rendu_id=row.id, mode=mode, who=current().key)
    db.session.add(reading)
    db.session.commit()
    return reading


def readings_of(row: CompteRendu) -> tuple[HandBack, ...]:
    """The readings with the person, the last first."""
    wanted = select(HandBack).filter_by(compte_rendu_id=row.id).order_by(HandBack.id.desc())
    return tuple(db.session.scalars(wanted))


def reading_of(row: CompteRendu) -> HandBack | None:
    """The last reading with the person, None before the first."""
    return next(iter(readings_of(row)), None)


def answers_of(row: CompteRendu) -> dict[str, Answered]:
    """What she said of each passage, by the id of the passage."""
    wanted = select(Answer).filter_by(compte_rendu_id=row.id)
    return {one.piece: Answered(one.answer, one.note) for one in db.session.scalars(wanted)}


def say_right(code: str, piece: str) -> None:
    """This passage is right. What she had said of it before is taken back with it. Commits."""
    row = hold(code)
    _there(sheet_of(row), piece)
    answer = _answer(row, piece)
    note, answer.answer, answer.note = answer.note, RIGHT, None
    db.session.commit()
    _drop(code, note)


def correct(code: str, piece: str, words: str) -> None:
    """Keep her own words beside a passage; said again, they take the place of what she said before. Commits.

    Raises AnswerError when there is nothing to keep or the passage is gone, LookupError.
    """
    words = words.strip()
    if not words:
        raise AnswerError(NO_WORDS)
    if len(words) > LONGEST_WORDS:
        raise AnswerError(TOO_LONG)
    row = hold(code)
    sheet = sheet_of(row)
    _there(sheet, piece)
    answer = _answer(row, piece)
    answer.answer = WRONG
    known = sheet.piece(answer.note) if answer.note else None
    note = known.id if known else uuid4().hex
    answer.note = note
    text = READ_AGAIN.format(words=quotable(words))
    revision = row.revision
    db.session.commit()
    edit = {"do": "text", "piece": note, "text": text} if known else _beside(sheet, piece, note, text)
    writeup.make(code, edit, base=revision, session=SESSION)


def refuse(code: str, piece: str) -> None:
    """Take a passage out because she does not want it: its words, and what she said of it, are erased everywhere. Commits.

    Raises AnswerError when the passage is gone, LookupError.
    """
    row = hold(code)
    _there(sheet_of(row), piece)
    answer = _answer(row, piece)
    note, answer.answer, answer.note = answer.note, GONE, None
    for line in db.session.scalars(select(Learnt).filter_by(compte_rendu_id=row.id, piece=piece)):
        db.session.delete(line)
    operations = {one.uid: one.operation for one in row.notes}
    db.session.commit()
    for name in (piece, note):
        _drop(code, name)
    forget_words_of(hold(code), operation=operations.get(piece))
    db.session.commit()
    scrub()


def agree(code: str) -> None:
    """She says herself that it is right, all of it read. Commits."""
    row = hold(code)
    reading = reading_of(row)
    if reading is not None:
        reading.agreed_at = now()
    db.session.commit()


def validate(
    code: str,
    *,
    present: Sequence[str],
    how: str,
    interpreter: str,
    uses: Mapping[str, str],
    mode: str = "together",
) -> None:
    """Write that she has heard it all and agrees, and what she says of each use now. Commits.

    ``uses``: given or refused, by use; those that were not asked keep what was said before. Raises StageError, LookupError.
    """
    row = hold(code)
    check_move(stage_of(row), "validated")
    reading = reading_of(row)
    if reading is None or reading.validated_at is not None:
        reading = HandBack(compte_rendu_id=row.id, mode=mode, who=current().key)
        db.session.add(reading)
    reading.validated_at, reading.revision = now(), row.revision
    reading.present, reading.how, reading.interpreter = list(present), how, interpreter
    known = {use.id for use in ALL_USES}
    for state in ("given", "refused"):
        chosen = [use for use, said in uses.items() if said == state and use in known]
        when = f"le {day(now())}"
        declare_consent(row, uses=chosen, who=READ_BACK, when=when, how="oral", state=state)
    add_stage(row, "validated", how=how)
    db.session.commit()


def changed_since(row: CompteRendu, reading: HandBack | None) -> bool:
    """True when somebody wrote in it after she validated it in this reading."""
    return reading is not None and reading.revision is not None and row.revision > reading.revision


def quotable(words: str) -> str:
    """Words that will stand in quotation marks: those they hold are turned into inner ones, so that nothing ends early.

    >>> quotable("Il a dit « non ».")
    'Il a dit “non”.'
    """
    inner = words.replace("« ", "“").replace("«\u00a0", "“").replace("«", "“")
    inner = inner.replace(" »", "”").replace("\u00a0»", "”").replace("»", "”")
    return _paired(inner.replace("<<", "“").replace(">>", "”").replace("„", "“"))


def _paired(words: str) -> str:
    """Straight double marks as inner ones, in turn."""
    parts = words.split('"')
    return "".join(part + ("“" if n % 2 == 0 else "”") for n, part in enumerate(parts[:-1])) + parts[-1]


def _there(sheet: Sheet, piece: str) -> None:
    if sheet.piece(piece) is None:
        raise AnswerError(GONE_ALREADY)


def _answer(row: CompteRendu, piece: str) -> Answer:
    """The answer about a passage, made when there is none."""
    answer = db.session.scalar(select(Answer).filter_by(compte_rendu_id=row.id, piece=piece))
    if answer is None:
        answer = Answer(compte_rendu_id=row.id, piece=piece, answer=RIGHT, who=current().key)
        db.session.add(answer)
    answer.at, answer.who = now(), current().key
    return answer


def _beside(sheet: Sheet, piece: str, note: str, text: str) -> dict[str, object]:
    """The edit that puts her words right after the passage they are about."""
    about = sheet.piece(piece)
    assert about is not None, "its being there was checked"
    return {
        "do": "add",
        "id": note,
        "place": place_json(about.place),
        "before": piece_after(sheet, about),
        "text": text,
    }


def _drop(code: str, piece: str | None) -> None:
    """Take a passage out, when it is there."""
    if piece is None:
        return
    done = writeup.opened(code, session=SESSION)
    if done.sheet.piece(piece) is not None:
        writeup.make(code, {"do": "remove", "piece": piece}, base=done.revision, session=SESSION)
