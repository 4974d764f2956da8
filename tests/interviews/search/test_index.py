"""The index follows what is written, changed and erased; nothing erased is left in it, not even unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update

from interviews.models import CompteRendu, NoteRow
from interviews.search import index
from interviews.search.fold import FOLDING
from interviews.writeup import service as writeup
from kparole.db import db
from tests.conftest import opened
from tests.databases import Bases
from tests.interviews.search.making import agree, hide, interview, texts

pytestmark = pytest.mark.both_databases
NUMBERS = count(1)


def raw() -> str:
    """All that the search keeps, read without it: the rows, and in SQLite the pages of FTS5 as well."""
    db.session.close()  # one writer at a time in SQLite
    with db.engine.connect() as connection:
        kept = list(connection.scalars(text("SELECT words FROM search_note")))
        if connection.dialect.name == "sqlite":
            kept += [
                bytes(one).decode("latin-1") for one in connection.scalars(text("SELECT block FROM search_words_data"))
            ]
    return "\n".join(kept)


def kept_whole() -> bool:
    """Nothing is missing, and FTS5 holds what the rows say."""
    db.session.close()
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
        return index.missing(connection) == []


@pytest.fixture(scope="module")
def house(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with bases.empty(tmp_path_factory.mktemp("maison")) as settings, opened(settings) as app:
        yield app


@pytest.fixture
def row(house: Flask) -> Iterator[CompteRendu]:
    """An interview, and a word that nobody else says; another passage of it and another interview say « quetzal »."""
    number = next(NUMBERS)
    with house.app_context():
        interview(f"ICI-{number}", f"Le mot {word_of(number)} est ici.", f"Et le mot quetzal{number} est là.")
        interview(f"AIL-{number}", f"Un autre parle de quetzal{number}.")
        assert texts(word_of(number))
        assert word_of(number) in raw()
        yield db.session.query(CompteRendu).filter_by(code=f"ICI-{number}").one()


def word_of(number: int | str) -> str:
    return f"zanzibar{number}fin"


def own_word(row: CompteRendu) -> str:
    return word_of(row.code.removeprefix("ICI-"))


def erase_a_passage(row: CompteRendu) -> None:
    row.notes = row.notes[1:]
    db.session.commit()


def change_a_passage(row: CompteRendu) -> None:
    row.notes[0].text = "Le mot est parti."
    db.session.commit()


def rewrite_in_the_editor(row: CompteRendu) -> None:
    sheet = writeup.opened(row.code, session="s").sheet
    writeup.make(row.code, {"do": "remove", "piece": sheet.pieces[0].id}, base=0, session="s")


def delete_the_interview(row: CompteRendu) -> None:
    db.session.delete(row)
    db.session.commit()


def delete_many_at_once(row: CompteRendu) -> None:
    db.session.execute(delete(NoteRow).where(NoteRow.text.contains(own_word(row))))
    db.session.commit()


def change_many_at_once(row: CompteRendu) -> None:
    db.session.execute(update(NoteRow).where(NoteRow.text.contains(own_word(row))).values(text="Parti."))
    db.session.commit()


ERASING = [
    erase_a_passage,
    change_a_passage,
    rewrite_in_the_editor,
    delete_the_interview,
    delete_many_at_once,
    change_many_at_once,
]


@pytest.mark.parametrize("erase", ERASING)
def test_nothing_erased_is_found_nor_kept(row: CompteRendu, erase: Callable[[CompteRendu], None]) -> None:
    word, number = own_word(row), row.code.removeprefix("ICI-")
    erase(row)
    assert texts(word) == []
    assert word not in raw()
    assert f"Un autre parle de quetzal{number}." in texts(f"quetzal{number}")
    assert kept_whole()


def test_what_is_erased_behind_its_back_is_found_no_more(row: CompteRendu) -> None:
    word = own_word(row)
    db.session.close()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE note SET text = 'Envolé.' WHERE text LIKE :word"), {"word": f"%{word}%"})
    assert texts(word) == texts("envolé") == []
    assert index.catch_up() == 1
    assert texts("envolé") == ["Envolé."]


def test_what_is_not_committed_leaves_no_trace(row: CompteRendu) -> None:
    word = own_word(row)
    row.notes[0].text = "Le mot ouistiti."
    db.session.flush()
    db.session.rollback()
    db.session.commit()
    assert texts(word)
    assert texts("ouistiti") == []
    assert kept_whole()


def test_a_passage_that_only_moves_is_not_written_again(row: CompteRendu, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[set[int]] = []
    monkeypatch.setattr("interviews.search.hooks.write", lambda _connection, notes: written.append(set(notes)))
    first, second = row.notes
    first.position, second.position = 2, 1
    first.exact = list(first.exact)
    db.session.commit()
    assert [one for one in written if one] == []


def test_words_taken_back_are_not_searched_while_they_are_put_aside(row: CompteRendu) -> None:
    word = own_word(row)
    agree(row, "notes", "withdrawn")
    assert texts(word) == []
    row.consents[0].state = "given"
    db.session.commit()
    assert texts(word)


def test_a_passage_of_fifty_pages_is_kept_and_found(row: CompteRendu) -> None:
    long = "Perle " + " ".join(f"m{number:x}ement" for number in range(0x10000, 0x10000 + 17_000))
    row.notes[0].text, row.notes[0].exact = long, [[0, len(long)]]
    db.session.commit()
    hide(row, "Perle")
    assert texts("perle") == texts("m10000ement") == [long]
    db.session.delete(row)
    db.session.commit()


def test_the_index_is_made_again_from_nothing(row: CompteRendu) -> None:
    """As after a migration, or when a backup of before the search is put back."""
    word, first, second = own_word(row), *(note.id for note in row.notes)
    hide(row, word, state="confirmed")
    before, whole = raw_rows(), db.session.scalar(select(func.count()).select_from(NoteRow))
    db.session.close()
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM search_note WHERE note_id = :note"), {"note": first})
        connection.execute(text("UPDATE search_note SET folding = 0 WHERE note_id = :note"), {"note": second})
    assert texts(word) == []
    assert index.catch_up() == 2
    assert index.catch_up() == 0
    assert raw_rows() == before
    assert index.write_again() == whole
    assert raw_rows() == before
    assert kept_whole()
    assert texts(word)


def raw_rows() -> list[tuple[object, ...]]:
    db.session.close()
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT note_id, compte_rendu_id, folding, words FROM search_note ORDER BY 1"))
        found = [tuple(one) for one in rows]
    assert {one[2] for one in found} == {FOLDING}
    return found
