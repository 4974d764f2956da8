"""Weighs the effects by any formula, with an interval and ranks when whole KPAs are drawn again.

The same redraws serve every effect, so that ranks can be compared draw by draw. With the formula we start with, this
gives the weights of ``weigh``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.steps.formulas import Formula
from analysis.steps.measure import BY_PERSON, TOGETHER, Measures
from analysis.steps.weigh import DRAWS, clusters_of, redraw

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An effect under one formula. ``parts``: the value of each part that counts; ranks from 1, equal weights share one.

    ``low``/``high`` and ``rank_low``/``rank_high``: what 95 % of the redraws hold.
    """

    effect: str
    weight: float
    low: float
    high: float
    rank: int
    rank_low: int
    rank_high: int
    parts: tuple[tuple[str, float], ...]


def weigh_by(formula: Formula, measures: Measures, *, draws: int = DRAWS, seed: int = 0) -> tuple[Weighed, ...]:
    """Every effect in the order of the measures; zeros without people."""
    if not len(measures.who):
        return tuple(Weighed(effect, 0.0, 0.0, 0.0, 1, 1, 1, ()) for effect in measures.effects)
    groups = clusters_of(measures.who, whole=formula.each_kpa)
    weights = _weights(formula, measures, groups, np.ones((1, len(groups))))[0].round(4)
    redrawn = _weights(formula, measures, groups, redraw(len(groups), draws=draws, seed=seed).astype(float))
    low, high = np.percentile(redrawn, [2.5, 97.5], axis=0)
    places = _ranks(redrawn.round(4))
    first, last = np.percentile(places, [2.5, 97.5], axis=0, method="nearest")
    here = _ranks(weights[None, :])[0]
    parts = _every_part(formula, measures)
    return tuple(
        Weighed(
            effect=effect,
            weight=float(weights[n]),
            low=round(float(low[n]), 4),
            high=round(float(high[n]), 4),
            rank=int(here[n]),
            rank_low=int(min(first[n], here[n])),
            rank_high=int(max(last[n], here[n])),
            parts=tuple((part, float(values[n])) for part, values in parts),
        )
        for n, effect in enumerate(measures.effects)
    )


def weights_by(formula: Formula, measures: Measures) -> tuple[float, ...]:
    """The weights alone, without drawing anything again."""
    if not len(measures.who):
        return (0.0,) * len(measures.effects)
    groups = clusters_of(measures.who, whole=formula.each_kpa)
    found = _weights(formula, measures, groups, np.ones((1, len(groups))))[0].round(4)
    return tuple(float(value) for value in found)


def ranks_of(weights: Sequence[float]) -> tuple[int, ...]:
    """The rank of each weight, 1 for the highest; equal weights share the better rank.

    >>> ranks_of([0.2, 0.5, 0.2])
    (2, 1, 2)
    """
    return tuple(1 + sum(other > weight for other in weights) for weight in weights)


def _weights(formula: Formula, measures: Measures, groups: Sequence[Sequence[int]], times: Floats) -> Floats:
    """The weights when each group is there so many ``times`` (draws, groups): shape (draws, effects)."""
    counted = dict(formula.times)
    mixed = sum(counted.get(part, 0) * measures.people[:, :, n] for n, part in enumerate(BY_PERSON))
    sums = np.array([np.asarray(mixed)[list(group)].sum(axis=0) for group in groups])
    sizes = np.array([float(len(group)) for group in groups])
    if formula.each_kpa:
        found = (times @ (sums / sizes[:, None])) / times.sum(axis=1)[:, None]
    else:
        found = (times @ sums) / (times @ sizes)[:, None]
    for part in TOGETHER:
        if counted.get(part):
            found = found + counted[part] * _together(measures, part, groups, times)
    return np.asarray(found / formula.total)


def _together(measures: Measures, part: str, groups: Sequence[Sequence[int]], times: Floats) -> Floats:
    """The share of the things that are there of which the effect is said: shape (draws, effects)."""
    drawn = (times > 0).astype(float)
    said = np.array([measures.said[part][list(group)].any(axis=0) for group in groups]).astype(float)
    there = np.array([measures.there[part][list(group)].any(axis=0) for group in groups]).astype(float)
    heard = (drawn @ said.reshape(len(groups), -1) > 0).reshape(len(times), *said.shape[1:]).sum(axis=2)
    whole = (drawn @ there > 0).sum(axis=1)
    return np.asarray(heard / np.maximum(whole, 1)[:, None])


def _every_part(formula: Formula, measures: Measures) -> list[tuple[str, Floats]]:
    """The value of each part that counts, alone."""
    return [
        (part, np.array(weights_by(Formula(((part, 1),), formula.each_kpa), measures))) for part, _ in formula.times
    ]


def _ranks(weights: Floats) -> NDArray[np.int64]:
    """Ranks of each row, 1 for the highest: shape (draws, effects)."""
    return np.asarray(1 + (weights[:, None, :] > weights[:, :, None]).sum(axis=2))
