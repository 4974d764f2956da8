"""The classification bench counts what it says it counts, and the shipped classifier keeps its level."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.steps.classify import Classifier
from analysis.steps.examples import Example
from analysis.steps.taxonomy import parse_taxonomy
from analysis.steps.types import Label, Reading
from tests.analysis.steps.real import learnt
from tests.bench.classification import hold_out, measure, our_taxonomy, read_labels
from tests.bench.far_away import GRIDS, draw, read_grid

LABELS = Path(__file__).parents[2] / "data_samples" / "labels.csv"
GRID = parse_taxonomy('[[effet]]\nid = "a"\nlabel = "A"\naide = "a"\n[[effet]]\nid = "b"\nlabel = "B"\naide = "b"')
TOLD = [Example("x", ("a",), (), "positive", 2), Example("y", ("b",), (), "negative", 1), Example("z")]


def said(effect: str, polarity: str, strength: int) -> Reading:
    return Reading((Label(effect, polarity, strength, 0.9),), effect, 0.9, something=0.9)  # type: ignore[arg-type]


def test_a_perfect_reading_measures_one_everywhere() -> None:
    found = measure(GRID, TOLD, [said("a", "positive", 2), said("b", "negative", 1), Reading((), "a", 0.1)])
    assert (found.effects, found.families, found.best, found.something, found.polarity, found.strength) == (1,) * 6


def test_a_sub_effect_is_counted_where_its_effect_was_found() -> None:
    told = [Example("x", ("a",), ("s",)), Example("y", ("a",), ("t",)), Example("z", ("b",), ("u",))]
    readings = [Reading((Label("a", "positive", 1, 0.9, sub="s"),), "a", 0.9)] * 3
    assert measure(GRID, told, readings).sub == 0.5


def test_a_wrong_effect_and_a_wrong_strength_are_counted() -> None:
    found = measure(GRID, TOLD, [said("a", "positive", 3), said("a", "negative", 1), Reading((), "a", 0.1)])
    assert found.effects == pytest.approx((2 / 3 + 0) / 2)
    assert (found.best, found.strength, found.polarity) == (0.5, 0.5, 1)


def test_a_voice_is_held_out_whole() -> None:
    examples = [Example(f"{voice} {n}", ("a",), interview=voice) for voice in "uvwxyz" for n in range(3)]
    taught, asked = hold_out(examples)
    assert {one.interview for one in taught} | {one.interview for one in asked} == set("uvwxyz")
    assert {one.interview for one in taught} & {one.interview for one in asked} == set()
    assert len(asked) == 6


@pytest.mark.parametrize("name", GRIDS)
def test_a_grid_far_away_has_texts_of_each_class_and_what_is_learnt_is_not_asked(name: str) -> None:
    grid, texts = read_grid(name)
    taught, asked = draw(texts, count=5, seed=0)
    assert sorted({one.effects[0] for one in asked}) == sorted(grid.ids)
    assert len(taught) == 25
    assert not {one.text for one in taught} & {one.text for one in asked}


@pytest.fixture
def real_classifier() -> Classifier:
    return learnt()


@pytest.mark.model
def test_labelled_notes_that_taught_nothing_keep_their_level(real_classifier: Classifier) -> None:
    notes = read_labels(LABELS)
    found = measure(our_taxonomy(), notes, real_classifier.read([note.text for note in notes]))
    assert found.effects > 0.48
    assert found.something > 0.82
    assert found.polarity > 0.75
