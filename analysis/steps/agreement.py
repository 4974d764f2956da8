"""How far people who read the same passages agree, beyond what chance would give.

Krippendorff's alpha (Krippendorff, 2004): 1 = always, 0 = as by chance, below 0 = less than by chance. For one effect, a
passage is said to carry it, to say the contrary, or neither (nominal); for all effects at once, sets of labels are compared
with the MASI distance (Passonneau, 2006); strengths 1 to 3 are ordinal. Intervals redraw whole interviews (percentiles).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import krippendorff
import numpy as np
from numpy.typing import NDArray

from analysis.steps.label_sets import Agreement, Readings, by_unit, distance, sign

DRAWS = 300
SEED = 0
LEAST_DEFINED = 0.8  # of the draws: below, an interval would only tell of the luckiest ones


def on_effect(readings: Readings, effect: str, *, interviews: Mapping[str, str], draws: int = DRAWS) -> Agreement:
    """Agreement on whether passages carry one effect; ``interviews``: passage → interview."""
    told = {u: [float(sign(of.get(effect, 0))) for of in said] for u, said in by_unit(readings).items()}
    return _agreement(told, interviews, "nominal", draws)


def on_labels(readings: Readings, *, interviews: Mapping[str, str], draws: int = DRAWS) -> Agreement:
    """Agreement on the whole of what passages carry."""
    told = {
        unit: [frozenset((effect, sign(strength)) for effect, strength in of.items()) for of in said]
        for unit, said in by_unit(readings).items()
    }
    return _agreement(told, interviews, _masi(_domain(told)), draws)


def on_strength(readings: Readings, *, interviews: Mapping[str, str], draws: int = DRAWS) -> Agreement:
    """Agreement on strengths, where two readers at least saw the same effect."""
    told, where = {}, {}
    for unit, said in by_unit(readings).items():
        for effect in sorted({effect for of in said for effect in of}):
            strengths = [float(of[effect]) for of in said if of.get(effect, 0) > 0]
            if len(strengths) > 1:
                told[f"{unit} {effect}"], where[f"{unit} {effect}"] = strengths, interviews[unit]
    return _agreement(told, where, "ordinal", draws)


def _domain(told: Mapping[str, Sequence[Any]]) -> list[Any]:
    values: set[Hashable] = {value for said in told.values() for value in said}
    return sorted(values, key=lambda value: sorted(value) if isinstance(value, frozenset) else value)


def _agreement(told: Mapping[str, Sequence[Any]], interviews: Mapping[str, str], level: Any, draws: int) -> Agreement:
    units = sorted(told)
    same = sum(len(set(told[unit])) == 1 for unit in units)
    domain = _domain(told)
    if len(units) < 2 or len(domain) < 2:
        return Agreement(len(units), same, None)
    places = {value: place for place, value in enumerate(domain)}
    counts = np.zeros((len(units), len(domain)), dtype=np.int64)
    for row, unit in enumerate(units):
        for value in told[unit]:
            counts[row, places[value]] += 1
    values = np.array(domain) if level in ("nominal", "ordinal") else np.arange(len(domain))
    found = _alpha(counts, values, level)
    low, high = _interval(counts, values, level, [interviews[unit] for unit in units], draws)
    return Agreement(len(units), same, found, low, high)


def _alpha(counts: NDArray[np.int64], values: NDArray[Any], level: Any) -> float | None:
    if int((counts.sum(axis=0) > 0).sum()) < 2:
        return None  # everybody always said the same one thing: chance alone would have it so
    return round(float(krippendorff.alpha(value_counts=counts, value_domain=values, level_of_measurement=level)), 4)


def _interval(
    counts: NDArray[np.int64], values: NDArray[Any], level: Any, interviews: Sequence[str], draws: int
) -> tuple[float | None, float | None]:
    names = sorted(set(interviews))
    if len(names) < 2 or not draws:
        return None, None
    rows = [np.flatnonzero(np.array(interviews) == name) for name in names]
    generator = np.random.default_rng(SEED)
    drawn = (generator.integers(len(names), size=len(names)) for _ in range(draws))
    found = [_alpha(counts[np.concatenate([rows[place] for place in draw])], values, level) for draw in drawn]
    defined = [one for one in found if one is not None]
    if len(defined) < LEAST_DEFINED * draws:
        return None, None
    low, high = np.percentile(defined, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _masi(domain: Sequence[frozenset[Any]]) -> Callable[..., NDArray[np.float64]]:
    table = np.array([[distance(one, two) for two in domain] for one in domain])

    def far(_v1: Any, _v2: Any, i1: Any, i2: Any, n_v: Any, dtype: Any = np.float64) -> NDArray[np.float64]:
        return np.asarray(table[i1, i2], dtype=dtype)

    return far
