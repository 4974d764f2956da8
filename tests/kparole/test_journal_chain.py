"""The chain of the journal of access: whatever is done to it is found, and the sentence says from which entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from kparole.access import EVERYTHING, Actor, Role
from kparole.db import db, own_transaction
from kparole.journal import AccessEntry, Action, check, entries, note
from kparole.journal_chain import MOST, JournalMark, digest

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


def change(number: int, **values: Any) -> None:
    with own_transaction() as connection:
        connection.execute(update(AccessEntry).where(AccessEntry.id == number).values(**values))


def remove(*numbers: int) -> None:
    with own_transaction() as connection:
        connection.execute(delete(AccessEntry).where(AccessEntry.id.in_(numbers)))


def move(number: int, to: int) -> None:
    with own_transaction() as connection:
        connection.execute(update(AccessEntry).where(AccessEntry.id == number).values(id=to))


TAMPERINGS: dict[str, tuple[Callable[[], None], list[str]]] = {
    "another person": (lambda: change(4, who="compte:8"), ["L'entrée 4 a été modifiée après avoir été écrite."]),
    "another role": (lambda: change(4, role="animation"), ["L'entrée 4 a été modifiée après avoir été écrite."]),
    "another action": (lambda: change(4, action="écrire"), ["L'entrée 4 a été modifiée après avoir été écrite."]),
    "another object": (lambda: change(4, object="recit"), ["L'entrée 4 a été modifiée après avoir été écrite."]),
    "another outcome": (lambda: change(4, outcome="refusé"), ["L'entrée 4 a été modifiée après avoir été écrite."]),
    "another day": (lambda: change(4, at=datetime(2020, 1, 1)), ["L'entrée 4 a été modifiée après avoir été écrite."]),
    "one removed": (lambda: remove(4), ["Il manque l'entrée 4 : quelqu'un a supprimé des entrées."]),
    "some removed": (lambda: remove(4, 5, 6), ["Il manque les entrées 4 à 6 : quelqu'un a supprimé des entrées."]),
    "the first removed": (lambda: remove(1), ["Il manque l'entrée 1 : quelqu'un a supprimé des entrées."]),
    "the last removed": (
        lambda: remove(9, 10),
        ["Il manque les entrées 9 à 10 à la fin : quelqu'un a supprimé les dernières."],
    ),
    "all removed": (
        lambda: remove(*range(1, 11)),
        ["Il manque les entrées 1 à 10 à la fin : quelqu'un a supprimé les dernières."],
    ),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_what_is_done_to_the_chain_is_found(ten: Flask, kind: str) -> None:
    tamper, said = TAMPERINGS[kind]
    tamper()
    assert check() == said


def test_an_entry_changed_with_a_new_hash_of_its_own_is_found_at_the_next(ten: Flask) -> None:
    with own_transaction() as connection:
        row = dict(connection.execute(select(AccessEntry.__table__).where(AccessEntry.id == 4)).mappings().one())
    row["who"] = "compte:8"
    change(4, who="compte:8", hash=digest(row))
    assert check() == ["L'entrée 5 ne suit pas la 4 : l'une des deux a été remplacée."]


def test_the_last_entry_changed_with_a_new_hash_is_found_by_the_mark(ten: Flask) -> None:
    with own_transaction() as connection:
        row = dict(connection.execute(select(AccessEntry.__table__).where(AccessEntry.id == 10)).mappings().one())
    change(10, who="compte:8", hash=digest(row | {"who": "compte:8"}))
    assert check() == ["L'entrée 10, la dernière, n'est plus celle qui a été écrite."]


def test_two_entries_swapped_are_found(ten: Flask) -> None:
    for number, to in ((4, 99), (6, 4), (99, 6)):
        move(number, to)
    said = check()
    assert said[0] == "L'entrée 4 ne suit pas la 3 : l'une des deux a été remplacée."
    assert "L'entrée 6 a été modifiée après avoir été écrite." in said


def test_an_entry_slipped_in_is_found(ten: Flask) -> None:
    for number in range(10, 4, -1):
        move(number, number + 1)
    with own_transaction() as connection:
        row = dict(connection.execute(select(AccessEntry.__table__).where(AccessEntry.id == 4)).mappings().one())
        row |= {"id": 5, "previous": row["hash"], "who": "compte:8"}
        connection.execute(AccessEntry.__table__.insert().values(**row | {"hash": digest(row)}))
    said = check()
    assert said[0] == "L'entrée 6 ne suit pas la 5 : l'une des deux a été remplacée."
    assert "Le journal s'arrêtait à l'entrée 10 : l'entrée 11 a été ajoutée." in said


def test_an_entry_put_before_the_first_is_found(ten: Flask) -> None:
    move(10, -3)
    assert "L'entrée -3 est en trop : elle vient avant le début du journal." in check()


@pytest.mark.parametrize(("column", "value"), [("at", "'hier'"), ("who", "x'ff00'"), ("at", "3")])
def test_rubbish_in_a_column_is_said_not_stumbled_on(ten: Flask, column: str, value: str) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite lets anything be put in any column")
    with own_transaction() as connection:
        connection.exec_driver_sql(f"UPDATE acces SET {column} = {value} WHERE id = 4")
    assert check() == ["L'entrée 4 a été modifiée après avoir été écrite."]


@pytest.mark.parametrize(("name", "said"), [("debut", "Le repère de début"), ("fin", "Le repère de fin")])
def test_a_mark_that_was_removed_is_said(ten: Flask, name: str, said: str) -> None:
    with own_transaction() as connection:
        connection.execute(delete(JournalMark).where(JournalMark.name == name))
    assert [one[: len(said)] for one in check()] == [said]


def test_after_the_mark_of_the_end_was_removed_the_journal_goes_on_and_the_check_says_it_for_ever(ten: Flask) -> None:
    remove(9, 10)
    with own_transaction() as connection:
        connection.execute(delete(JournalMark).where(JournalMark.name == "fin"))
    note(Action.READ, "recit")
    note(Action.READ, "recit")
    assert [entry.id for entry in entries(limit=3)] == [11, 10, 8]
    assert check() == ["Il manque l'entrée 9 : quelqu'un a supprimé des entrées."]


def test_with_every_trace_removed_the_next_entry_still_says_it(ten: Flask) -> None:
    with own_transaction() as connection:
        connection.execute(delete(AccessEntry))
        connection.execute(delete(JournalMark))
    note(Action.READ, "recit")
    assert check() == ["Le repère de début a été supprimé : on ne sait plus où le journal commence."]
    assert entries()[0].id == 2


def test_a_thousand_breaks_are_said_in_a_few_sentences(opened: Flask) -> None:
    for _ in range(MOST + 5):
        note(Action.READ, "recit")
    with own_transaction() as connection:
        connection.execute(update(AccessEntry).values(who="compte:8"))
    said = check()
    assert len(said) == MOST + 1
    assert said[0].startswith("L'entrée 1 ")
    assert said[-1] == "Et d'autres entrées après celles-là."
