"""Several tablets and several copies of one batch at the very same moment."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from interviews.fold import fold
from interviews.journal_models import Attachment, ConflictRow, Interview, OperationRow
from interviews.journal_service import journal_of, reach
from interviews.operations import hash_of
from kparole.config import Settings
from kparole.db import db
from tests.interviews.journal_making import INTERVIEW, Device, read, whole_interview
from tests.interviews.test_attachments import announced, at, batch, end, left, photo, put

pytestmark = pytest.mark.both_databases

MANY = 6
ADDRESS = f"/api/entretiens/{INTERVIEW}/operations"


def at_once(do: Callable[[int], Any]) -> list[Any]:
    start = threading.Barrier(MANY)

    def one(number: int) -> Any:
        start.wait()
        return do(number)

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def sender(app: Flask) -> Callable[[list[dict[str, Any]]], Any]:
    return lambda operations: app.test_client().post(ADDRESS, json={"operations": operations})


def rows(app: Flask, table: Any) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(table)))


def test_the_first_batch_received_several_times_at_once_is_stored_once(app: Flask) -> None:
    sent, send = whole_interview(), sender(app)
    answers = at_once(lambda _number: send(sent))
    assert [answer.status_code for answer in answers] == [200] * MANY
    assert [answer.get_json()["recues"] for answer in answers] == [[one["id"] for one in sent]] * MANY
    assert len(rows(app, Interview)) == 1
    assert sorted(row.id for row in rows(app, OperationRow)) == sorted(one["id"] for one in sent)


def test_tablets_that_send_at_once_all_get_through_and_nothing_is_lost(app: Flask) -> None:
    send = sender(app)
    tablets = [Device(f"T{number}") for number in range(MANY)]
    journals = [[tablet.writes(f"{tablet.name} {number}") for number in range(30)] for tablet in tablets]

    def lead(number: int) -> list[int]:
        mine = journals[number]
        return [send(mine[at : at + 5]).status_code for at in range(0, 30, 5)]

    assert at_once(lead) == [[200] * 6] * MANY
    with app.app_context():
        journal = journal_of(reach(INTERVIEW))
    sent = [one for journal_ in journals for one in journal_]
    assert {one.id: one.hash for one in journal} == {one["id"]: hash_of(one) for one in sent}
    assert len(journal) == len(sent)
    assert fold(journal) == fold(read(*sent))
    assert len(fold(journal).texts) == 1
    assert len(next(iter(fold(journal).texts.values()))) == MANY


def test_of_contents_that_come_at_once_under_one_id_one_stays_and_the_others_are_kept_aside(app: Flask) -> None:
    send = sender(app)
    one = Device().writes("0")
    answers = at_once(lambda number: send([one | {"data": {"text": str(number)}}]))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (MANY - 1)
    (stays,) = rows(app, OperationRow)
    known = {answer.get_json()["conflits"][0]["hash_connu"] for answer in answers if answer.status_code == 409}
    assert known == {stays.hash}
    aside = [row.sent["data"]["text"] for row in rows(app, ConflictRow)]
    assert sorted([*aside, stays.data["text"]]) == [str(number) for number in range(MANY)]


def test_a_reader_that_asks_while_others_write_misses_nothing(app: Flask) -> None:
    send, ready = sender(app), threading.Event()
    tablets = [Device(f"T{number}") for number in range(MANY)]
    heard: list[str] = []

    def go_on(after: int = 0) -> int:
        found = app.test_client().get(f"{ADDRESS}?apres={after}").get_json()
        heard.extend(one["id"] for one in found["operations"])
        return int(found["dernier"])

    def lead(number: int) -> None:
        if number:
            ready.wait()
            for _ in range(10):
                assert send([tablets[number].writes("a")]).status_code == 200
            return
        send([tablets[0].opens()])
        ready.set()
        last = 0
        for _ in range(40):
            last = go_on(last)
        places.append(last)

    places: list[int] = []
    at_once(lead)
    go_on(places[0])
    assert heard == [row.id for row in sorted(rows(app, OperationRow), key=lambda row: row.n)]
    assert len(heard) == 1 + 10 * (MANY - 1)


def test_a_photo_sent_and_ended_several_times_at_once_is_kept_once(app: Flask, settings: Settings) -> None:
    content = photo()
    batch(app.test_client(), announced(content))

    def bring(_number: int) -> list[int]:
        client = app.test_client()
        codes = [put(client, place, content[place : place + 200]).status_code for place in range(0, len(content), 200)]
        return [*codes, end(client, content).status_code]

    assert {code for codes in at_once(bring) for code in codes} == {200}
    (row,) = rows(app, Attachment)
    assert row.state == "complete"
    assert [path.name for path in (settings.home / "fichiers").glob("*")] == [row.stored]
    assert left(settings) == []
    kept = (settings.home / "fichiers" / row.stored).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == row.stored
    assert app.test_client().get(at()).get_json()["complete"]
