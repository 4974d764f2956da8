"""The grouping bench counts what it says it counts, on sets of enough texts, no two alike."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.analysis.steps.fake_encoder import FakeEncoder
from tests.bench.grouping import GOLD, LabelledTexts, Score, best_of, our_examples, read_set, reinert, scores

THINGS = {"jardin": ("tomate", "arrosoir", "serre", "semis"), "couture": ("ourlet", "tissu", "aiguille", "patron")}
TEXTS = tuple(
    (f"{one} {other} {third}", label)
    for label, words in THINGS.items()
    for one in words
    for other in words
    for third in words
    if len({one, other, third}) == 3
)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.csv")), ids=lambda path: path.stem)
def test_a_set_has_two_hundred_texts_no_two_alike_and_even_groups(path: object) -> None:
    found = read_set(path)  # type: ignore[arg-type]
    assert len(set(found.texts)) == len(found.texts) >= 200
    assert min(Counter(found.labels).values()) >= 20


def test_our_examples_are_there_with_their_eight_effects() -> None:
    assert len(set(our_examples().labels)) == 8


def test_what_is_easy_is_found_by_every_method_and_measured_as_one() -> None:
    found = scores(LabelledTexts("facile", *zip(*TEXTS, strict=True)), encoder=FakeEncoder())  # type: ignore[arg-type]
    assert [score.method for score in found] == ["KMeans TF-IDF", "KMeans vecteurs", "Reinert", "regrouper"]
    assert [round(score.ari, 6) for score in found] == [1.0] * 4


def test_reinert_never_makes_a_crumb() -> None:
    assert min(Counter(reinert([text for text, _ in TEXTS], 4).tolist()).values()) >= len(TEXTS) // 8


def test_the_best_is_the_best_on_average() -> None:
    one, other = [Score("a", 0.5, 0, 0), Score("b", 0.4, 0, 0)], [Score("a", 0.1, 0, 0), Score("b", 0.3, 0, 0)]
    assert best_of([one, other]) == "b"
