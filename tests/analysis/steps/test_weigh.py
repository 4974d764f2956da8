from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.steps.types import Weight
from analysis.steps.weigh import weigh
from tests.analysis.steps.hand_made import Corpus, label, person

PEOPLE = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", None]), st.lists(st.integers(0, 3), max_size=4)), min_size=1, max_size=12
)


def weight_of(corpus: Corpus, effect: str = "confiance", **options: int) -> Weight:
    (found,) = weigh(corpus.people, corpus.extracts, corpus.table, effects=[effect], **options)
    return found


def test_the_weight_is_the_mean_of_a_third_of_the_strongest_evidence() -> None:
    corpus = Corpus(
        {
            person("a"): [("confiance", 3), ("confiance", 1)],
            person("b"): [("confiance", 1)],
            person("c", "B"): [("confiance", 2)],
            person("d", "B"): [],
        }
    )
    found = weight_of(corpus)
    assert found.weight == pytest.approx((3 + 1 + 2 + 0) / 3 / 4)
    assert (found.people, found.base, found.extracts, found.kpas) == (3, 4, 4, 2)
    assert found.by_strength == (1, 1, 1)


def test_a_person_who_says_it_ten_times_counts_once() -> None:
    talkative = Corpus({person("a"): [("confiance", 2)] * 10, person("b"): [], person("c", "B"): []})
    brief = Corpus({person("a"): [("confiance", 2)], person("b"): [], person("c", "B"): []})
    assert weight_of(talkative).weight == weight_of(brief).weight
    assert weight_of(talkative).people == weight_of(brief).people == 1
    assert (weight_of(talkative).extracts, weight_of(brief).extracts) == (10, 1)


def test_the_contrary_is_counted_by_people_and_weighs_nothing() -> None:
    corpus = Corpus(
        {person("a"): [("confiance", 0), ("confiance", 0)], person("b", "B"): [("confiance", 1), ("confiance", 0)]}
    )
    found = weight_of(corpus)
    assert found.contrary == 2
    assert (found.people, found.extracts, found.kpas) == (1, 1, 1)
    assert found.weight == pytest.approx(1 / 6, abs=1e-4)


def test_nobody_weighs_nothing() -> None:
    found = weigh((), (), {}, effects=["confiance", "projection"])
    assert [w.effect for w in found] == ["confiance", "projection"]
    assert all(
        (w.weight, w.low, w.high, w.people, w.base, w.people_low, w.people_high) == (0, 0, 0, 0, 0, 0, 0) for w in found
    )


def test_an_effect_nobody_speaks_of_has_a_weight_of_zero_on_the_whole_base() -> None:
    found = weight_of(Corpus({person("a"): [("projection", 3)], person("b", "B"): []}))
    assert (found.weight, found.low, found.high, found.people, found.base) == (0, 0, 0, 0, 2)
    assert found.cards == ()


def test_a_single_kpa_redraws_its_people_so_that_the_interval_is_not_a_point() -> None:
    corpus = Corpus({person(f"p{n}"): [("confiance", 3)] if n % 2 else [] for n in range(10)})
    found = weight_of(corpus)
    assert found.weight == 0.5
    assert found.low < 0.5 < found.high


def test_two_kpas_that_agree_inside_and_differ_outside_give_the_widest_interval() -> None:
    said = {person(f"a{n}", "A"): [("confiance", 3)] for n in range(5)} | {person(f"b{n}", "B"): [] for n in range(5)}
    found = weight_of(Corpus(said))
    assert (found.low, found.weight, found.high) == (0.0, 0.5, 1.0)
    assert (found.people_low, found.people_high) == (0, 10)


def test_people_without_kpa_stand_alone_and_are_no_kpa() -> None:
    corpus = Corpus(
        {person("a", None): [("confiance", 3)], person("b", None): [("confiance", 3)], person("c", "C"): []}
    )
    assert weight_of(corpus).kpas == 0
    assert weight_of(corpus).low < weight_of(corpus).high


def test_the_same_seed_gives_the_same_interval_whatever_the_order_of_people() -> None:
    rng = np.random.default_rng(3)
    said = {
        person(f"p{n}", "ABCD"[n % 4]): [("confiance", int(rng.integers(1, 4)))] if n % 3 else [] for n in range(20)
    }
    backwards = dict(reversed(said.items()))
    assert weight_of(Corpus(said), seed=5) == weight_of(Corpus(said), seed=5)
    assert weight_of(Corpus(said), seed=5) == weight_of(Corpus(backwards), seed=5)


def test_the_effects_keep_the_order_asked_for() -> None:
    corpus = Corpus({person("a"): [("b", 1), ("a", 2)]})
    found = weigh(corpus.people, corpus.extracts, corpus.table, effects=["b", "c", "a"])
    assert [w.effect for w in found] == ["b", "c", "a"]


def test_cards_are_counted_by_extract_most_first_then_by_name() -> None:
    corpus = Corpus({person("a"): []})
    for name, card in (("1", "utile"), ("2", "appris"), ("3", "change"), ("4", "change"), ("5", None)):
        corpus.add("a", name, label("confiance"), card=card)
    assert weight_of(corpus).cards == (("change", 2), ("appris", 1), ("utile", 1))


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_whatever_is_said_the_interval_holds_the_weight_and_stays_between_0_and_1(
    said: list[tuple[str | None, list[int]]],
) -> None:
    corpus = Corpus(
        {person(f"p{n}", kpa): [("confiance", s) for s in strengths] for n, (kpa, strengths) in enumerate(said)}
    )
    found = weight_of(corpus, draws=400)
    assert 0 <= found.low <= found.weight <= found.high <= 1
    assert 0 <= found.people_low <= found.people <= found.people_high <= found.base
    assert sum(found.by_strength) == found.people
    assert found.contrary <= found.base
