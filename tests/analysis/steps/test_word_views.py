"""The plane, the words of publics and the graph of words: known answers on small tables, and nothing from nothing."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.steps.correspondence import correspond
from analysis.steps.lexical_table import lexical_table
from analysis.steps.similarity_graph import Tie, communities, laid_out, spanning_tree
from analysis.steps.specificities import specificity
from analysis.steps.stability import agreement, stability

TIES = np.array([[0, 5, 1, 0], [5, 0, 0, 0], [1, 0, 0, 4], [0, 0, 4, 0]], dtype=float)


def test_the_tree_keeps_the_strongest_ties_without_a_loop() -> None:
    looped = TIES.copy()
    looped[1, 2] = looped[2, 1] = 0.5
    assert spanning_tree(TIES) == (Tie(0, 1, 5), Tie(2, 3, 4), Tie(0, 2, 1)) == spanning_tree(looped)
    assert spanning_tree(np.zeros((3, 3))) == ()


def test_words_held_together_are_one_group_and_lone_words_their_own() -> None:
    assert communities(TIES) == (0, 0, 1, 1)
    assert communities(np.zeros((3, 3))) == (0, 1, 2)


def test_words_near_in_the_tree_are_near_on_the_sheet() -> None:
    place = laid_out(4, spanning_tree(TIES))
    gap = [float(np.hypot(*(place[a] - place[b]))) for a, b in ((0, 1), (1, 3))]
    assert gap[0] < gap[1]
    assert place.min() == 0
    assert place.max() == 1
    assert laid_out(0, ()).shape == (0, 2)


def test_columns_that_share_words_are_near_and_the_shares_add_up() -> None:
    table = np.array([[9, 8, 0], [8, 9, 1], [0, 1, 9], [1, 0, 8.0]])
    found = correspond(table, table[:, :1] * 2)
    assert found is not None
    near, far = np.abs(found.columns[0] - found.columns[1]).sum(), np.abs(found.columns[0] - found.columns[2]).sum()
    assert near < far
    assert found.beside[0] == pytest.approx(found.columns[0], abs=1e-3)
    assert sum(found.shares) == pytest.approx(1.0)


@pytest.mark.parametrize("table", [np.zeros((3, 3)), np.ones((4, 2)), np.ones((4, 4))])
def test_without_differences_there_is_no_plane(table: np.ndarray) -> None:
    assert correspond(table, table[:, :0]) is None


def test_specificity_is_the_power_of_ten_of_an_exact_chance() -> None:
    # All five of five in a part of half: 126 / 15504 when the part is 10 of 20 with 5 hits: C(10,5) / C(20,5).
    assert specificity(5, 10, 5, 20) == round(-np.log10(252 / 15504), 2)
    assert specificity(0, 10, 5, 20) == -specificity(5, 10, 5, 20)
    assert specificity(3, 10, 0, 20) == specificity(3, 20, 5, 20) == specificity(2, 10, 4, 20) == 0.0


def test_the_table_leaves_out_empty_and_rare_words_and_counts_texts() -> None:
    table = lexical_table(["Les jardins, le jardin", "un jardin bleu", "jardin et bleu, 12", ""], least=2)
    assert table.words == ("bleu", "jardin")
    assert table.of([0, 1, 2]).tolist() == [2, 3]


def test_a_grouping_that_comes_back_is_stable_and_one_of_chance_is_not() -> None:
    labels = [0] * 20 + [1] * 20
    same = stability(labels, lambda kept: [labels[i] + 7 for i in kept])
    assert same.agreement == 1.0
    assert same.themes == {0: 1.0, 1: 1.0}
    chance = stability(labels, lambda kept: [i % 2 for i in range(len(kept))])
    assert abs(chance.agreement) < 0.1
    assert max(chance.themes.values()) < 0.6
    assert agreement([None, None, 0], [1, 1, None]) == 1.0
