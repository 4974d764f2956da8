"""What she says when her words are read back: kept beside, taken out for good, validated; the stages follow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from interviews.handback import service
from interviews.handback.errors import AnswerError, StageError
from interviews.handback.models import HandBack
from interviews.handback.stage_service import finished, history, move, stage_of, stages_of
from interviews.handback.telling import GONE, RIGHT, WRONG, telling
from interviews.models import NoteRow
from interviews.service import list_comptes_rendus
from interviews.writeup import service as writeup
from interviews.writeup.models import Revision, Version
from interviews.writeup.rows import sheet_of
from kparole.config import Settings
from kparole.db import db
from tests.conftest import opened
from tests.interviews.handback.making import consents, piece, row_of, written

ON_BOTH = pytest.mark.both_databases


@pytest.fixture
def code(settings: Settings) -> Iterator[str]:
    with opened(settings) as app, app.app_context():
        yield written()


def texts(code: str) -> list[str]:
    return [note.text for note in row_of(code).notes]


@ON_BOTH
def test_the_stages_follow_who_decides_and_keep_when_and_why(code: str) -> None:
    assert stage_of(row_of(code)) == "to-write"
    assert finished(code) == "to-hand-back"
    assert finished(code) == "to-hand-back"  # said twice, written once
    with pytest.raises(StageError, match="pourquoi"):
        move(code, "to-write")
    move(code, "to-write", how="Il manque la fin.")
    steps = history(row_of(code))
    assert [(one.state, one.how) for one in steps] == [
        ("to-hand-back", "écriture finie"),
        ("to-write", "Il manque la fin."),
    ]
    assert steps[0].who.startswith("systeme")
    assert stages_of(list_comptes_rendus()) == {code: "to-write"}


def test_her_correction_stays_beside_the_passage_as_her_exact_words(code: str) -> None:
    about = piece(code, "caisse le mardi")
    service.correct(code, about, "Non : le « jeudi » !")
    service.correct(code, about, 'Le jeudi, et "le soir".')  # said again: one note
    said = [one for one in texts(code) if "En relisant" in one]
    assert said == ["En relisant, la personne a dit : « Le jeudi, et “le soir”. »"]
    row = row_of(code)
    note = next(one for one in row.notes if "En relisant" in one.text)
    assert [note.text[start:end] for start, end in note.exact] == ["Le jeudi, et “le soir”."]
    answers = service.answers_of(row)
    assert answers[about].answer == WRONG
    told = telling(sheet_of(row), lambda card: (card.title or card.card or "", card.card), answers)
    passages = {one.piece: one for part in told for one in part.passages}
    assert passages[about].correction == "Le jeudi, et “le soir”."
    assert note.uid not in passages  # her correction is not read back as a passage of its own
    service.say_right(code, about)
    assert not any("En relisant" in one for one in texts(code))
    assert service.answers_of(row_of(code))[about].answer == RIGHT


@ON_BOTH
def test_a_refused_passage_is_nowhere_any_more(code: str) -> None:
    about = piece(code, "Zorblune")
    writeup.make(code, {"do": "text", "piece": about, "text": "« J'ose parler à Zorblune. » Si."}, base=0, session="a")
    writeup.keep(code, why="test")
    service.correct(code, about, "Zorblune, non.")
    service.refuse(code, about)
    everything = [
        *texts(code),
        *(str(one.edit) + str(one.back) for one in db.session.scalars(select(Revision))),
        *(str(one.sheet) for one in db.session.scalars(select(Version))),
    ]
    assert not any("Zorblune" in one for one in everything)
    assert service.answers_of(row_of(code))[about].answer == GONE
    assert any("caisse" in one for one in texts(code))
    with pytest.raises(AnswerError):
        service.refuse(code, about)


def test_an_empty_correction_or_one_about_nothing_changes_nothing(code: str) -> None:
    before = texts(code)
    for about, words in ((piece(code, "four"), "  "), ("rien", "Si."), (piece(code, "four"), "a" * 20_001)):
        with pytest.raises(AnswerError):
            service.correct(code, about, words)
        db.session.rollback()
    assert texts(code) == before
    assert service.answers_of(row_of(code)) == {}


@ON_BOTH
def test_a_validation_says_who_was_there_and_asks_each_use_again(code: str) -> None:
    finished(code)
    service.begin(code, "handed")
    service.agree(code)
    service.validate(
        code, present=["la personne", "qui a mené l'entretien"], how="lu à voix haute", interpreter="Samira",
        uses={"recit": "refused", "atelier": "given", "inconnu": "given"},
    )  # fmt: skip
    assert consents(code) == {"notes": "given", "equipe": "given", "recit": "refused", "atelier": "given"}
    reading = db.session.scalars(select(HandBack)).one()
    assert (reading.mode, reading.how, reading.interpreter) == ("handed", "lu à voix haute", "Samira")
    assert reading.agreed_at is not None
    assert stage_of(row_of(code)) == "validated"
    assert not service.changed_since(row_of(code), reading)
    writeup.make(code, {"do": "text", "piece": piece(code, "four"), "text": "Le four chauffe."}, base=0, session="a")
    assert service.changed_since(row_of(code), db.session.scalars(select(HandBack)).one())
    with pytest.raises(StageError):
        service.validate(code, present=[], how="", interpreter="", uses={})


def test_what_was_written_for_the_team_alone_is_not_read_back_and_her_words_come_first(code: str) -> None:
    told = telling(sheet_of(row_of(code)), lambda card: (card.title or card.card or "", card.card), {})
    assert [part.title for part in told] == ["Pour commencer", "appris", "Le four"]
    first, second, third = told[1].passages
    assert (first.quotes, first.understood) == (("J'ose parler à Zorblune.",), None)
    assert second.quotes == ("J'ai appris à tenir la caisse, mais c'était long.",)
    assert second.understood is not None
    assert "Elle rit" in second.understood
    assert (third.quotes, third.understood) == ((), "Elle tient la caisse le mardi.")
    assert told[2].passages[0].noticed
    assert len(db.session.scalars(select(NoteRow)).all()) == 6
