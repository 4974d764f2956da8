"""Saturation: how many different things have been said after each interview.

A "thing" is a sub-effect (or an effect without sub-effect) or an emergent theme. The curve is the mean over seeded
orders of the interviews, so that it does not depend on who was interviewed first (as a species accumulation curve,
Gotelli and Colwell, 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.steps.types import Extract, Person, Reading, Theme

ORDERS = 200


def saturate(
    people: Sequence[Person],
    extracts: Sequence[Extract],
    readings: Mapping[str, Reading],
    themes: Sequence[Theme],
    *,
    orders: int = ORDERS,
    seed: int = 0,
) -> tuple[float, ...]:
    """Mean count of distinct things after 1, 2, … interviews, rounded to 2 decimals; empty without people."""
    said = _things_said(people, extracts, readings, themes)
    things = {thing: place for place, thing in enumerate(sorted(set().union(*said)))} if said else {}
    if not said:
        return ()
    first = np.zeros((len(said), len(things)), dtype=bool)
    for row, mentions in enumerate(said):
        first[row, [things[thing] for thing in sorted(mentions)]] = True
    generator = np.random.default_rng(seed)
    total = np.zeros(len(said))
    for _ in range(orders):
        seen = np.logical_or.accumulate(first[generator.permutation(len(said))], axis=0)
        total += seen.sum(axis=1)
    return tuple(round(float(mean), 2) for mean in total / orders)


def _things_said(
    people: Sequence[Person], extracts: Sequence[Extract], readings: Mapping[str, Reading], themes: Sequence[Theme]
) -> list[set[str]]:
    of_theme: dict[str, set[str]] = {}
    for theme in themes:
        for member in theme.members:
            of_theme.setdefault(member, set()).add(f"theme:{theme.id}")
    said: dict[str, set[str]] = {person.id: set() for person in people}
    for extract in extracts:
        mentions = said.setdefault(extract.person, set())
        mentions |= of_theme.get(extract.id, set())
        if extract.id in readings:
            mentions |= {label.sub or label.effect for label in readings[extract.id].labels}
    return list(said.values())
