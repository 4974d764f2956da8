"""The analysis of a run with its themes as people left them, asked of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.coding.recount import recounted
from analysis.steps.types import Analysis, Extract
from analysis.themes.arranging import arranged
from analysis.themes.service import shaped
from analysis.voices import pieces
from interviews.masks import masks_by_note


def as_left(analysis: Analysis, uids: Mapping[str, str], *, effects: Sequence[str]) -> Analysis:
    """Themes as people shaped them; the machine's where nobody did. Counted again when the grid (``effects``) is another."""
    if tuple(weight.effect for weight in analysis.weights) != tuple(effects):
        analysis = _on_this_grid(analysis, effects)
    themes, anchored = shaped()
    if not themes and not anchored:
        return analysis
    masks = masks_by_note()

    def bare(extract: Extract) -> str:
        hidden = masks.get(extract.note, ())
        return "".join(piece.text if not piece.masked else "…" for piece in pieces(extract, (), hidden))

    return arranged(analysis, themes, anchored, uids=uids, bare=bare)


def _on_this_grid(analysis: Analysis, effects: Sequence[str]) -> Analysis:
    """A run made with another grid, as far as this one knows its effects."""
    readings = {
        name: replace(reading, labels=tuple(label for label in reading.labels if label.effect in effects))
        for name, reading in analysis.readings.items()
    }
    return recounted(analysis, people=analysis.people, extracts=analysis.extracts, readings=readings, effects=effects)
