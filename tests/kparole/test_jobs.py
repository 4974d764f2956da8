from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from kparole import jobs
from kparole.config import Settings
from kparole.db import db
from kparole.errors import UserError
from kparole.jobs import UNEXPECTED, Job, Progress
from network.models import Kpa
from network.service import add_kpa, count_kpas

CANARY = "Kader-le-canari"


@pytest.fixture(autouse=True)
def queue(app: Flask) -> Iterator[list[int]]:
    """The ids put in the queue, in an application context as the worker has."""
    asked: list[int] = []
    app.extensions["kparole.enqueue"] = asked.append
    with app.app_context():
        yield asked


def fresh(job_id: int) -> Job:
    db.session.rollback()
    return db.session.get_one(Job, job_id)


def run_by_worker(job_id: int, works: dict[str, jobs.Work]) -> None:
    """As the worker does: with no reading of its own left open."""
    db.session.rollback()
    jobs.run(job_id, works)


def run(work: jobs.Work, **arguments: object) -> Job:
    """Ask for this work, run it as the worker does, give the row back."""
    job_id = jobs.ask("essai", arguments).id
    run_by_worker(job_id, {"essai": work})
    return fresh(job_id)


def test_a_job_asked_for_waits_in_the_queue(queue: list[int]) -> None:
    job = jobs.ask("analyse", {"a": 1})
    assert (job.kind, job.state, job.arguments, job.over) == ("analyse", "queued", {"a": 1}, False)
    assert queue == [job.id]


def test_one_click_is_one_job(queue: list[int]) -> None:
    first, second = jobs.ask("import", {"import": "x"}, click="7"), jobs.ask("import", {"import": "y"}, click="7")
    assert first is second
    assert queue == [first.id]


def test_two_clicks_are_two_jobs(queue: list[int]) -> None:
    assert jobs.ask("analyse", {}, click="1").id != jobs.ask("analyse", {}, click="2").id
    assert jobs.ask("analyse", {}).id != jobs.ask("analyse", {}).id
    assert len(set(queue)) == 4


def test_a_job_that_is_done_says_where_to_go() -> None:
    job = run(lambda _job, _progress: "/la-bas")
    assert (job.state, job.step, job.goes_to, job.message, job.over) == ("done", "Terminé", "/la-bas", None, True)


def test_a_job_tells_where_it_is_while_it_runs() -> None:
    seen = []

    def work(job: Job, progress: Progress) -> None:
        progress("Je lis", 3, 30)
        now = fresh(job.id)
        seen.append((now.state, now.step, now.done, now.total))

    run(work)
    assert seen == [("running", "Je lis", 3, 30)]


def test_a_job_is_run_once_even_when_the_queue_gives_it_twice() -> None:
    ran: list[int] = []
    job_id = jobs.ask("essai", {}).id
    for _ in range(2):
        run_by_worker(job_id, {"essai": lambda job, _progress: ran.append(job.id)})
    assert ran == [job_id]


def test_a_job_that_is_not_there_runs_nothing() -> None:
    run_by_worker(12345, {})
    assert db.session.scalar(select(func.count()).select_from(Job)) == 0


def test_a_job_stopped_before_it_starts_never_runs() -> None:
    ran: list[int] = []
    job = jobs.ask("essai", {})
    jobs.ask_to_stop(job)
    run_by_worker(job.id, {"essai": lambda job, _progress: ran.append(job.id)})
    assert ran == []
    assert (fresh(job.id).state, fresh(job.id).over) == ("cancelled", True)


def test_a_job_stopped_while_it_runs_ends_at_its_next_step_and_writes_nothing() -> None:
    def work(job: Job, progress: Progress) -> None:
        jobs.ask_to_stop(db.session.get_one(Job, job.id))
        add_kpa("Jamais")
        progress("Je continue", 1, 2)
        pytest.fail("it went on")

    job = run(work)
    assert (job.state, job.step) == ("cancelled", "Arrêté")
    assert job.message == "Le travail a été arrêté. Rien n'a été changé."
    assert count_kpas() == 0


def test_what_the_person_can_mend_is_said_as_it_is() -> None:
    def work(_job: Job, _progress: Progress) -> None:
        raise UserError("Importez d'abord.")

    job = run(work)
    assert (job.state, job.message) == ("failed", "Importez d'abord.")


def test_an_unforeseen_failure_is_said_in_french_and_neither_page_nor_log_holds_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def work(_job: Job, _progress: Progress) -> None:
        add_kpa("Jamais")
        raise RuntimeError(f"{CANARY} a dit…")

    with caplog.at_level(logging.DEBUG):
        job = run(work, mots=CANARY)
    assert (job.state, job.message) == ("failed", UNEXPECTED)
    assert "RuntimeError at" in caplog.text
    assert __name__.rpartition(".")[2] in caplog.text
    assert CANARY not in caplog.text
    assert count_kpas() == 0


def test_a_kind_nobody_knows_fails_in_french() -> None:
    job_id = jobs.ask("inconnu", {}).id
    run_by_worker(job_id, {})
    assert (fresh(job_id).state, fresh(job_id).message) == ("failed", UNEXPECTED)


def test_a_work_may_read_before_it_tells_and_before_it_ends() -> None:
    """SQLite has one writer: a reading left open would lock the job's own row for fifteen seconds, then fail."""

    def work(_job: Job, progress: Progress) -> str:
        count_kpas()
        progress("Je lis", 0, 1)
        db.session.add(Kpa(name="Ici", code="ICI"))
        db.session.commit()
        return str(count_kpas())

    job = run(work)
    assert (job.state, job.goes_to) == ("done", "1")


def test_jobs_cut_short_go_back_in_the_queue_oldest_first() -> None:
    ids = [jobs.ask("essai", {}).id for _ in range(4)]
    for job_id, state in zip(ids, ("running", "done", "queued", "failed"), strict=True):
        db.session.get_one(Job, job_id).state = state
    db.session.commit()
    assert jobs.unfinished_ids() == [ids[0], ids[2]]
    assert [fresh(job_id).state for job_id in ids] == ["queued", "done", "queued", "failed"]
    assert fresh(ids[0]).step == "Reprise"


def test_a_job_cut_short_runs_again() -> None:
    ran: list[int] = []
    job_id = jobs.ask("essai", {}).id
    db.session.get_one(Job, job_id).state = "running"
    db.session.commit()
    for waiting in jobs.unfinished_ids():
        run_by_worker(waiting, {"essai": lambda job, _progress: ran.append(job.id)})
    assert ran == [job_id]


def test_a_job_is_under_way_until_it_is_over() -> None:
    assert jobs.running("analyse") is None
    job = jobs.ask("analyse", {})
    assert jobs.running("analyse") is job
    assert jobs.running("import") is None
    jobs.ask_to_stop(job)
    assert jobs.running("analyse") is None


def test_a_job_is_found_by_its_public_id() -> None:
    job = jobs.ask("analyse", {})
    assert jobs.job_by_uid(job.uid) is job
    assert jobs.job_by_uid("") is None


def test_the_queue_is_a_file_of_the_home_and_carries_ids_only(settings: Settings) -> None:
    queue = jobs.make_queue(settings)
    jobs.task_of(queue)(7)
    assert settings.queue_file.is_file()
    assert [queue.dequeue().args for _ in range(1)] == [(7,)]
    queue.storage.close()


def test_the_worker_hands_the_id_to_its_handler(settings: Settings) -> None:
    handled: list[int] = []
    queue = jobs.make_queue(settings)
    jobs.task_of(queue, handled.append)(9)
    queue.execute(queue.dequeue())
    queue.storage.close()
    assert handled == [9]
