"""What was read is not read again, holds no word, and goes when the words go."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from analysis.engine import read_taxonomy
from analysis.kept_lines import FILE, KeptLines, Line, owner_of
from analysis.masking import KnownNames, Masks
from analysis.memory import Memory
from analysis.pipeline import analyse
from analysis.steps.types import Analysis, Label, Mask, Note, Person, Reading, Word
from analysis.steps.vectors import CachedEncoder
from interviews.handback.removing import tell_forgetters
from interviews.service import whole_corpus
from kparole.db import db
from tests.analysis.steps.fake_encoder import FakeEncoder

IDS = read_taxonomy().ids


class Reader:
    """Reads one effect in each text, and counts."""

    def __init__(self) -> None:
        self.asked = 0

    def read(self, texts: Sequence[str], *, always: bool = False) -> list[Reading]:
        self.asked += len(texts)
        word = (Word(0, 4, "Elle", 0.5),)
        return [Reading((Label(IDS[0], "positive", 2, 0.91, word, "sub"),), IDS[0], 0.91) for _ in texts]


class Bench:
    """An engine that counts its work, and the folder it remembers in."""

    def __init__(self, home: Path, *, version: str = "1") -> None:
        self.home, self.inner, self.reader = home, FakeEncoder(), Reader()
        self.engine: Any = SimpleNamespace(
            taxonomy=read_taxonomy(), thresholds={}, needs=None, version=version, classifier=self.reader, encoder=CachedEncoder(self.inner),
            examples="x",
        )  # fmt: skip
        self.memory = Memory(home, version=version, encoder=self.engine.encoder)

    def run(self, people: Sequence[Person]) -> Analysis:
        with self.memory.open():
            found = analyse(
                people,
                engine=self.engine,
                known=((), ()),
                progress=silent,
                find=names,
                reads=self.memory.recall(people),
            )
            self.memory.take(found)
            self.memory.keep(found)
        return found


def names(people: Sequence[Person], _known: KnownNames) -> Masks:
    """« Samira », wherever it is."""
    found: Masks = {}
    for note in (note for person in people for note in person.notes):
        at = note.text.find("Samira")
        found[note.id] = (Mask(at, at + 6, "PERSONNE", "Samira"),) if at >= 0 else ()
    return found


def silent(_step: str, _done: int, _total: int) -> None:
    return


def person(number: int, *said: str) -> Person:
    code = f"K-{number:02d}"
    texts = said or (f"Elle coud {number} sacs avec Samira et rit.", f"Elle compte {number} euros, la caisse du matin.")
    return Person(code, notes=tuple(Note(f"{code}.{n}", "carte", text, 1, "appris") for n, text in enumerate(texts, 1)))


CORPUS = [person(number) for number in range(1, 13)]


def alike(first: Analysis, second: Analysis) -> bool:
    return replace(first, duration={}) == replace(second, duration={})


def test_one_more_interview_costs_one_interview(tmp_path: Path) -> None:
    Bench(tmp_path).run(CORPUS)
    more = [*CORPUS, person(13)]
    bench = Bench(tmp_path)
    found = bench.run(more)
    assert bench.reader.asked == 2
    assert bench.inner.asked <= 4  # its two passages, as they are and without the name
    (tmp_path / "ailleurs").mkdir()
    assert alike(found, Bench(tmp_path / "ailleurs").run(more))
    changed = Bench(tmp_path)
    changed.run([person(1, "Elle coud autrement."), *more[1:]])
    assert changed.reader.asked == 1


def test_another_engine_reads_again_but_keeps_the_vectors(tmp_path: Path) -> None:
    Bench(tmp_path).run(CORPUS)
    bench = Bench(tmp_path, version="2")
    bench.run(CORPUS)
    assert (bench.reader.asked, bench.inner.asked) == (24, 0)


def test_a_round_that_must_be_done_again_reads_only_what_changed(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.memory.take(bench.run(CORPUS))
    (tmp_path / FILE).unlink()
    assert set(bench.memory.recall([*CORPUS[1:], person(1, "Autre chose.")])) == {one.id for one in CORPUS[1:]}


def test_no_word_is_in_the_file_and_only_its_owner_opens_it(tmp_path: Path) -> None:
    Bench(tmp_path).run(CORPUS)
    raw = (tmp_path / FILE).read_bytes()
    assert len(raw) > 1000
    assert not [word for word in (b"Samira", b"coud", b"caisse", b"K-01", b"Elle") if word in raw]
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_what_is_forgotten_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    Bench(tmp_path).run(CORPUS)
    with sqlite3.connect(tmp_path / FILE) as base:
        (kept,) = base.execute(
            "SELECT value FROM kept WHERE owner = ? AND kind = 'vecteurs'", (owner_of("K-01"),)
        ).fetchone()
    base.close()
    KeptLines(tmp_path).forget(owner_of("K-01"))
    raw = (tmp_path / FILE).read_bytes()
    assert kept[4:28] not in raw
    assert owner_of("K-01").encode() not in raw
    assert owner_of("K-02").encode() in raw
    bench = Bench(tmp_path)
    bench.run(CORPUS)
    assert bench.reader.asked == 2


def test_who_went_is_erased_by_the_next_analysis(tmp_path: Path) -> None:
    Bench(tmp_path).run(CORPUS)
    Bench(tmp_path).run(CORPUS[1:])
    assert owner_of("K-01").encode() not in (tmp_path / FILE).read_bytes()


def test_a_busy_file_is_thrown_away_rather_than_keep_what_must_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Bench(tmp_path).run(CORPUS)
    monkeypatch.setattr(KeptLines, "_open", _busy)
    KeptLines(tmp_path).forget(owner_of("K-01"))
    assert not (tmp_path / FILE).exists()


def _busy(*_arguments: object, **_options: object) -> Any:
    raise sqlite3.OperationalError("database is locked")


def test_a_damaged_file_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_bytes(b"ceci n'est pas une base" * 100)
    found = Bench(tmp_path).run(CORPUS)
    assert [record.getMessage() for record in caplog.records] == [
        "what the last analysis kept cannot be read: everything is read again"
    ]
    bench = Bench(tmp_path)
    assert alike(bench.run(CORPUS), found)
    assert bench.reader.asked == 0


def test_the_file_has_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.memory.MOST_BYTES", 0)
    Bench(tmp_path).run(CORPUS)
    bench = Bench(tmp_path)
    bench.run(CORPUS)
    assert (bench.reader.asked, bench.inner.asked > 0) == (0, True)


def test_without_room_to_write_the_analysis_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert len(Bench(tmp_path / "nulle-part").run(CORPUS).extracts) == 24
    assert "the next analysis will take longer" in caplog.text


def test_the_application_erases_it_when_words_are_taken_back(filled_app: Flask) -> None:
    with filled_app.app_context():
        home = filled_app.config["KPAROLE"].home
        row, other = whole_corpus()[:2]
        owners = [owner_of(row.code), owner_of(other.code)]
        KeptLines(home).write([Line(owner, "lecture", "k", b"[]") for owner in owners], owners=set(owners))
        tell_forgetters(row)
        assert [line.owner for line in KeptLines(home).read()] == owners[1:]
        db.session.rollback()
