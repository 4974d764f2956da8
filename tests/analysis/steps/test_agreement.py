"""Agreement beyond chance: against tables that can be worked out by hand, and what must hold of any readings."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.steps.agreement import on_effect, on_labels, on_strength
from analysis.steps.label_sets import Agreement, Readings, disagreements

EFFECTS = ("confiance", "projection", "bien-etre")


def interviews_of(readings: Readings) -> dict[str, str]:
    return {unit: unit.partition(".")[0] for said in readings.values() for unit in said}


def two_readers(first: str, second: str) -> Readings:
    """One passage a sign: + carries the effect, - the contrary, 0 neither, blank not read."""
    value = {"+": {"confiance": 1}, "-": {"confiance": -1}, "0": {}}
    return {
        name: {f"A-{n % 3}.{n}": value[sign] for n, sign in enumerate(signs) if sign != " "}
        for name, signs in (("un", first), ("deux", second))
    }


def test_a_table_worked_out_by_hand() -> None:
    # Twenty values: 11 times "+", 9 times "0"; two passages differ. Observed 2/10; expected 2·11·9/(20·19).
    readings = two_readers("+++++00000", "+++++0000+")
    readings["deux"] = {**readings["deux"], "A-0.3": {"confiance": 1}}
    found = on_effect(readings, "confiance", interviews=interviews_of(readings))
    assert (found.units, found.same) == (10, 9)
    assert found.alpha == pytest.approx(1 - (1 / 10) / (2 * 11 * 9 / (20 * 19)), abs=1e-4)


def test_the_interval_redraws_whole_interviews_and_holds_the_figure() -> None:
    readings = two_readers("+0+0+0+0+0+0+0+", "+0+0+0+0+0+0+00")
    where = interviews_of(readings)
    found = on_effect(readings, "confiance", interviews=where)
    assert found.low is not None
    assert found.alpha is not None
    assert found.high is not None
    assert found.low <= found.alpha <= found.high == 1.0
    alone = on_effect(readings, "confiance", interviews=dict.fromkeys(where, "A"))
    assert (alone.alpha, alone.low, alone.high) == (found.alpha, None, None)


def test_a_passage_that_one_reader_alone_read_does_not_count() -> None:
    readings = two_readers("+0+0 ", "+0+00")
    found = on_effect(readings, "confiance", interviews=interviews_of(readings))
    assert (found.units, found.same, found.alpha) == (4, 4, 1.0)


def test_when_everybody_always_says_the_same_one_thing_alpha_is_not_defined() -> None:
    readings = two_readers("0000", "0000")
    assert on_effect(readings, "confiance", interviews=interviews_of(readings)) == Agreement(4, 4, None)
    assert on_labels({}, interviews={}) == Agreement(0, 0, None)


def test_saying_the_contrary_is_not_saying_it() -> None:
    readings = two_readers("++00", "+-00")
    found = on_effect(readings, "confiance", interviews=interviews_of(readings))
    assert found.same == 3
    assert disagreements(readings) == ("A-1.1",)


def test_sets_with_something_in_common_are_nearer_than_sets_with_nothing() -> None:
    def alpha(other: dict[str, int]) -> float:
        readings: Readings = {
            "un": {
                "A.1": {"confiance": 1, "projection": 1},
                "A.2": {"bien-etre": 1},
                "B.1": {},
                "B.2": {"confiance": 1},
            },
            "deux": {"A.1": other, "A.2": {"bien-etre": 1}, "B.1": {}, "B.2": {"confiance": 1}},
        }
        found = on_labels(readings, interviews=interviews_of(readings)).alpha
        assert found is not None
        return found

    assert alpha({"confiance": 3, "projection": 1}) == 1.0
    assert 1.0 > alpha({"confiance": 1}) > alpha({"confiance": 1, "bien-etre": 1}) > alpha({"bien-etre": 1})


def test_two_steps_of_strength_are_further_than_one_and_only_shared_effects_count() -> None:
    def alpha(last: int) -> float:
        said = [1, 2, 3, 1, 2, 3]
        readings: Readings = {
            "un": {f"A.{n}": {"confiance": s} for n, s in enumerate(said)} | {"A.9": {"projection": 2}},
            "deux": {f"A.{n}": {"confiance": s} for n, s in enumerate([*said[:-1], last])} | {"A.9": {}},
        }
        found = on_strength(readings, interviews=interviews_of(readings))
        assert found.units == 6
        assert found.alpha is not None
        return found.alpha

    assert alpha(3) == 1.0 > alpha(2) > alpha(1)


labels = st.dictionaries(st.sampled_from(EFFECTS), st.sampled_from((-1, 1, 2, 3)), max_size=3)
units = st.lists(st.tuples(labels, labels, labels), min_size=4, max_size=12)


@settings(max_examples=25, deadline=None)
@given(units)
def test_the_order_of_readers_changes_nothing_and_whoever_copies_agrees(said: list[tuple[dict[str, int], ...]]) -> None:
    names = ("a", "b", "c")
    results = set()
    for order in permutations(range(3)):
        readings = {
            name: {f"I{n % 4}.{n}": row[k] for n, row in enumerate(said)} for name, k in zip(names, order, strict=True)
        }
        where = interviews_of(readings)
        results.add(
            (
                on_labels(readings, interviews=where, draws=0).alpha,
                on_strength(readings, interviews=where, draws=0).alpha,
            )
        )
        assert set(disagreements(readings)) <= set(where)
    assert len(results) == 1
    copied = {name: {f"I{n % 4}.{n}": row[0] for n, row in enumerate(said)} for name in names}
    found = on_labels(copied, interviews=interviews_of(copied), draws=0)
    assert found.same == found.units
    assert found.alpha in (1.0, None)
    assert disagreements(copied) == ()
