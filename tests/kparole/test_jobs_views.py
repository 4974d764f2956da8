from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kparole import jobs
from kparole.db import db
from kparole.jobs import Job

pytestmark = pytest.mark.both_databases


@pytest.fixture
def job(app: Flask) -> Iterator[Job]:
    with app.app_context():
        job = jobs.ask("analyse", {})
        db.session.refresh(job)
        db.session.expunge(job)
        db.session.rollback()
    return job  # type: ignore[return-value]


def change(app: Flask, job: Job, **values: object) -> None:
    with app.app_context():
        row = db.session.get_one(Job, job.id)
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()


def test_a_waiting_job_shows_its_step_and_a_way_to_stop(client: FlaskClient, job: Job) -> None:
    page = client.get(f"/travaux/{job.uid}").get_data(as_text=True)
    assert "Analyse des entretiens" in page
    assert "En attente" in page
    assert f"/travaux/{job.uid}/arreter" in page


def test_a_job_that_is_done_goes_to_what_it_made(app: Flask, client: FlaskClient, job: Job) -> None:
    change(app, job, state="done", goes_to="/analyse/")
    answer = client.get(f"/travaux/{job.uid}")
    assert (answer.status_code, answer.location) == (302, "/analyse/")


def test_a_job_done_without_a_place_to_go_says_so(app: Flask, client: FlaskClient, job: Job) -> None:
    change(app, job, state="done")
    assert "C’est fait." in client.get(f"/travaux/{job.uid}").get_data(as_text=True)


def test_a_failed_job_says_why(app: Flask, client: FlaskClient, job: Job) -> None:
    change(app, job, state="failed", message="Importez <d'abord>.")
    assert "Importez &lt;d&#39;abord&gt;." in client.get(f"/travaux/{job.uid}").get_data(as_text=True)


def test_a_cancelled_job_without_message_says_its_step(app: Flask, client: FlaskClient, job: Job) -> None:
    change(app, job, state="cancelled", step="Arrêté avant de commencer")
    page = client.get(f"/travaux/{job.uid}").get_data(as_text=True)
    assert "Arrêté avant de commencer" in page
    assert "None" not in page


def test_the_state_is_a_small_json(app: Flask, client: FlaskClient, job: Job) -> None:
    change(app, job, state="running", step="Je lis", done=2, total=5)
    assert client.get(f"/travaux/{job.uid}.json").get_json() == {
        "state": "running",
        "step": "Je lis",
        "done": 2,
        "total": 5,
        "message": None,
        "over": False,
        "url": f"/travaux/{job.uid}",
    }


def test_asking_again_costs_nothing_until_something_changes(app: Flask, client: FlaskClient, job: Job) -> None:
    tag = client.get(f"/travaux/{job.uid}.json").headers["ETag"]
    again = client.get(f"/travaux/{job.uid}.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    change(app, job, done=1)
    assert client.get(f"/travaux/{job.uid}.json", headers={"If-None-Match": tag}).status_code == 200


def test_stopping_a_waiting_job_ends_it(client: FlaskClient, job: Job) -> None:
    answer = client.post(f"/travaux/{job.uid}/arreter", follow_redirects=True)
    assert answer.status_code == 200
    assert client.get(f"/travaux/{job.uid}.json").get_json()["state"] == "cancelled"


@pytest.mark.parametrize("address", ["/travaux/x", "/travaux/x.json"])
def test_a_job_that_is_not_there_is_a_404(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
    assert client.post("/travaux/x/arreter").status_code == 404


def test_launching_twice_gives_the_run_already_under_way(app: Flask, client: FlaskClient, job: Job) -> None:
    answer = client.post("/analyse/lancer")
    assert answer.location == f"/travaux/{job.uid}"
