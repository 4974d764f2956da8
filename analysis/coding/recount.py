"""An analysis counted again on other people or other readings than the machine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.steps.cross import cross
from analysis.steps.evidence import gather_evidence
from analysis.steps.types import Analysis, Extract, Person, Reading, Theme


def recounted(
    analysis: Analysis,
    *,
    people: Sequence[Person],
    extracts: Sequence[Extract],
    readings: Mapping[str, Reading],
    effects: Sequence[str],
) -> Analysis:
    """Weights, crossings and saturation of these people and passages; themes keep the passages that are still there."""
    from analysis.steps.saturate import saturate  # with numpy: whoever counts nothing again does not pay for it
    from analysis.steps.weigh import weigh

    table = gather_evidence(people, extracts, readings)
    themes = tuple(left for theme in analysis.themes if (left := _left_of(theme, readings)).members)
    return replace(
        analysis,
        people=tuple(people),
        extracts=tuple(extracts),
        readings=dict(readings),
        themes=themes,
        weights=weigh(people, extracts, table, effects=effects),
        crossings=cross(people, extracts, table, effects=effects),
        saturation=saturate(people, extracts, readings, themes),
    )


def without(analysis: Analysis, codes: frozenset[str], *, effects: Sequence[str]) -> Analysis:
    """The analysis as if these people had not been there."""
    extracts = [extract for extract in analysis.extracts if extract.person not in codes]
    return recounted(
        analysis,
        people=[person for person in analysis.people if person.id not in codes],
        extracts=extracts,
        readings={extract.id: analysis.readings[extract.id] for extract in extracts},
        effects=effects,
    )


def _left_of(theme: Theme, there: Mapping[str, Reading]) -> Theme:
    members, typical = (tuple(one for one in ids if one in there) for ids in (theme.members, theme.typical))
    return replace(theme, members=members, typical=typical)
