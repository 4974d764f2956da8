from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from kparole import jobs
from kparole.access import NOBODY, Scope, acting_as
from kparole.config import Settings
from kparole.db import db
from kparole.errors import UserError
from kparole.jobs import UNEXPECTED, Job, Progress
from kparole.troubles import FULL
from network.models import Kpa
from network.service import add_kpa, count_kpas

pytestmark = pytest.mark.both_databases

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


def full_disk() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


def test_a_job_asked_for_waits_in_the_queue(queue: list[int]) -> None:
    job = jobs.ask("analyse", {"a": 1})
    assert (job.kind, job.state, job.arguments, job.over) == ("analyse", "queued", {"a": 1}, False)
    assert queue == [job.id]


def test_one_click_is_one_job(queue: list[int]) -> None:
    first, second = jobs.ask("import", {"import": "x"}, click="7"), jobs.ask("import", {"import": "y"}, click="7")
    assert first is second
    assert set(queue) == {first.id}


def test_two_clicks_on_two_things_are_two_jobs(queue: list[int]) -> None:
    assert jobs.ask("import", {}, click="1", corpus="a").id != jobs.ask("import", {}, click="2", corpus="b").id
    assert jobs.ask("import", {}, corpus="c").id != jobs.ask("import", {}, corpus="d").id
    assert len(set(queue)) == 4


def test_the_click_of_one_person_is_not_that_of_another() -> None:
    first = jobs.ask("import", {}, click="1", owner="compte:1", corpus="a")
    assert jobs.ask("import", {}, click="1", owner="compte:2", corpus="b").id != first.id
    assert jobs.ask("import", {}, click="1", owner="compte:1", corpus="c").id == first.id


def test_a_click_as_long_as_one_likes_is_a_click(queue: list[int]) -> None:
    assert jobs.ask("import", {}, click="é" * 10**6).id == jobs.ask("import", {}, click="é" * 10**6).id


def test_work_on_one_corpus_is_done_once_at_a_time(queue: list[int]) -> None:
    first = jobs.ask("analyse", {}, click="1", owner="compte:1")
    assert jobs.ask("analyse", {}, click="2", owner="compte:2").id == first.id
    assert jobs.ask("recit", {}).id != first.id
    run_by_worker(first.id, {"analyse": lambda _job, _progress: None})
    assert jobs.ask("analyse", {}, click="3").id != first.id


def test_who_asks_again_is_told_of_a_job_of_somebody_else(app: Flask) -> None:
    """The guard is the database's; the rows that the second person may see do not change it."""
    uid = jobs.ask("analyse", {}, owner="compte:1").uid
    db.session.rollback()
    with acting_as(replace(NOBODY, scope=Scope(owner="compte:2"))):
        assert jobs.job_by_uid(uid) is None
        assert jobs.ask("analyse", {}, owner="compte:2").uid == uid


def test_what_came_with_a_job_that_was_there_already_is_thrown_away() -> None:
    jobs.ask("import", {}, click="1")
    add_kpa("Orpheline")
    jobs.ask("import", {}, click="1")
    assert count_kpas() == 0


def test_a_queue_that_is_away_loses_no_job(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def away(_job_id: int) -> None:
        raise ConnectionError(CANARY)

    app.extensions["kparole.enqueue"] = away
    job_id = jobs.ask("analyse", {}).id
    assert fresh(job_id).state == "queued"
    db.session.rollback()
    assert jobs.queued_ids() == [job_id]
    assert "ConnectionError" in caplog.text
    assert CANARY not in caplog.text


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
    assert job.message == jobs.STOPPED
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
    assert "RuntimeError at kparole.jobs:" in caplog.text
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
    ids = [jobs.ask("essai", {}, corpus=name).id for name in "abcd"]
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


def test_a_job_that_fells_its_worker_each_time_is_given_up_with_a_word() -> None:
    job_id = jobs.ask("essai", {}).id
    row = db.session.get_one(Job, job_id)
    row.state, row.attempts = "running", jobs.MOST_ATTEMPTS
    db.session.commit()
    assert jobs.unfinished_ids() == []
    assert (fresh(job_id).state, fresh(job_id).message) == ("failed", jobs.CUT_SHORT)


def test_a_job_cut_short_that_was_asked_to_stop_does_not_come_back() -> None:
    job_id = jobs.ask("essai", {}).id
    db.session.get_one(Job, job_id).state = "running"
    db.session.commit()
    jobs.ask_to_stop(fresh(job_id))
    assert jobs.unfinished_ids() == []
    assert fresh(job_id).state == "cancelled"


def test_a_worker_whose_job_was_given_to_another_stops_and_writes_nothing() -> None:
    def work(job: Job, progress: Progress) -> None:
        row = db.session.get_one(Job, job.id)
        row.attempts += 1
        db.session.commit()
        progress("Je continue", 1, 2)
        pytest.fail("it went on")

    job = run(work)
    assert (job.state, job.step) == ("running", "En attente")


def test_a_disk_that_is_full_is_said_as_such() -> None:
    def work(_job: Job, _progress: Progress) -> None:
        raise OSError(errno.ENOSPC, CANARY)

    assert run(work).message == str(FULL)


def test_the_end_of_a_job_is_written_once_the_disk_lets_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "RETRY_SECONDS", 0)
    refused = iter([True, True, False])

    def commit(session: Session) -> None:
        if session.bind is not None and next(refused, False):
            raise OperationalError("UPDATE job", {}, full_disk())
        kept(session)

    def work(_job: Job, _progress: Progress) -> None:
        monkeypatch.setattr(Session, "commit", commit)

    kept = Session.commit
    assert run(work).state == "done"
    assert next(refused, None) is None


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
