"""The pipeline reads by batches, guesses nothing in another language, and an empty corpus gives an empty analysis."""

from __future__ import annotations

import pytest

from analysis.pipeline import BATCH, analyse, read_in_batches
from analysis.steps.types import Analysis, Note, Person
from kparole.errors import UserError
from tests.analysis.test_memory import IDS, Bench, names, person, silent

ENGLISH = "She learned to sew and now she has her own machine at home."


def run(bench: Bench, *people: Person) -> Analysis:
    return analyse(people, engine=bench.engine, known=((), ()), progress=silent, find=names)


@pytest.fixture
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("maison"))


def test_an_empty_corpus_and_one_interview_give_an_analysis(bench: Bench) -> None:
    assert run(bench).extracts == ()
    one = run(bench, person(1))
    assert (len(one.people), len(one.extracts), one.themes) == (1, 2, ())
    assert {"encodeur", "grille", "exemples", "graine"} <= set(one.parameters)


def test_batches_give_the_same_as_one_reading_and_none_is_large(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    read = bench.reader.read
    monkeypatch.setattr(
        bench.reader, "read", lambda texts, always: (sizes.append(len(texts)), read(texts, always=always))[1]
    )
    assert len(list(read_in_batches(bench.engine, ["Elle coud."] * (BATCH * 2 + 3), progress=silent))) == BATCH * 2 + 3
    assert sizes == [BATCH, BATCH, 3]


def test_nothing_is_read_in_a_text_of_another_language_unless_asked(bench: Bench) -> None:
    first, second = read_in_batches(bench.engine, [ENGLISH, "Elle a appris à coudre."], progress=silent)
    assert (first.labels, first.best_confidence, second.best) == ((), 0.0, IDS[0])
    assert next(read_in_batches(bench.engine, [ENGLISH], progress=silent, always=True)).labels


def test_a_corpus_in_another_language_is_said_and_a_passage_counted(bench: Bench) -> None:
    with pytest.raises(UserError, match="ne semblent pas écrits en français"):
        run(bench, Person("A", notes=(Note("A.1", "carte", ENGLISH),)))
    mixed = run(bench, person(1), Person("A", notes=(Note("A.1", "carte", ENGLISH),)))
    assert mixed.parameters["passages_dans_une_autre_langue"] == 1
    assert mixed.readings["A.1.1"].labels == ()
