"""The classification bench counts what it says it counts, and the shipped classifier keeps its level."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.steps.classify import Classifier
from analysis.steps.examples import Example
from analysis.steps.taxonomy import parse_taxonomy
from analysis.steps.types import Label, Reading
from tests.analysis.steps.fake_encoder import FakeEncoder
from tests.analysis.steps.real import learnt
from tests.bench.classification import cross_validate, few, measure, our_taxonomy, read_labels

LABELS = Path(__file__).parents[2] / "data_samples" / "labels.csv"
GRID = parse_taxonomy('[[effet]]\nid = "a"\nlabel = "A"\naide = "a"\n[[effet]]\nid = "b"\nlabel = "B"\naide = "b"')
TOLD = [Example("x", ("a",), (), "positive", 2), Example("y", ("b",), (), "negative", 1), Example("z")]


def said(effect: str, polarity: str, strength: int) -> Reading:
    return Reading((Label(effect, polarity, strength, 0.9),), effect, 0.9)  # type: ignore[arg-type]


def test_a_perfect_reading_measures_one_everywhere() -> None:
    found = measure(GRID, TOLD, [said("a", "positive", 2), said("b", "negative", 1), Reading((), "a", 0.1)])
    assert (found.effects, found.families, found.best, found.something, found.polarity, found.strength) == (1,) * 6


def test_a_wrong_effect_and_a_wrong_strength_are_counted() -> None:
    found = measure(GRID, TOLD, [said("a", "positive", 3), said("a", "negative", 1), Reading((), "a", 0.1)])
    assert found.effects == pytest.approx((2 / 3 + 0) / 2)
    assert (found.best, found.strength, found.polarity) == (0.5, 0.5, 1)


def test_few_examples_never_overlap_with_what_is_asked() -> None:
    taught, asked = few(TOLD * 3, GRID, count=1)
    assert [one.effects for one in taught] == [("a",), ("b",)]
    assert all(len(one.effects) == 1 for one in asked)


def test_cross_validation_reads_every_example_once() -> None:
    examples = [
        Example(f"{word} {n}", (name,), (), "positive", 2) for n in range(5) for name, word in (("a", "u"), ("b", "v"))
    ]
    assert len(cross_validate(GRID, examples, encoder=FakeEncoder(), folds=2)) == len(examples)


@pytest.fixture
def real_classifier() -> Classifier:
    return learnt()


@pytest.mark.model
def test_labelled_notes_that_taught_nothing_keep_their_level(real_classifier: Classifier) -> None:
    notes = read_labels(LABELS)
    found = measure(our_taxonomy(), notes, real_classifier.read([note.text for note in notes]))
    assert found.effects > 0.48
    assert found.something > 0.7
    assert found.polarity > 0.75
