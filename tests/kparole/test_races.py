"""Several people at the very same moment: the database decides who was first, and nobody gets an error page."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cards.deck import load_deck
from interviews.document import CompteRendu as Document
from interviews.document import Passage
from interviews.models import CompteRendu, ImportedFile, WordImport
from interviews.reading import ReadFile, SourceFile
from interviews.service import import_by_uid, leave_file, list_comptes_rendus, open_import, take_file
from kparole import jobs
from kparole.db import db
from kparole.jobs import Job
from network.service import all_kpas, kpa_named
from tests.interviews.word_making import ENOUGH, typed

pytestmark = pytest.mark.both_databases

MANY = 6
DOCUMENT = Document(kpa="La Passerelle", introduction=(Passage("Par une voisine."),))


def at_once(app: Flask, do: Callable[[int], Any]) -> list[Any]:
    """Do this in several threads that start together; what each gave, errors raised."""
    start = threading.Barrier(MANY)

    def one(number: int) -> Any:
        with app.app_context():
            start.wait()
            return do(number)

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def count(app: Flask, table: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_one_click_received_several_times_at_once_is_one_job(app: Flask) -> None:
    uids = at_once(app, lambda number: jobs.ask("import", {"import": number}, click="1", corpus=str(number)).uid)
    assert len(set(uids)) == 1
    assert count(app, Job) == 1


def test_several_analyses_asked_at_once_are_one(app: Flask) -> None:
    uids = at_once(app, lambda number: jobs.ask("analyse", {}, click=str(number), owner=f"compte:{number}").uid)
    assert len(set(uids)) == 1
    assert count(app, Job) == 1


def test_imports_asked_at_once_are_all_taken(app: Flask) -> None:
    uids = at_once(app, lambda number: jobs.ask("import", {}, click=str(number), corpus=str(number)).uid)
    assert len(set(uids)) == MANY


def test_a_sending_tapped_several_times_at_once_is_one_import(app: Flask) -> None:
    word = typed(*ENOUGH)

    def tap(_number: int) -> tuple[int, str]:
        data = {"files": [(io.BytesIO(word), "a.docx")], "click": "1"}
        answer = app.test_client().post("/entretiens/importer", data=data, content_type="multipart/form-data")
        return answer.status_code, answer.location

    answers = at_once(app, tap)
    assert len(set(answers)) == 1
    assert answers[0][0] == 302
    assert [count(app, table) for table in (Job, WordImport, ImportedFile)] == [1, 1, 1]


def test_a_job_in_several_hands_is_run_once(app: Flask) -> None:
    ran: list[int] = []
    with app.app_context():
        job_id = jobs.ask("essai", {}).id
    at_once(app, lambda _number: jobs.run(job_id, {"essai": lambda job, _progress: ran.append(job.id)}))
    assert ran == [job_id]


def take(number: int, document: Document) -> str:
    word_import = open_import(consent=None, kpa_id=None)
    entry = leave_file(word_import, name="a.docx", content=b"x")
    db.session.commit()
    entry = import_by_uid(word_import.uid).files[0]  # type: ignore[union-attr]
    take_file(word_import, entry, ReadFile(SourceFile(f"{number}.docx", b"x"), document, None), deck=load_deck())
    return entry.state


def test_the_same_words_brought_by_several_at_once_are_taken_once(app: Flask) -> None:
    states = at_once(app, lambda number: take(number, DOCUMENT))
    assert sorted(states) == ["known"] * (MANY - 1) + ["taken"]
    assert count(app, CompteRendu) == 1


def test_interviews_of_a_new_kpa_taken_at_once_have_codes_of_their_own(app: Flask) -> None:
    at_once(app, lambda number: take(number, replace(DOCUMENT, closing=(Passage(f"Merci {number}."),))))
    with app.app_context():
        rows = list_comptes_rendus()
        assert [row.code for row in rows] == [f"PAS-0{number}" for number in range(1, MANY + 1)]
        assert len({row.pseudonym for row in rows}) == MANY
        assert [kpa.name for kpa in all_kpas()] == ["La Passerelle"]


def test_a_kpa_named_by_several_at_once_is_made_once(app: Flask) -> None:
    def name(_number: int) -> None:
        kpa_named("Les Tilleuls")
        db.session.commit()

    at_once(app, name)
    with app.app_context():
        assert [kpa.code for kpa in all_kpas()] == ["TIL"]
