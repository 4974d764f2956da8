from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from analysis.models import ExtractRow, LabelRow, Run
from interviews.models import CompteRendu, MaskRow, NoteRow, Pick
from interviews.service import declare_consent
from kparole.access import Actor, Role, Scope
from kparole.db import db

WORDS = "Kader m'a emmenée au marché."


@pytest.fixture
def row(app: Flask) -> Iterator[CompteRendu]:
    """One interview of two passages, analysed: one with an effect, one with none; its name waits to be checked."""
    with app.app_context():
        row = CompteRendu(
            uid="a", code="ICI-01", pseudonym="Ada", kpa_id=None, import_id=None, words_hash="a", age=31,
            gender=None, since=None, deck_version="v", masks_proposed=True,
        )  # fmt: skip
        row.picks = [Pick(rank=1, card="utile", title=None)]
        row.notes = [NoteRow(position=1, part="carte", rank=1, text=WORDS + " Il pleuvait.")]
        db.session.add(row)
        db.session.flush()
        note = row.notes[0].id
        row.masks = [MaskRow(note_id=note, start=0, end=5, kind="PERSONNE", text="Kader", certainty=1)]
        run = Run(version="v", corpus="c", parameters={}, duration={}, summary={}, charts={})
        db.session.add(run)
        db.session.flush()
        label = LabelRow(
            rank=0, effect="confiance", sub=None, polarity="positive", strength=2, confidence=0.9, words=[[10, 17, 0.7]]
        )
        for uid, start, text, labels in (("1", 29, "Il pleuvait.", []), ("2", 0, WORDS, [label])):
            db.session.add(
                ExtractRow(
                    run_id=run.id,
                    uid=uid,
                    compte_rendu_id=row.id,
                    note_id=note,
                    start=start,
                    end=start + len(text),
                    text=text,
                    exact=False,
                    best="liens",
                    best_confidence=0.5,
                    labels=labels,
                )
            )
        declare_consent(row, uses=["equipe"], who="Sylvie", when="en mars", how="oral")
        db.session.commit()
        yield row


def reads_as(app: Flask, role: Role, codes: frozenset[str]) -> None:
    actor = Actor("passe:1", role, "Joël", Scope(frozenset(), codes, "passe:1"))
    app.extensions["kparole.identify"] = lambda: actor


def test_a_pass_to_co_analyse_shows_what_the_machine_read_with_names_changed(
    app: Flask, client: FlaskClient, row: CompteRendu
) -> None:
    reads_as(app, Role.CO_ANALYSIS, frozenset({"ICI-01"}))
    page = client.get("/analyse/entretiens/ICI-01").text
    assert "Kader" not in page
    assert "[prénom]" in page
    assert "exemple concret" in page
    assert page.index("emmenée") < page.index("Il pleuvait.")
    assert "aucun effet vu" in page


def test_another_interview_is_not_there(app: Flask, client: FlaskClient, row: CompteRendu) -> None:
    reads_as(app, Role.CO_ANALYSIS, frozenset({"AIL-01"}))
    assert client.get("/analyse/entretiens/ICI-01").status_code == 404


def test_a_pass_to_reread_does_not_show_the_machine_s_reading(
    app: Flask, client: FlaskClient, row: CompteRendu
) -> None:
    reads_as(app, Role.REREADING, frozenset({"ICI-01"}))
    assert client.get("/analyse/entretiens/ICI-01").status_code == 403
    assert client.get("/entretiens/ICI-01").status_code == 200


def test_without_consent_nothing_is_shown(app: Flask, client: FlaskClient, row: CompteRendu) -> None:
    row.consents[0].state = "withdrawn"
    db.session.commit()
    reads_as(app, Role.CO_ANALYSIS, frozenset({"ICI-01"}))
    page = client.get("/analyse/entretiens/ICI-01").text
    assert "emmenée" not in page
    assert "n’a pas dit qu’elle acceptait" in page


def test_before_any_analysis_the_page_says_so(app: Flask, client: FlaskClient, row: CompteRendu) -> None:
    db.session.query(Run).delete()
    db.session.commit()
    assert "L’analyse n’a pas encore lu" in client.get("/analyse/entretiens/ICI-01").text
