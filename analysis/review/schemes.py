"""The two grids that passages are read with: effects everywhere, needs in what people say on arriving and on leaving."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.coding.decisions import EFFECTS, NEEDS, SCHEMES, Scheme
from analysis.corpus import READ_PARTS
from analysis.engine import read_taxonomy
from analysis.needs_reading import GRID as NEEDS_FILE
from analysis.needs_reading import PARTS as NEEDS_PARTS
from analysis.steps.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Grid:
    """What is looked for, in which parts of a compte-rendu, and how it is called."""

    scheme: Scheme
    label: str
    one: str
    parts: tuple[str, ...]
    taxonomy: Taxonomy


def grid_of(scheme: str | None) -> Grid:
    """The grid of this scheme; effects for any other word."""
    if scheme == NEEDS and NEEDS_FILE.is_file():
        return Grid(NEEDS, "Besoins et raisons de venir", "besoin", NEEDS_PARTS, read_taxonomy(NEEDS_FILE))
    return Grid(EFFECTS, "Effets", "effet", READ_PARTS, read_taxonomy())


def grids() -> tuple[Grid, ...]:
    """The grids there are."""
    return tuple(grid for scheme in SCHEMES for grid in (grid_of(scheme),) if grid.scheme == scheme)
