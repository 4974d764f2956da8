"""The search for names: only where nobody has looked, decisions stay, words that change meanwhile are read again."""

from __future__ import annotations

import pytest
import spacy
from flask import Flask
from sqlalchemy import text

from analysis import name_search
from interviews.models import CompteRendu
from interviews.replacing.service import decide
from kparole import jobs
from kparole.db import db
from tests.interviews.replacing.names_making import interview, mask_of, states


@pytest.fixture
def codes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setattr(name_search, "load_nlp", lambda: spacy.blank("fr"))
    with app.app_context():
        first, second = interview("Ici", "Avec Mme Diallo, à Roubaix."), interview("Ici", "Chez Nadège, ma voisine.")
        db.session.execute(text("UPDATE compte_rendu SET masks_proposed = (code = :code)"), {"code": second})
        db.session.commit()
        return first, second


def run(app: Flask) -> str | None:
    job = jobs.ask("noms", {})
    job_id, uid = job.id, job.uid
    db.session.rollback()  # the worker writes on a connection of its own
    jobs.run(job_id, name_search.WORKS)
    db.session.expire_all()
    done = jobs.job_by_uid(uid)
    assert done is not None
    assert (done.state, done.message) == ("done", None)
    return done.goes_to


@pytest.mark.both_databases
def test_only_the_interviews_where_nobody_looked_are_read(app: Flask, codes: tuple[str, str]) -> None:
    with app.app_context():
        assert run(app) == "/entretiens/noms/"
        assert states(codes[0])["Mme Diallo"] == {"proposed"}
        assert states(codes[1]) == {}
        assert db.session.query(CompteRendu).filter_by(masks_proposed=False).count() == 0


def test_a_decision_stays_when_the_same_words_are_read_again(app: Flask, codes: tuple[str, str]) -> None:
    with app.app_context():
        run(app)
        decide(mask_of(codes[0], "Mme Diallo"), "keep", code=codes[0])
        db.session.execute(text("UPDATE compte_rendu SET masks_proposed = :no"), {"no": False})
        db.session.commit()
        run(app)
        assert states(codes[0])["Mme Diallo"] == {"refused"}


def test_what_was_decided_elsewhere_is_known_when_new_words_come(app: Flask, codes: tuple[str, str]) -> None:
    with app.app_context():
        run(app)
        decide(mask_of(codes[0], "Mme Diallo"), "change")
        later = interview("Ici", "Hier Diallo est venue.")
        db.session.execute(
            text("UPDATE compte_rendu SET masks_proposed = :no WHERE code = :code"), {"no": False, "code": later}
        )
        db.session.commit()
        run(app)
        assert states(later) == {"Diallo": {"proposed"}}


def test_words_that_changed_while_they_were_read_are_left_to_be_read_again(
    app: Flask, codes: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(texts: list[str], **_more: object) -> list[tuple[()]]:
        db.session.execute(text("UPDATE note SET text = 'Autre chose.' WHERE text LIKE 'Avec%'"))
        db.session.commit()
        return [() for _ in texts]

    monkeypatch.setattr(name_search, "propose", meanwhile)
    with app.app_context():
        assert name_search.search([codes[0]]) == 0
        db.session.expire_all()
        assert db.session.query(CompteRendu).filter_by(code=codes[0]).one().masks_proposed is False
