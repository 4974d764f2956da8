"""Formulas, the parts they mix, weights under each, and how ranks move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.steps.formulas import NAMED, PARTS, Formula, formula_from
from analysis.steps.measure import Measures, measure
from analysis.steps.sensitivity import sensitivity
from analysis.steps.types import Extract, Person
from analysis.steps.weigh import weigh
from analysis.steps.weigh_by import Weighed, ranks_of, weigh_by, weights_by
from tests.analysis.steps.hand_made import Corpus, label, note, person

EFFECTS = ("lien", "metier")
SAID = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", None]),
        st.lists(st.tuples(st.sampled_from(EFFECTS), st.integers(0, 3)), max_size=4),
    ),
    min_size=1,
    max_size=10,
)


def measures_of(corpus: Corpus) -> Measures:
    return measure(corpus.people, corpus.extracts, corpus.table, effects=EFFECTS)


def weighed(corpus: Corpus, formula: Formula, effect: str = "lien", **options: int) -> Weighed:
    return dict(zip(EFFECTS, weigh_by(formula, measures_of(corpus), **options), strict=True))[effect]


def part(corpus: Corpus, name: str, effect: str = "lien") -> float:
    """The value of one part alone."""
    return dict(zip(EFFECTS, weights_by(Formula.of(**{name: 1}), measures_of(corpus)), strict=True))[effect]


@pytest.fixture
def corpus() -> Corpus:
    """Two KPAs; a lasting change, an example, somebody who only denies, somebody silent."""
    notes = (note("a.1", "utile"), note("a.2", "appris"))
    made = Corpus({person("a", "A", notes=notes): [], person("b", "A"): [], person("c", "B"): [], person("d", "B"): []})
    extracts = (
        Extract("1", "a", "a.1", "carte", "utile", 1, 0, 30, "x" * 30, False),
        Extract("2", "a", "a.2", "carte", "appris", 2, 0, 10, "x" * 10, False),
        Extract("3", "b", "b.1", "cloture", None, None, 0, 10, "x" * 10, False),
    )
    for extract, labels in zip(extracts, ((label("lien", 3),), (), (label("lien", 2),)), strict=True):
        made.add(extract.person, extract.id, *labels)
    made.extracts = extracts
    made.add("c", "4", label("lien", 0))
    return made


def test_each_part_of_the_evidence_is_what_its_sentence_says(corpus: Corpus) -> None:
    assert part(corpus, "force") == pytest.approx((3 + 2) / 3 / 4, abs=1e-4)
    assert part(corpus, "personnes") == 2 / 4
    assert part(corpus, "durable") == 1 / 4
    assert part(corpus, "kpa") == 1 / 2
    assert part(corpus, "cartes") == 1 / 2
    assert part(corpus, "passages") == pytest.approx(2 * (1 / 3) / 4, abs=1e-4)
    assert part(corpus, "premiere") == 1 / 4
    assert part(corpus, "temps") == pytest.approx((30 / 40 + 1) / 4)


def test_parts_are_mixed_as_the_line_says(corpus: Corpus) -> None:
    formula = Formula.of(force=2, kpa=1)
    assert formula.line == "poids = (2 × force + KPA) ÷ 3"
    assert weighed(corpus, formula).weight == pytest.approx((2 * 5 / 12 + 0.5) / 3, abs=1e-4)
    assert [name for name, _ in weighed(corpus, formula).parts] == ["force", "kpa"]


def test_each_kpa_can_count_the_same() -> None:
    corpus = Corpus({person(f"a{n}", "A"): [("lien", 3)] for n in range(9)} | {person("b", "B"): []})
    assert weighed(corpus, Formula()).weight == 0.9
    assert weighed(corpus, Formula.of(force=1, each_kpa=True)).weight == 0.5


def test_people_without_a_kpa_are_one_group_when_kpas_count_the_same() -> None:
    said = {person("a", "A"): [("lien", 3)], person("b", "B"): []} | {person(f"n{n}", None): [] for n in range(7)}
    assert weighed(Corpus(said), Formula.of(force=1, each_kpa=True)).weight == pytest.approx(1 / 3, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(SAID)
def test_the_formula_we_start_with_gives_the_weights_of_the_command_line(
    said: list[tuple[str | None, list[tuple[str, int]]]],
) -> None:
    corpus = Corpus({person(f"p{n}", kpa): entries for n, (kpa, entries) in enumerate(said)})
    kept = weigh(corpus.people, corpus.extracts, corpus.table, effects=EFFECTS, draws=300)
    found = weigh_by(Formula(), measures_of(corpus), draws=300)
    for one, other in zip(kept, found, strict=True):
        assert (one.weight, one.low, one.high) == pytest.approx((other.weight, other.low, other.high), abs=2e-4)


@settings(max_examples=40, deadline=None)
@given(SAID, st.dictionaries(st.sampled_from([one.id for one in PARTS]), st.integers(0, 5)), st.booleans())
def test_whatever_the_formula_a_weight_stays_between_0_and_1_and_its_rank_in_its_range(
    said: list[tuple[str | None, list[tuple[str, int]]]], times: dict[str, int], each: bool
) -> None:
    corpus = Corpus({person(f"p{n}", kpa): entries for n, (kpa, entries) in enumerate(said)})
    for one in weigh_by(Formula.of(each_kpa=each, **times), measures_of(corpus), draws=100):
        assert 0 <= one.low <= one.high <= 1
        assert 0 <= one.weight <= 1
        assert 1 <= one.rank_low <= one.rank <= one.rank_high <= 2


def test_nobody_weighs_nothing_and_an_interval_needs_no_person() -> None:
    assert [(one.weight, one.rank) for one in weigh_by(Formula(), measures_of(Corpus({})))] == [(0.0, 1), (0.0, 1)]
    assert weights_by(Formula(), measures_of(Corpus({}))) == (0.0, 0.0)


def test_the_order_of_people_changes_no_number() -> None:
    rng = np.random.default_rng(1)
    said: dict[Person, list[tuple[str, int]]] = {
        person(f"p{n:02}", "ABC"[n % 3]): [("lien", int(rng.integers(1, 4)))] if n % 4 else [] for n in range(12)
    }
    formula = Formula.of(force=1, kpa=1, cartes=1)
    assert weighed(Corpus(said), formula) == weighed(Corpus(dict(reversed(said.items()))), formula)


def test_a_formula_is_kept_and_read_back_and_what_is_not_understood_is_left_out() -> None:
    formula = Formula.of(force=2, temps=1, each_kpa=True)
    assert formula_from(formula.as_json()) == formula
    assert formula.eases
    assert Formula().as_json() == {}
    assert formula_from({}) == formula_from({"parts": {"force": "2", "rien": 4}, "each_kpa": "oui"}) == Formula()
    assert formula_from({"parts": [1]}) == Formula()
    assert Formula.of(personnes=0) == Formula()
    assert Formula.of(force=99).times == (("force", 5),)


def test_only_formulas_put_aside_favour_who_speaks_easily() -> None:
    assert {one.id for one in NAMED if one.formula.eases} == {one.id for one in NAMED if one.aside} == {"parole"}


def test_ranks_move_with_the_formula_and_the_range_leaves_out_what_is_aside() -> None:
    said = {person(f"a{n}", "A"): [("lien", 1)] for n in range(3)}
    said |= {person("b", "B"): [("metier", 3), ("metier", 3)], person("c", "B"): [("metier", 3)]}
    found = sensitivity(measures_of(Corpus(said)), chosen=Formula.of(durable=3))
    assert found.formulas[0].name == "Votre formule"
    lien, metier = found.rows
    by_name = dict(zip([one.id for one in found.formulas], lien.ranks, strict=True))
    assert (by_name["force"], by_name["personnes"], by_name["durable"]) == (2, 1, 2)
    assert (lien.best, lien.worst, metier.best, metier.worst) == (1, 2, 1, 2)
    assert found.steady == 2
    assert sensitivity(measures_of(Corpus(said)), chosen=Formula()).formulas == NAMED


def test_a_formula_put_aside_widens_no_range_unless_it_is_the_chosen_one() -> None:
    corpus = Corpus(
        {person(name, "AB"[n % 2]): [("lien", 2), ("", 1)] for n, name in enumerate("abc")} | {person("d"): []}
    )
    corpus.extracts = tuple(
        replace(one, rank=2, text="x" * (5 if one.id.endswith(".1") else 95)) for one in corpus.extracts
    )
    corpus.add("d", "first", label("metier", 1))  # one person, at once, and of nothing else
    aside = next(one.formula for one in NAMED if one.aside)
    for chosen, worst in ((Formula(), 1), (aside, 2)):
        lien, _ = sensitivity(measures_of(corpus), chosen=chosen).rows
        assert (lien.best, lien.worst, max(lien.ranks)) == (1, worst, 2)


def test_equal_weights_share_a_rank() -> None:
    assert ranks_of([0.5, 0.9, 0.5, 0.1]) == (2, 1, 2, 4)
