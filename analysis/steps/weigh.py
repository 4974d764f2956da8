"""Weigh the evidence of each effect, with a bootstrap interval that redraws whole KPAs.

Weight = mean over interviews of strength/3, 0 for who does not speak of it. The interval redraws KPAs, not people,
because people of one KPA resemble each other (cluster bootstrap, percentile method: Cameron, Gelbach and Miller, 2008).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.steps.evidence import NOTHING, EvidenceTable
from analysis.steps.types import Extract, Person, Weight

DRAWS = 2000
FORMULA = "moyenne sur les entretiens de la force (0 à 3) divisée par 3"


def weigh(
    people: Sequence[Person],
    extracts: Sequence[Extract],
    table: EvidenceTable,
    *,
    effects: Sequence[str],
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[Weight, ...]:
    """One weight an effect, in the order of ``effects``; without people, weights of zero on a base of zero."""
    cards = {extract.id: extract.card for extract in extracts}
    clusters = clusters_of([(person.id, person.kpa) for person in people])
    redraws = redraw(len(clusters), draws=draws, seed=seed)
    return tuple(_weight(effect, people, table, clusters, redraws, cards) for effect in effects)


def _weight(
    effect: str,
    people: Sequence[Person],
    table: EvidenceTable,
    clusters: Sequence[Sequence[int]],
    redraws: NDArray[np.int64],
    cards: Mapping[str, str | None],
) -> Weight:
    rows = [table.get(person.id, {}).get(effect, NOTHING) for person in people]
    strengths = np.array([row.strength for row in rows], dtype=float)
    low, high = _interval(strengths / 3, clusters, redraws)
    people_low, people_high = _interval((strengths > 0).astype(float), clusters, redraws)
    carried = [extract for row in rows for extract in row.extracts]
    taken = Counter(card for extract in carried if (card := cards.get(extract)))
    speaking = [person for person, row in zip(people, rows, strict=True) if row.strength]
    return Weight(
        effect=effect,
        people=len(speaking),
        base=len(people),
        extracts=len(carried),
        kpas=len({person.kpa for person in speaking if person.kpa}),
        weight=round(float(strengths.mean()) / 3, 4) if len(people) else 0.0,
        low=round(low, 4),
        high=round(high, 4),
        people_low=round(people_low * len(people)),
        people_high=round(people_high * len(people)),
        by_strength=(int((strengths == 1).sum()), int((strengths == 2).sum()), int((strengths == 3).sum())),
        contrary=sum(bool(row.contrary) for row in rows),
        cards=tuple(sorted(taken.items(), key=lambda item: (-item[1], item[0]))),
    )


def clusters_of(people: Sequence[tuple[str, str | None]], *, whole: bool = False) -> list[list[int]]:
    """Places of the people of each KPA, from the id and KPA of each person: what is drawn again as a whole.

    Who has no KPA stands alone, or everybody when there is only one KPA. ``whole``: those without KPA make one group.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    known = len({kpa for _, kpa in people if kpa})
    for place, (name, kpa) in enumerate(people):
        alone = f"\0{name}" if not whole or known < 2 else "\0"
        groups[kpa if kpa and known > 1 else alone].append(place)
    return [groups[name] for name in sorted(groups)]


def redraw(count: int, *, draws: int, seed: int) -> NDArray[np.int64]:
    """How many times each cluster is drawn: shape (draws, count), rows sum to count."""
    if count == 0:
        return np.zeros((draws, 0), dtype=np.int64)
    return np.random.default_rng(seed).multinomial(count, [1 / count] * count, size=draws)


def _interval(
    values: NDArray[np.float64], clusters: Sequence[Sequence[int]], redraws: NDArray[np.int64]
) -> tuple[float, float]:
    """2.5 and 97.5 centiles of the mean over people when whole clusters are redrawn; (0, 0) without people."""
    if not clusters:
        return 0.0, 0.0
    sums = np.array([values[list(cluster)].sum() for cluster in clusters])
    sizes = np.array([len(cluster) for cluster in clusters])
    means = (redraws @ sums) / (redraws @ sizes)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
