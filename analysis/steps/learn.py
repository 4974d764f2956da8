"""Learning by likeness: kernel ridge regression, its held-out scores for free, and calibrated confidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg
from scipy.linalg import lapack

from analysis.steps.features import Matrix

_GRID = np.linspace(0.08, 0.7, 63)


@dataclass(frozen=True, slots=True)
class Fit:
    """``dual`` (n, k) weighs each learnt text for each target; ``mean`` (k,) is the answer far from all of them.

    ``held_out`` (n, k) is what the model would say of each text had it not learnt it (leave-one-out in closed form:
    Rasmussen & Williams, 2006, eq. 5.12).
    """

    dual: Matrix
    mean: Matrix
    held_out: Matrix

    def scores(self, likeness: Matrix) -> Matrix:
        """Scores (m, k) of m texts from their likeness (m, n) to the learnt ones."""
        return np.asarray(likeness @ self.dual + self.mean)


def fit(likeness: Matrix, targets: Matrix, *, noise: Matrix, mean: Matrix, hold_out: bool = True) -> Fit:
    """Fit every target at once.

    Args:
        likeness: (n, n), symmetric.
        targets: (n, k), 1 = carries it.
        noise: (n,), how little each row is trusted (> 0; 1 = an ordinary example).
        mean: (k,), the answer when nothing is alike.
        hold_out: whether the held-out scores are wanted; without them (0, k) stands there and fitting is quicker.
    """
    system = likeness + np.diag(noise)
    if not hold_out:
        dual = linalg.solve(system, targets - mean, assume_a="pos", overwrite_a=True)
        return Fit(np.asarray(dual), mean, np.zeros((0, targets.shape[1])))
    inverse = _inverse(system)
    dual = inverse @ (targets - mean)
    held_out = targets - dual / np.diag(inverse)[:, None]
    return Fit(dual, mean, held_out)


def _inverse(matrix: Matrix) -> Matrix:
    """Inverse of a symmetric positive matrix by Cholesky, three times as fast as the general one."""
    factor, _ = lapack.dpotrf(matrix, lower=1)
    half, _ = lapack.dpotri(factor, lower=1, overwrite_c=1)  # its upper half is zeros, as the factor's
    whole = half + half.T
    whole.flat[:: len(whole) + 1] /= 2
    return np.asarray(whole)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Score → confidence, one logistic curve a target, and the confidence from which the target is said."""

    slope: Matrix
    offset: Matrix
    threshold: Matrix

    def confidence(self, scores: Matrix) -> Matrix:
        """Confidences 0–1, same shape as ``scores``, rounded so that the order of sums cannot change a decision."""
        return np.round(_logistic(scores * self.slope + self.offset), 6)


def calibrate(
    scores: Matrix, targets: Matrix, *, weights: Matrix, start: tuple[float, float], threshold: float
) -> Calibration:
    """Learn the curves and thresholds from held-out scores; few examples stay near ``start`` and ``threshold``.

    Args:
        scores: (n, k) held-out scores; n may be 0.
        targets: (n, k), 0 or 1.
        weights: (n,), how much each row counts.
        start: slope and offset believed before any example.
        threshold: threshold believed before any example.
    """
    count = targets.shape[1]
    shared = _curve(scores.ravel(), targets.ravel(), np.repeat(weights, count), start=start, pull=2.0)
    curves = [_curve(scores[:, k], targets[:, k], weights, start=shared, pull=4.0) for k in range(count)]
    slope, offset = (np.array(values) for values in zip(*curves, strict=True))
    sure = _logistic(scores * slope + offset)
    chosen = [_threshold(sure[:, k], targets[:, k], weights, start=threshold) for k in range(count)]
    return Calibration(slope, offset, np.round(np.array(chosen), 6))


def _logistic(values: Matrix) -> Matrix:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30, 30))))


def _curve(
    scores: Matrix, targets: Matrix, weights: Matrix, *, start: tuple[float, float], pull: float
) -> tuple[float, float]:
    """Logistic curve of one target by damped Newton steps, pulled towards ``start`` (Platt scaling with a prior)."""
    prior = np.array(start, dtype=np.float64)
    spring = pull * np.diag([1.0 / max(abs(start[0]), 1.0) ** 2, 1.0])
    inputs = np.column_stack([scores, np.ones(len(scores))])

    def loss(at: Matrix) -> float:
        values = inputs @ at
        return float(weights @ (np.logaddexp(0, values) - targets * values) + (at - prior) @ spring @ (at - prior) / 2)

    guess = prior.copy()
    for _ in range(100):
        sure = _logistic(inputs @ guess)
        slope = inputs.T @ (weights * (sure - targets)) + spring @ (guess - prior)
        curvature = (inputs * (weights * sure * (1 - sure))[:, None]).T @ inputs + spring
        step = np.linalg.solve(curvature, slope)
        size = 1.0
        # A full Newton step overshoots when the start is steep: the loss must fall.
        while loss(guess - size * step) > loss(guess) and size > 1e-6:
            size /= 2
        guess = guess - size * step
        if float(np.abs(size * step).max()) < 1e-8:
            break
    return float(guess[0]), float(guess[1])


def _threshold(sure: Matrix, targets: Matrix, weights: Matrix, *, start: float) -> float:
    """The confidence with the best F1, smoothed over the grid; rare targets stay near ``start``."""
    positives = float((weights * targets).sum())
    if not positives:
        return start
    said = sure[None, :] >= _GRID[:, None]
    right = (said * targets) @ weights
    scores = 2 * right / (said @ weights + positives)
    smooth = np.convolve(np.pad(scores, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    best = float(_GRID[int(np.argmax(np.round(smooth, 9)))])
    return (best * positives + start * 10) / (positives + 10)
