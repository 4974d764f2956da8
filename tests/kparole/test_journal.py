"""The journal of access: what it keeps, that its chain never forks, and that whatever is done to it is found."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from kparole import journal
from kparole.access import EVERYTHING, Actor, Role, acting_as
from kparole.config import child_environ
from kparole.db import db, own_transaction
from kparole.journal import AccessEntry, Action, check, entries, head, note, purge
from kparole.rules import RULES

pytestmark = pytest.mark.both_databases

MARIE = Actor("compte:3", Role.COORDINATION, "Marie Dubreuil", EVERYTHING)


@pytest.fixture
def opened(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


@pytest.fixture
def ten(opened: Flask) -> Flask:
    for number in range(1, 11):
        note(Action.READ, f"entretien:PAS-{number:02}", actor=MARIE)
    assert check() == []
    return opened


def remove(*numbers: int) -> None:
    with own_transaction() as connection:
        connection.execute(delete(AccessEntry).where(AccessEntry.id.in_(numbers)))


def test_an_entry_says_who_did_what_to_which_object_when(opened: Flask) -> None:
    before = journal.now()
    note("lire", "entretien:PAS-01", actor=MARIE)
    (entry,) = entries()
    assert (entry.id, entry.who, entry.role, entry.action) == (1, "compte:3", "coordination", "lire")
    assert (entry.object, entry.outcome) == ("entretien:PAS-01", "fait")
    assert before <= entry.at <= journal.now()


def test_whoever_acts_now_is_noted(opened: Flask) -> None:
    with acting_as(MARIE):
        note(Action.WRITE, "recit", outcome="refusé")
    note(Action.PURGE, "journal")
    assert [(entry.who, entry.outcome) for entry in entries()] == [("systeme", "fait"), ("compte:3", "refusé")]


@pytest.mark.parametrize(("action", "obj"), [("espionner", "recit"), ("lire", "Le récit de Kader"), ("lire", "")])
def test_what_is_not_in_the_lists_is_refused(opened: Flask, action: str, obj: str) -> None:
    with pytest.raises(ValueError, match=r"not a valid|plain word"):
        note(action, obj)
    assert entries() == []


@pytest.mark.parametrize("code", ["Kader", "KADER", "j'ai peur de sortir", "PAS-01/../x", "1" * 40, "", "Kader-\n1"])
def test_a_code_that_may_be_words_is_not_kept(opened: Flask, code: str) -> None:
    note(Action.READ, f"entretien:{code}")
    assert [entry.object for entry in entries()] == ["entretien:?"]


@pytest.mark.parametrize("code", ["PAS-01", "SANS-112", "LUN2-03", "4", "0123456789abcdef0123456789abcdef"])
def test_our_own_codes_are_kept(opened: Flask, code: str) -> None:
    note(Action.READ, f"entretien:{code}")
    assert [entry.object for entry in entries()] == [f"entretien:{code}"]


def test_every_act_of_a_rule_can_be_noted() -> None:
    assert {rule.act for rule in RULES.values() if rule.act} <= {action.value for action in Action}


def test_the_entries_are_read_newest_first_page_by_page(ten: Flask) -> None:
    first = entries(limit=4)
    assert [entry.id for entry in first] == [10, 9, 8, 7]
    assert [entry.id for entry in entries(limit=4, before_id=7)] == [6, 5, 4, 3]
    assert [entry.id for entry in entries(obj="entretien:PAS-04")] == [4]
    assert len(entries(who="compte:3", limit=0)) == 1
    assert entries(who="compte:4") == []


def test_an_entry_written_while_the_request_writes_does_not_wait_for_itself(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        db.session.scalar(select(func.count()).select_from(AccessEntry))  # holds the writer's lock from here on
        note(Action.READ, "recit")
        assert len(entries()) == 1


def test_an_entry_is_written_from_a_reading_request_too(app: Flask) -> None:
    with app.test_request_context(method="GET"):
        db.session.scalar(select(func.count()).select_from(AccessEntry))
        note(Action.READ, "recit")
        assert check() == []


# Twelve months, then purged.


def aged(monkeypatch: pytest.MonkeyPatch, days: int, count: int) -> None:
    moment = journal.now() - timedelta(days=days)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "now", lambda: moment)
        for _ in range(count):
            note(Action.READ, "recit")


def test_old_entries_go_and_the_chain_still_holds(opened: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(monkeypatch, days=400, count=5)
    aged(monkeypatch, days=300, count=2)
    assert purge(12) == 5
    assert [(entry.id, entry.action) for entry in entries()] == [(8, "purger"), (7, "lire"), (6, "lire")]
    assert check() == []
    assert purge(12) == 0
    assert head().count == 8


def test_a_chain_purged_to_the_last_goes_on(opened: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(monkeypatch, days=400, count=3)
    assert purge(12) == 3
    note(Action.READ, "recit")
    assert [entry.id for entry in entries()] == [5, 4]
    assert check() == []


def test_what_is_removed_after_a_purge_is_found(opened: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(monkeypatch, days=400, count=3)
    aged(monkeypatch, days=1, count=3)
    purge(12)
    remove(4)
    assert check() == ["Il manque l'entrée 4 : quelqu'un a supprimé des entrées."]


def test_a_purge_cut_short_changes_nothing(opened: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(monkeypatch, days=400, count=5)

    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_set_mark", cut)
        with pytest.raises(KeyboardInterrupt):
            purge(12)
    assert len(entries()) == 5
    assert check() == []


def test_an_entry_dated_too_early_by_a_wrong_clock_makes_no_young_one_go(
    opened: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(monkeypatch, days=1, count=2)
    aged(monkeypatch, days=4000, count=1)
    assert purge(12) == 0
    assert len(entries()) == 3


# Many writers, one chain.


def test_threads_never_fork_the_chain(opened: Flask) -> None:
    def write() -> None:
        with opened.app_context():
            for _ in range(10):
                note(Action.READ, "recit", actor=MARIE)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert head().count == 60
    assert check() == []


WRITER = """
import sys
from flask import Flask
from kparole.config import read_settings
from kparole.db import db, prepare_engine
from kparole.journal import note
app = Flask("writer")
app.config["SQLALCHEMY_ENGINES"] = {"default": read_settings().database_url}
db.init_app(app)
with app.app_context():
    prepare_engine(db.engine)
    for number in range(15):
        note("lire", f"entretien:PAS-{number}")
    db.engine.dispose()
"""


def test_processes_never_fork_the_chain(opened: Flask) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=child_environ(opened.config["KPAROLE"])) for _ in range(3)
    ]
    for _ in range(15):
        note(Action.WRITE, "recit")
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    assert head().count == 60
    assert check() == []
