"""The analysis as a long job."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from analysis.coding.decisions import EFFECTS, NEEDS
from analysis.engine import Engine, load_engine, read_taxonomy
from analysis.needs_reading import learn_needs
from analysis.review.teaching import corrections
from analysis.service import run_analysis
from analysis.steps.examples import Example
from analysis.themes.service import promoted
from kparole.jobs import Job, Progress, Work


def engine() -> Engine:
    """The engine of this process: models are loaded once; it learns again when the grid changes or people decide."""
    taught = {effect: tuple(text for _, text in said) for effect, said in promoted().items()}
    grid, own = read_taxonomy().version, tuple(sorted(taught.items()))
    return _engine(grid, own, corrections(EFFECTS), corrections(NEEDS))


@lru_cache(maxsize=1)
def _engine(
    _grid: str,
    taught: tuple[tuple[str, tuple[str, ...]], ...],
    said: tuple[Example, ...],
    said_of_needs: tuple[Example, ...],
) -> Engine:
    made = load_engine(taught=dict(taught), corrections=said)
    return replace(made, needs=learn_needs(made.encoder, said_of_needs))


def analyse(_job: Job, progress: Progress) -> str:
    """Analyse the whole corpus; goes to the list of effects."""
    progress("Je prépare le modèle de français", 0, 1)
    run_analysis(engine(), progress=progress)
    return "/analyse/"


WORKS: dict[str, Work] = {"analyse": analyse}
