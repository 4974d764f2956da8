"""The other reading of a run, as it is kept: from the analysis to plain data, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from analysis.steps.types import Analysis
from analysis.steps.word_worlds import (
    GraphTie,
    GraphWord,
    PlanePoint,
    PublicWord,
    PublicWords,
    SecondView,
    World,
    WorldWord,
)

SECOND_VIEW = "second_view"
"""Its key in the summary of a run."""


def other_reading(analysis: Analysis) -> dict[str, Any] | None:
    """The words of an analysis read apart from its effects, names left out; None when there is too little."""
    from analysis.pipeline import without_names
    from analysis.steps.second_view import second_view  # numpy, for whoever counts

    bare = [without_names(extract, analysis.masks.get(extract.note, ())) for extract in analysis.extracts]
    found = second_view(analysis.people, bare)
    return asdict(found) if found is not None else None


def kept_reading(kept: Mapping[str, Any] | None) -> SecondView | None:
    """What a run kept, None when there was too little to read or when it is of an older KParole."""
    if not kept:
        return None
    return SecondView(
        units=kept["units"],
        aside=kept["aside"],
        worlds=tuple(
            World(w["extracts"], w["people"], tuple(WorldWord(**one) for one in w["words"]), tuple(w["typical"]))
            for w in kept["worlds"]
        ),
        plane=tuple(PlanePoint(**one) for one in kept["plane"]),
        shares=(kept["shares"][0], kept["shares"][1]),
        publics=tuple(
            PublicWords(p["variable"], p["value"], p["people"], tuple(PublicWord(**one) for one in p["words"]))
            for p in kept["publics"]
        ),
        words=tuple(GraphWord(**one) for one in kept["words"]),
        ties=tuple(GraphTie(**one) for one in kept["ties"]),
    )
