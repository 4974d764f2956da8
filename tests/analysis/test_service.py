"""A run is kept and read back as it was; the steps themselves are replaced by a quick stand-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis import service
from analysis.engine import read_taxonomy
from analysis.models import ExtractRow, LabelRow, Run
from analysis.recit.tasks import WORKS as RECIT_WORKS
from analysis.service import is_stale, latest_run, load_analysis, run_analysis
from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.saturate import saturate
from analysis.steps.types import Analysis, Extract, Label, Mask, Person, Reading, Theme, Word
from analysis.steps.weigh import weigh
from analysis.tasks import WORKS
from interviews.models import CompteRendu, NoteRow
from interviews.service import compte_rendu_by_code, confirm_masks, pending_masks, whole_corpus
from kparole import jobs
from kparole.db import db
from kparole.errors import UserError
from kparole.jobs import Job
from tests.analysis.steps.fake_encoder import FakeEncoder
from tests.conftest import opened
from tests.databases import Bases
from tests.kparole.test_every_page import PAGES, check, count

pytestmark = pytest.mark.both_databases

ENGINE: Any = SimpleNamespace(
    taxonomy=read_taxonomy(), version="essai", encoder=FakeEncoder(), thresholds={}, needs=None
)
IDS = read_taxonomy().ids
made: list[Analysis] = []


def stand_in(people: Sequence[Person], *, progress: Any, **_rest: object) -> Analysis:
    """An extract a note; effects in turn, some absent, some none."""
    progress("Je découpe les notes", 0, len(people))
    extracts, readings = [], {}
    for number, (person, note) in enumerate((p, n) for p in people for n in p.notes):
        name = f"{note.id}.1"
        extracts.append(
            Extract(name, person.id, note.id, note.part, note.card, note.rank, 0, len(note.text), note.text, False)
        )
        word = Word(0, 3, note.text[:3], 0.5)
        strong = Label(IDS[number % 8], "positive", number % 3 + 1, 0.75, (word,), "sub" if number % 4 else None)
        kinds = ((strong,), (strong, Label(IDS[(number + 1) % 8], "absente", None, 0.6)), ())
        readings[name] = Reading(kinds[number % 3], strong.effect, 0.75)
    table = gather_evidence(people, extracts, readings)
    outside = tuple(e.id for e in extracts if not readings[e.id].labels)
    themes = (Theme("t1", "mot · autre", ("mot", "autre"), outside, outside[:3]),) if outside else ()
    made.append(
        Analysis(
            people=tuple(people),
            extracts=tuple(extracts),
            masks={people[0].notes[0].id: (Mask(0, 3, "PERSONNE", people[0].notes[0].text[:3], 0.9),)},
            readings=readings,
            themes=themes,
            weights=weigh(people, extracts, table, effects=IDS, draws=50),
            crossings=cross(people, extracts, table, effects=IDS),
            saturation=saturate(people, extracts, readings, themes, orders=5),
            version="essai",
            parameters={"graine": 0},
            duration={"segment": 0.1},
        )
    )
    return made[-1]


def silent(_step: str, _done: int, _total: int) -> None:
    return


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.pipeline.analyse", stand_in)
        yield


@pytest.fixture
def context(filled_app: Flask) -> Iterator[None]:
    with filled_app.app_context():
        yield


@pytest.mark.usefixtures("context")
def test_a_run_is_read_back_as_it_was() -> None:
    run = run_analysis(ENGINE, progress=silent)
    service._load.cache_clear()
    assert load_analysis(run) == replace(made[-1], masks={})


@pytest.mark.usefixtures("context")
def test_the_names_proposed_wait_on_the_compte_rendu() -> None:
    run_analysis(ENGINE, progress=silent)
    assert sum(pending_masks().values()) == 1
    assert all(row.masks_proposed for row in whole_corpus() if row.code in pending_masks())


@pytest.mark.usefixtures("context")
def test_a_second_run_keeps_what_was_decided() -> None:
    run_analysis(ENGINE, progress=silent)
    row = compte_rendu_by_code(next(iter(pending_masks())))
    assert row is not None
    confirm_masks(row)
    run_analysis(ENGINE, progress=silent)
    assert pending_masks() == {}


@pytest.mark.usefixtures("context")
def test_only_the_last_runs_are_kept_with_all_they_have() -> None:
    runs = [run_analysis(ENGINE, progress=silent).id for _ in range(service.KEPT_RUNS + 1)]
    assert list(db.session.scalars(select(Run.id).order_by(Run.id))) == runs[1:]
    per_run = len(made[-1].extracts)
    assert db.session.scalar(select(func.count()).select_from(ExtractRow)) == per_run * service.KEPT_RUNS
    orphans = select(func.count()).select_from(LabelRow).where(LabelRow.extract_id.not_in(select(ExtractRow.id)))
    assert db.session.scalar(orphans) == 0
    latest = latest_run()
    assert latest is not None
    assert latest.id == runs[-1]


@pytest.mark.usefixtures("context")
def test_a_run_is_stale_once_a_compte_rendu_went() -> None:
    run = run_analysis(ENGINE, progress=silent)
    assert not is_stale(run)
    db.session.delete(db.session.scalars(select(CompteRendu)).first())
    db.session.commit()
    assert is_stale(run)


@pytest.mark.usefixtures("context")
def test_a_run_whose_compte_rendu_went_still_opens_after_a_restart(filled: FlaskClient) -> None:
    run_analysis(ENGINE, progress=silent)
    db.session.delete(db.session.scalars(select(CompteRendu)).first())
    db.session.commit()
    service._load.cache_clear()
    for address in PAGES:
        assert filled.get(address).status_code == 200, address


@pytest.mark.usefixtures("context")
def test_who_came_after_a_run_is_not_in_it_after_a_restart() -> None:
    run = run_analysis(ENGINE, progress=silent)
    db.session.add(CompteRendu(uid="x", code="ZZZ-01", pseudonym="Zoé", words_hash="x", deck_version="x", problems=[]))
    db.session.commit()
    service._load.cache_clear()
    assert load_analysis(run) == replace(made[-1], masks={})
    assert is_stale(run)


@pytest.mark.usefixtures("context")
def test_words_that_change_while_they_are_read_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = iter(["poured", "withdrawn"])

    def reading(people: Sequence[Person], **rest: Any) -> Analysis:
        found = stand_in(people, **rest)
        if change := next(changes, None):
            _change(change)
        return found

    monkeypatch.setattr("analysis.pipeline.analyse", reading)
    run = run_analysis(ENGINE, progress=silent)
    assert "Elle coud autrement." in {extract.text for extract in made[-1].extracts}
    assert run.summary["codes"] == [row.code for row in whole_corpus()]
    assert load_analysis(run) == replace(made[-1], masks={})


def _change(how: str) -> None:
    """As somebody else does it while the analysis runs: another connection, committed."""
    with Session(db.engine) as other:
        order = CompteRendu.code.desc() if how == "withdrawn" else CompteRendu.code
        row = other.scalars(select(CompteRendu).order_by(order)).first()
        assert row is not None
        if how == "withdrawn":
            other.delete(row)
        else:
            row.notes.remove(next(note for note in row.notes if note.part == "introduction"))
            other.flush()
            row.notes.append(
                NoteRow(position=99, part="introduction", text="Elle coud autrement.", exact=[], uid="neuf")
            )
        other.commit()


@pytest.mark.usefixtures("context")
def test_words_that_never_stand_still_leave_the_former_run(monkeypatch: pytest.MonkeyPatch) -> None:
    former = run_analysis(ENGINE, progress=silent).id

    def reading(people: Sequence[Person], **rest: Any) -> Analysis:
        _change("withdrawn")
        return stand_in(people, **rest)

    monkeypatch.setattr("analysis.pipeline.analyse", reading)
    with pytest.raises(UserError, match="l'analyse d'avant reste"):
        run_analysis(ENGINE, progress=silent)
    assert [run.id for run in db.session.scalars(select(Run))] == [former]


def test_an_empty_base_says_to_import_first(app: Flask) -> None:
    with app.app_context(), pytest.raises(UserError, match="Importez d'abord"):
        run_analysis(ENGINE, progress=silent)


def test_without_a_run_there_is_none(app: Flask) -> None:
    with app.app_context():
        assert latest_run() is None


def test_the_job_of_an_analysis_tells_its_steps_and_goes_to_the_effects(
    filled_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.tasks.engine", lambda: ENGINE)
    with filled_app.app_context():
        job_id = jobs.ask("analyse", {}).id
        db.session.rollback()
        jobs.run(job_id, WORKS)
        job = db.session.get_one(Job, job_id)
        assert (job.state, job.goes_to, job.message) == ("done", "/analyse/", None)


def test_the_job_of_a_recit_keeps_the_file_and_offers_it(filled_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.recit.tasks.write_recit", lambda _source: b"un fichier Word")
    with filled_app.app_context():
        run_analysis(ENGINE, progress=silent)
        job_id = jobs.ask("recit", {}).id
        db.session.rollback()
        jobs.run(job_id, RECIT_WORKS)
        job = db.session.get_one(Job, job_id)
        assert (job.state, job.message) == ("done", None)
        goes_to, uid = str(job.goes_to), job.uid
    client = filled_app.test_client()
    assert f"/recit/recit-{uid}.docx" in check(client, goes_to)
    assert client.get(f"/recit/recit-{uid}.docx", buffered=True).data == b"un fichier Word"


def test_the_job_on_an_empty_base_says_what_to_do(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.tasks.engine", lambda: ENGINE)
    with app.app_context():
        job_id = jobs.ask("analyse", {}).id
        db.session.rollback()
        jobs.run(job_id, WORKS)
        assert (db.session.get_one(Job, job_id).message or "").startswith("Il n'y a pas encore de compte-rendu")


@pytest.fixture(scope="module")
def analysed_app(quick: None, bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application that only reads: the same for every page."""
    with bases.filled(tmp_path_factory.mktemp("analysee")) as settings, opened(settings) as app:
        with app.app_context():
            run_analysis(ENGINE, progress=silent)
        yield app


@pytest.fixture
def analysed(analysed_app: Flask) -> FlaskClient:
    return analysed_app.test_client()


@pytest.mark.parametrize(
    "address",
    [*PAGES, *(f"/analyse/effets/{effect}" for effect in IDS), "/analyse/effets/confiance?tout=1&personne=PAS-01"],
)
def test_every_page_opens_once_analysed(analysed: FlaskClient, address: str) -> None:
    check(analysed, address)


@pytest.mark.parametrize(
    "address",
    ["/analyse/effets/rien", "/analyse/grille/XXX/confiance", "/analyse/grille/PAS-01/rien", "/recit/recit-x.docx"],
)
def test_what_is_not_there_is_a_404(analysed: FlaskClient, address: str) -> None:
    assert analysed.get(address).status_code == 404


def test_the_words_of_a_cell_are_a_fragment(analysed: FlaskClient) -> None:
    said = next(e for e in made[-1].extracts if made[-1].readings[e.id].labels)
    who, effect = said.person, made[-1].readings[said.id].labels[0].effect
    answer = analysed.get(f"/analyse/grille/{who}/{effect}")
    assert answer.status_code == 200
    assert "<html" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES)
def test_an_analysed_page_asks_the_base_little(analysed_app: Flask, address: str) -> None:
    count(analysed_app, address)  # the first reading of a run loads it; the next ones find it in memory
    assert count(analysed_app, address) <= 30  # a fixed number, whatever the corpus holds
