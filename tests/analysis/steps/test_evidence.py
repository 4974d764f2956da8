from __future__ import annotations

import pytest

from analysis.steps.evidence import NOTHING, age_group, gather_evidence
from analysis.steps.types import Label
from tests.analysis.steps.hand_made import Corpus, label, person


def test_the_strongest_of_a_persons_evidence_is_kept_with_every_extract() -> None:
    corpus = Corpus({person("a"): [("confiance", 1), ("confiance", 3), ("confiance", 2)]})
    found = corpus.table["a"]["confiance"]
    assert (found.strength, found.extracts, found.contrary) == (3, ("a.1", "a.2", "a.3"), ())


def test_what_did_not_come_is_contrary_and_has_no_strength() -> None:
    found = Corpus({person("a"): [("projection", 0)]}).table["a"]["projection"]
    assert (found.strength, found.extracts, found.contrary) == (0, (), ("a.1",))


def test_a_negative_label_never_counts_as_evidence_even_with_a_strength() -> None:
    corpus = Corpus({person("a"): []})
    corpus.add("a", "x", Label("confiance", "negative", 3, 0.9))
    assert corpus.table["a"]["confiance"].strength == 0
    assert corpus.table["a"]["confiance"].contrary == ("x",)


def test_one_person_can_say_both() -> None:
    found = Corpus({person("a"): [("confiance", 2), ("confiance", 0)]}).table["a"]["confiance"]
    assert (found.strength, found.extracts, found.contrary) == (2, ("a.1",), ("a.2",))


def test_everybody_has_a_row_even_silent() -> None:
    assert Corpus({person("a"): [], person("b"): [("confiance", 1)]}).table["a"] == {}


def test_an_extract_that_was_not_read_says_nothing() -> None:
    corpus = Corpus({person("a"): [("confiance", 1)]})
    assert gather_evidence(corpus.people, corpus.extracts, {}) == {"a": {}}


def test_nobody_gives_an_empty_table() -> None:
    assert gather_evidence((), (), {}) == {}


def test_a_positive_label_without_strength_is_evoked() -> None:
    corpus = Corpus({person("a"): []})
    corpus.add("a", "x", Label("confiance", "positive", None, 0.9))
    assert corpus.table["a"]["confiance"].strength == 1


def test_what_was_not_said_is_nothing() -> None:
    assert (NOTHING.strength, NOTHING.extracts, NOTHING.contrary) == (0, (), ())
    assert "confiance" not in Corpus({person("a"): [("projection", 1)]}).table["a"]


def test_two_effects_of_one_extract_are_both_counted() -> None:
    corpus = Corpus({person("a"): []})
    corpus.add("a", "x", label("confiance", 2), label("projection", 1))
    assert {effect: e.strength for effect, e in corpus.table["a"].items()} == {"confiance": 2, "projection": 1}


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (16, "16-24"),
        (24, "16-24"),
        (25, "25-39"),
        (39, "25-39"),
        (40, "40-54"),
        (54, "40-54"),
        (55, "55+"),
        (99, "55+"),
        (None, "inconnu"),
        (0, "16-24"),
    ],
)
def test_age_bands_start_at_their_first_year(age: int | None, band: str) -> None:
    assert age_group(age) == band
