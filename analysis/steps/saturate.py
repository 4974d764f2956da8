"""Saturation: how many different things have been said after each interview.

A "thing" is a sub-effect (or an effect without sub-effect) or an emergent theme. The curve is the mean over seeded
orders of the interviews, so that it does not depend on who was interviewed first (as a species accumulation curve,
Gotelli and Colwell, 2001).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.steps.types import Extract, Person, Reading, Theme

ORDERS = 200


@dataclass(frozen=True, slots=True)
class Saturation:
    """What the curve does not tell alone.

    ``added``: what one more interview brings on average after n others. ``once``: things that a single person said, sorted
    (sub-effects, effects, or « theme:ID »); ``twice``: how many two people said. ``unheard``: how many more things there are
    at least, by the estimate of Chao (1987, incidence form); ``total``: things heard.
    """

    total: int
    added: tuple[float, ...]
    once: tuple[str, ...]
    twice: int
    unheard: float


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
    import numpy as np  # no page pays for it

    said = list(things_said(people, extracts, readings, themes).values())
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


def what_is_left(said: Mapping[str, set[str]], curve: Sequence[float]) -> Saturation:
    """What the last interviews brought and what a single person said, from ``things_said`` and the curve."""
    heard = Counter(thing for mentions in said.values() for thing in mentions)
    once = tuple(sorted(thing for thing, people in heard.items() if people == 1))
    twice = sum(people == 2 for people in heard.values())
    share = (len(said) - 1) / len(said) if said else 0.0
    unheard = share * len(once) * (len(once) - 1) / (2 * (twice + 1))
    added = tuple(round(max(0.0, after - before), 2) for before, after in zip((0.0, *curve), curve, strict=False))
    return Saturation(len(heard), added, once, twice, round(unheard, 1))


def things_said(
    people: Sequence[Person], extracts: Sequence[Extract], readings: Mapping[str, Reading], themes: Sequence[Theme]
) -> dict[str, set[str]]:
    """The things each person said, by her id; everybody is there."""
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
    return said
