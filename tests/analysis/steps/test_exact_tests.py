from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.steps.exact_tests import Pair, fisher, fisher_within, holm, verdict

SMALL = st.tuples(st.integers(0, 9), st.integers(0, 9)).flatmap(
    lambda bases: st.tuples(
        st.integers(0, bases[0]), st.just(bases[0]), st.integers(0, bases[1]), st.just(bases[1])
    ).map(lambda four: Pair(*four))
)


def counted(strata: list[Pair]) -> float:
    """By hand: every way of sharing who speaks out, in whole numbers."""

    def ways(pair: Pair) -> list[tuple[int, int]]:
        said = pair.people + pair.others
        return [
            (k, comb(pair.base, k) * comb(pair.others_base, said - k))
            for k in range(max(0, said - pair.others_base), min(said, pair.base) + 1)
        ]

    totals: dict[int, int] = {}
    for picked in product(*(ways(pair) for pair in strata)):
        product_of = 1
        for _, number in picked:
            product_of *= number
        total = sum(count for count, _ in picked)
        totals[total] = totals.get(total, 0) + product_of
    seen = totals[sum(pair.people for pair in strata)]
    return sum(number for number in totals.values() if number <= seen) / sum(totals.values())


def test_the_lady_who_tastes_tea() -> None:
    assert fisher(Pair(3, 4, 1, 4)) == pytest.approx(0.485714, abs=1e-6)
    assert fisher(Pair(4, 4, 0, 4)) == pytest.approx(2 / 70)


@given(SMALL)
def test_the_exact_test_is_what_counting_by_hand_gives(pair: Pair) -> None:
    assert fisher(pair) == pytest.approx(counted([pair]), abs=1e-9)


@given(st.lists(SMALL, min_size=1, max_size=3))
def test_within_kpas_it_is_what_counting_by_hand_gives(strata: list[Pair]) -> None:
    assert fisher_within(strata) == pytest.approx(counted(strata), abs=1e-9)


@given(SMALL)
def test_the_side_that_is_named_first_does_not_matter(pair: Pair) -> None:
    turned = Pair(pair.others, pair.others_base, pair.people, pair.base)
    assert fisher(pair) == pytest.approx(fisher(turned))


def test_an_empty_group_proves_nothing_and_thousands_overflow_nothing() -> None:
    assert fisher(Pair(0, 0, 5, 9)) == 1.0
    assert 0.63 < fisher(Pair(400, 1000, 900, 2300)) < 0.65
    assert fisher(Pair(3000, 3000, 0, 3000)) < 1e-300 or fisher(Pair(3000, 3000, 0, 3000)) == pytest.approx(0)


def test_a_gap_that_lies_between_kpas_only_is_no_gap_within_them() -> None:
    everywhere = [Pair(9, 9, 5, 5), Pair(0, 1, 0, 15)]
    assert fisher(Pair(9, 10, 5, 20)) < 0.01
    assert fisher_within(everywhere) == 1.0


def test_looking_at_many_effects_raises_every_chance_in_order() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([0.9, 0.8]) == (1.0, 1.0)
    assert holm([]) == ()


@pytest.mark.parametrize(
    ("pair", "chance", "corrected", "said"),
    [
        (Pair(9, 10, 1, 10), 0.001, 0.01, "piste"),
        (Pair(9, 10, 4, 10), 0.03, 0.2, "fragile"),
        (Pair(6, 10, 4, 10), 0.6, 1.0, "rien"),
        (Pair(4, 4, 0, 10), 0.001, 0.001, "trop-peu"),
        (Pair(9, 10, 0, 4), 0.001, 0.001, "trop-peu"),
    ],
)
def test_what_may_be_said_of_a_gap(pair: Pair, chance: float, corrected: float, said: str) -> None:
    assert verdict(pair, chance=chance, corrected=corrected) == said
