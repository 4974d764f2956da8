"""Rows are narrowed to what their asker reaches, in every kind of question."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import aliased, selectinload

from interviews.models import CompteRendu, NoteRow, WordImport
from kparole.access import EVERYTHING, NOBODY, SYSTEM, Actor, Role, Scope, acting_as, current
from kparole.db import Base, db
from kparole.rows import scope_of_request, scoped_tables
from network.models import Kpa
from network.service import add_kpa

pytestmark = pytest.mark.both_databases


@pytest.fixture
def two(app: Flask) -> Iterator[tuple[int, int]]:
    """Two KPAs with two interviews of one note each."""
    with app.app_context():
        kpas = [add_kpa("Ici", code="ICI"), add_kpa("Ailleurs", code="AIL")]
        for kpa in kpas:
            db.session.add(WordImport(uid=f"i-{kpa.code}", kpa_id=kpa.id, consent=None))
            for number in (1, 2):
                code = f"{kpa.code}-0{number}"
                row = CompteRendu(
                    uid=code, code=code, pseudonym="Ada", kpa_id=kpa.id, words_hash=code, deck_version="v",
                    import_id=None, age=None, gender=None, since=None,
                )  # fmt: skip
                row.notes = [NoteRow(position=1, part="vecu", rank=None, text=code)]
                db.session.add(row)
        db.session.commit()
        yield kpas[0].id, kpas[1].id


def contributor(kpa: int) -> Actor:
    return Actor("compte:1", Role.CONTRIBUTOR, "", Scope(frozenset([kpa]), frozenset(), "compte:1"), kpa)


def seen() -> dict[str, list[str]]:
    """What each kind of question gives."""
    other = aliased(CompteRendu)
    rows = db.session.scalars(select(CompteRendu).options(selectinload(CompteRendu.notes))).unique()
    return {
        "rows": sorted(row.code for row in rows),
        "columns": sorted(db.session.scalars(select(CompteRendu.code))),
        "alias": sorted(row.code for row in db.session.scalars(select(other)).unique()),
        "count": [str(db.session.scalar(select(func.count()).select_from(CompteRendu)))],
        "notes": sorted(db.session.scalars(select(NoteRow.text))),
        "join": sorted(db.session.scalars(select(NoteRow.text).join(CompteRendu))),
        "imports": sorted(db.session.scalars(select(WordImport.uid))),
        "get": [row.code for number in range(1, 5) if (row := db.session.get(CompteRendu, number))],
    }


def test_a_contributor_reaches_her_kpa_by_every_kind_of_question(two: tuple[int, int]) -> None:
    with acting_as(contributor(two[0])):
        db.session.expire_all()
        db.session.expunge_all()
        found = seen()
    codes = ["ICI-01", "ICI-02"]
    assert found == {
        "rows": codes, "columns": codes, "alias": codes, "count": ["2"], "notes": codes, "join": codes,
        "imports": ["i-ICI"], "get": codes,
    }  # fmt: skip


def test_a_pass_reaches_its_interviews_one_by_one(two: tuple[int, int]) -> None:
    scope = Scope(frozenset(), frozenset({"AIL-02"}), "passe:1")
    with acting_as(Actor("passe:1", Role.REREADING, "", scope)):
        db.session.expunge_all()
        found = seen()
    assert found["rows"] == found["columns"] == found["notes"] == found["get"] == ["AIL-02"]
    assert found["imports"] == []


def test_nobody_reaches_nothing_and_the_system_everything(two: tuple[int, int]) -> None:
    with acting_as(NOBODY):
        db.session.expunge_all()
        assert not any(set(values) - {"0"} for values in seen().values())
    assert current() is SYSTEM
    db.session.expunge_all()
    assert len(seen()["rows"]) == 4


def test_what_is_loaded_by_a_relationship_is_narrowed_too(two: tuple[int, int]) -> None:
    with acting_as(contributor(two[1])):
        db.session.expunge_all()
        row = db.session.scalars(select(CompteRendu)).unique().first()
        assert row is not None
        assert [note.text for note in row.notes] == [row.code]


def test_rows_are_changed_only_where_they_are_reached(two: tuple[int, int]) -> None:
    with acting_as(contributor(two[0])):
        db.session.query(CompteRendu).update({"pseudonym": "Zoé"})
        db.session.query(NoteRow).delete()
        db.session.commit()
    changed = {row.code: row.pseudonym for row in db.session.scalars(select(CompteRendu)).unique()}
    assert {code for code, name in changed.items() if name == "Zoé"} == {"ICI-01", "ICI-02"}
    assert sorted(db.session.scalars(select(NoteRow.text))) == ["AIL-01", "AIL-02"]


def test_a_request_that_nobody_opened_reaches_nothing(app: Flask) -> None:
    assert scope_of_request() == EVERYTHING
    with app.test_request_context("/"):
        assert scope_of_request().kpas == frozenset()


def test_every_table_of_words_is_narrowed() -> None:
    """A table that points to an interview belongs to somebody; a new one must say to whom."""
    names = {str(mapper.class_.__tablename__) for mapper in Base.registry.mappers if mapper.class_ in scoped_tables()}
    pointing = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name in {"compte_rendu", "note", "extract"} for key in table.foreign_keys)
    }
    assert pointing <= names
    assert {"compte_rendu", "job", "run", "word_import"} <= names
    assert str(Kpa.__tablename__) not in names  # names of cooperatives are public
