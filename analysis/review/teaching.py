"""What people decided, as the machine learns from it: each passage that somebody settled is an example of ours."""

from __future__ import annotations

from analysis.coding.decisions import EFFECTS, Decision, Scheme, settled
from analysis.coding.overlay import uncut
from analysis.coding.service import decisions
from analysis.steps.examples import Example
from kparole.access import SYSTEM, acting_as


def corrections(scheme: Scheme = EFFECTS) -> tuple[Example, ...]:
    """What stands on each passage, in the order decided; a passage that was cut gives way to its pieces."""
    with acting_as(SYSTEM):  # the machine learns from everybody
        standing = uncut(settled(decisions(scheme=scheme)))
    return tuple(_example(one) for one in sorted(standing.values(), key=lambda one: one.number))


def _example(one: Decision) -> Example:
    first = one.labels[0] if one.labels else None
    return Example(
        text=one.text,
        effects=tuple(told.effect for told in one.labels),
        subs=tuple(told.sub for told in one.labels if told.sub),
        polarity=first.polarity if first else None,
        strength=first.strength if first else None,
        interview=one.place.code,
    )
