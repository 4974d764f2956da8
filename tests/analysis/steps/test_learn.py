"""The closed form of leave-one-out tells the truth, and calibration stays sensible with little to learn from."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.steps.features import Matrix
from analysis.steps.learn import calibrate, fit


def kernel(rows: int) -> tuple[Matrix, Matrix]:
    random = np.random.default_rng(3)
    points = random.standard_normal((rows, 4))
    return points @ points.T, (points[:, :2] > 0).astype(float)


def test_held_out_scores_are_those_of_a_model_that_did_not_learn_the_row() -> None:
    likeness, targets = kernel(12)
    noise, mean = np.linspace(0.5, 2, 12), np.array([0.4, 0.5])
    whole = fit(likeness, targets, noise=noise, mean=mean)
    rest = np.arange(12) != 7
    without = fit(likeness[np.ix_(rest, rest)], targets[rest], noise=noise[rest], mean=mean)
    assert without.scores(likeness[[7]][:, rest])[0] == pytest.approx(whole.held_out[7])


def test_a_voice_is_left_out_whole() -> None:
    likeness, targets = kernel(12)
    noise, mean = np.ones(12), np.array([0.4, 0.5])
    whole = fit(likeness, targets, noise=noise, mean=mean, voices=["", "u", "", "u"] + [""] * 8)
    rest = np.array([row for row in range(12) if row not in (1, 3)])
    without = fit(likeness[np.ix_(rest, rest)], targets[rest], noise=noise[rest], mean=mean)
    assert without.scores(likeness[[1, 3]][:, rest]) == pytest.approx(whole.held_out[[1, 3]])


def test_many_rows_are_solved_as_exactly_as_few() -> None:
    likeness, targets = kernel(1200)
    whole = fit(likeness, targets, noise=np.ones(1200), mean=np.array([0.4, 0.5]))
    exact = fit(likeness, targets, noise=np.ones(1200), mean=np.array([0.4, 0.5]), hold_out=False)
    assert whole.dual == pytest.approx(exact.dual, abs=1e-4)


def test_another_score_counts_when_many_rows_say_so() -> None:
    random = np.random.default_rng(1)
    signal = random.choice([-1.0, 1.0], (2000, 1))
    scores = random.uniform(0.3, 0.6, (2000, 1))
    sure = {}
    for count in (20, 2000):
        curves = calibrate(
            scores[:count],
            (signal[:count] > 0).astype(float),
            weights=np.ones(count),
            start=(20.0, -5.0),
            threshold=0.3,
            signals=signal[:count],
        )
        sure[count] = curves.confidence(np.array([[0.45]]), np.array([[1.0]]))[0, 0]
    assert sure[20] < 0.9 < sure[2000]


def test_confidence_grows_with_the_score_and_says_how_often_it_is_right() -> None:
    random = np.random.default_rng(0)
    scores = random.uniform(0, 1, (4000, 1))
    targets = (random.uniform(0, 1, (4000, 1)) < scores).astype(float)
    curves = calibrate(scores, targets, weights=np.ones(4000), start=(20.0, -5.0), threshold=0.3)
    low, middle, high = curves.confidence(np.array([[0.1], [0.5], [0.9]]))[:, 0]
    assert low < middle < high
    assert middle == pytest.approx(0.5, abs=0.06)


def test_without_examples_what_was_believed_stays() -> None:
    curves = calibrate(np.zeros((0, 2)), np.zeros((0, 2)), weights=np.zeros(0), start=(20.0, -5.0), threshold=0.3)
    assert curves.slope == pytest.approx([20, 20])
    assert curves.threshold == pytest.approx([0.3, 0.3])


@pytest.mark.parametrize("told", [0.0, 1.0])
def test_targets_all_alike_do_not_break_the_curve(told: float) -> None:
    scores = np.linspace(0, 1, 50)[:, None]
    curves = calibrate(scores, np.full((50, 1), told), weights=np.ones(50), start=(20.0, -5.0), threshold=0.3)
    assert np.isfinite(curves.slope).all()
    assert 0 < curves.threshold[0] < 1
