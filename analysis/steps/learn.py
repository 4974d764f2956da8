"""Learning by likeness: kernel ridge regression, its held-out scores for free, and calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg
from scipy.linalg import lapack

from analysis.steps.features import Matrix

_GRID = np.linspace(0.08, 0.7, 63)
_SIGNAL_SPRING = 12.0  # how much evidence it takes before another score counts
_LARGE = 1000  # from that many texts on, the inverse is made in single precision and the answer refined


@dataclass(frozen=True, slots=True)
class Fit:
    """``dual`` (n, k) weighs each learnt text for each target; ``mean`` (k,) is the answer far from all of them.

    ``held_out`` (n, k) is what the model would say of each text had it not learnt it, nor what the same person said
    (leave-out in closed form: Rasmussen & Williams, 2006, eq. 5.12, by blocks).
    """

    dual: Matrix
    mean: Matrix
    held_out: Matrix

    def scores(self, likeness: Matrix) -> Matrix:
        """Scores (m, k) of m texts from their likeness (m, n) to the learnt ones."""
        return np.asarray(likeness @ self.dual + self.mean)


def fit(
    likeness: Matrix,
    targets: Matrix,
    *,
    noise: Matrix,
    mean: Matrix,
    hold_out: bool = True,
    voices: Sequence[str] | None = None,
) -> Fit:
    """Fit every target at once.

    Args:
        likeness: (n, n), symmetric.
        targets: (n, k), 1 = carries it.
        noise: (n,), how little each row is trusted (> 0; 1 = an ordinary example).
        mean: (k,), the answer when nothing is alike.
        hold_out: whether the held-out scores are wanted; without them (0, k) stands there and fitting is quicker.
        voices: who speaks in each row, "" = nobody else's; None = each row alone.
    """
    system = likeness + np.diag(noise)
    if not hold_out:
        dual = linalg.solve(system, targets - mean, assume_a="pos", overwrite_a=True)
        return Fit(np.asarray(dual), mean, np.zeros((0, targets.shape[1])))
    inverse = _inverse(system)
    dual = inverse @ (targets - mean)
    dual += inverse @ (targets - mean - system @ dual)
    return Fit(dual, mean, targets - _left_out(inverse, dual, voices))


def _left_out(inverse: Matrix, dual: Matrix, voices: Sequence[str] | None) -> Matrix:
    """How far each row's target is from what the others say of it, whole voices left out, shape (n, k)."""
    far = dual / np.diag(inverse)[:, None]
    together: dict[str, list[int]] = {}
    for row, voice in enumerate(voices or ()):
        if voice:
            together.setdefault(voice, []).append(row)
    for rows in together.values():
        far[rows] = np.linalg.solve(inverse[np.ix_(rows, rows)], dual[rows])
    return np.asarray(far)


def _inverse(matrix: Matrix) -> Matrix:
    """Inverse of a symmetric positive matrix by Cholesky, three times as fast as the general one."""
    if len(matrix) < _LARGE:
        factor, _ = lapack.dpotrf(matrix, lower=1)
        half, _ = lapack.dpotri(factor, lower=1, overwrite_c=1)  # its upper half is zeros, as the factor's
    else:
        factor, _ = lapack.spotrf(matrix.astype(np.float32), lower=1, overwrite_a=1)
        half, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    whole = half + half.T
    whole.flat[:: len(whole) + 1] /= 2
    return np.asarray(whole, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scores → confidence, one logistic curve a target, and the confidence from which the target is said.

    ``pulls`` (signals, k) is what the other scores of the same text add to a target's curve.
    """

    slope: Matrix
    offset: Matrix
    threshold: Matrix
    pulls: Matrix

    def confidence(self, scores: Matrix, signals: Matrix | None = None) -> Matrix:
        """Confidences 0–1, same shape as ``scores``, rounded so that the order of sums cannot change a decision."""
        values = scores * self.slope + self.offset
        return np.round(_logistic(values if signals is None else values + signals @ self.pulls), 6)


def calibrate(
    scores: Matrix,
    targets: Matrix,
    *,
    weights: Matrix,
    start: tuple[float, float],
    threshold: float,
    signals: Matrix | None = None,
) -> Calibration:
    """Learn the curves and thresholds from held-out scores; few examples stay near ``start`` and ``threshold``.

    Args:
        scores: (n, k) held-out scores; n may be 0.
        targets: (n, k), 0 or 1.
        weights: (n,), how much each row counts.
        start: slope and offset believed before any example.
        threshold: threshold believed before any example.
        signals: (n, s) whatever else is known of each row, about ±1; they weigh nothing until many rows say so.
    """
    count = targets.shape[1]
    known = np.zeros((len(scores), 0)) if signals is None else signals
    shared = _curve(scores.ravel(), targets.ravel(), np.repeat(weights, count), start=start, pull=2.0)
    curves = [_curve(scores[:, k], targets[:, k], weights, start=shared, pull=4.0) for k in range(count)]
    slope, offset = (np.array(values) for values in zip(*curves, strict=True))
    values = scores * slope + offset
    pulls = [_pulls(known, values[:, k], targets[:, k], weights) for k in range(count)]
    sure = _logistic(values + known @ np.column_stack(pulls))
    chosen = [_threshold(sure[:, k], targets[:, k], weights, start=threshold) for k in range(count)]
    return Calibration(slope, offset, np.round(np.array(chosen), 6), np.column_stack(pulls))


def _logistic(values: Matrix) -> Matrix:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30, 30))))


def _curve(
    scores: Matrix, targets: Matrix, weights: Matrix, *, start: tuple[float, float], pull: float
) -> tuple[float, float]:
    """Logistic curve of one target, pulled towards ``start`` (Platt scaling with a prior)."""
    spring = pull * np.array([1.0 / max(abs(start[0]), 1.0) ** 2, 1.0])
    inputs = np.column_stack([scores, np.ones(len(scores))])
    slope, offset = _pulled(inputs, targets, weights, prior=np.array(start), spring=spring, base=np.zeros(len(scores)))
    return float(slope), float(offset)


def _pulls(signals: Matrix, values: Matrix, targets: Matrix, weights: Matrix) -> Matrix:
    """What the signals add to the curve's ``values``, shape (s,); 0 where they tell nothing."""
    count = signals.shape[1]
    if not len(signals) or not count:
        return np.zeros(count)
    spring = np.full(count, _SIGNAL_SPRING)
    return _pulled(signals, targets, weights, prior=np.zeros(count), spring=spring, base=values)


def _pulled(inputs: Matrix, targets: Matrix, weights: Matrix, *, prior: Matrix, spring: Matrix, base: Matrix) -> Matrix:
    """Logistic regression above ``base`` by damped Newton steps, each coefficient held to ``prior`` by its spring."""

    def loss(at: Matrix) -> float:
        values = base + inputs @ at
        far = at - prior
        return float(weights @ (np.logaddexp(0, values) - targets * values) + far @ (spring * far) / 2)

    guess = np.array(prior, dtype=np.float64)
    for _ in range(100):
        sure = _logistic(base + inputs @ guess)
        slope = inputs.T @ (weights * (sure - targets)) + spring * (guess - prior)
        curvature = (inputs * (weights * sure * (1 - sure))[:, None]).T @ inputs + np.diag(spring)
        step = np.linalg.solve(curvature, slope)
        size, here = 1.0, loss(guess)
        # A full Newton step overshoots when the start is steep: the loss must fall.
        while loss(guess - size * step) > here and size > 1e-6:
            size /= 2
        guess = guess - size * step
        if float(np.abs(size * step).max()) < 1e-6:
            break
    return guess


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
