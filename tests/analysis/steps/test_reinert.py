"""Worlds of words: two vocabularies are parted, what two cuts do not agree on stays aside, a run is the same twice."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.steps.lexical_table import lexical_table
from analysis.steps.reinert import descend, double_classes, pieces, signed_chi2

GARDEN, SEWING, TRAIN = (
    ("tomate", "arrosoir", "serre", "semis"),
    ("ourlet", "tissu", "aiguille", "fil"),
    ("quai", "gare", "wagon", "billet"),
)


def said(words: tuple[str, ...], times: int) -> list[str]:
    rng = np.random.default_rng(3)
    return [" ".join(rng.choice(words, 3, replace=False)) for _ in range(times)]


TEXTS = said(GARDEN, 20) + said(SEWING, 16) + said(TRAIN, 12)
TRUTH = [0] * 20 + [1] * 16 + [2] * 12


def test_vocabularies_that_share_no_word_are_parted_exactly() -> None:
    found = descend(lexical_table(TEXTS).rows, 3).tolist()
    assert len({(mine, theirs) for mine, theirs in zip(found, TRUTH, strict=True)}) == 3


def test_no_class_is_smaller_than_asked_and_one_text_cannot_be_cut() -> None:
    assert min(np.bincount(descend(lexical_table(TEXTS).rows, 6, least=7))) >= 7
    assert descend(lexical_table(["tomate"], least=1).rows, 3).tolist() == [0]
    assert descend(lexical_table([], least=1).rows, 3).tolist() == []


def test_both_cuts_agree_on_plain_vocabularies_and_the_largest_world_is_first() -> None:
    rows, alone = lexical_table(TEXTS).rows, np.arange(len(TEXTS))
    found = double_classes(rows, alone, alone, most=3)
    assert found.tolist() == TRUTH
    assert found.tolist() == double_classes(rows, alone, alone, most=3).tolist()


def test_words_in_no_order_are_left_aside() -> None:
    rng = np.random.default_rng(0)
    noise = [" ".join(rng.choice(GARDEN + SEWING + TRAIN, 4)) for _ in range(60)]
    speakers = [f"p{n // 6}" for n in range(60)]
    rows = lexical_table(noise).rows
    found = double_classes(rows, pieces(speakers, [4] * 60, least=1), pieces(speakers, [4] * 60, least=12))
    assert (found < 0).sum() > 5


def test_a_piece_never_mixes_two_people() -> None:
    assert pieces(["a", "a", "a", "b", "b"], [3, 3, 3, 3, 3], least=5).tolist() == [0, 0, 1, 2, 2]
    assert pieces([], [], least=5).tolist() == []


@pytest.mark.parametrize(("inside", "expected"), [(8.0, 15.0), (2.0, -0.9375), (3.2, 0.0)])
def test_chi2_is_that_of_a_table_of_two_by_two(inside: float, expected: float) -> None:
    # 8 of 40 texts hold the word, 16 are in the class: 3.2 are expected in it.
    assert float(signed_chi2(np.array([inside]), np.array([8.0]), 16, 40)[0]) == pytest.approx(expected)
