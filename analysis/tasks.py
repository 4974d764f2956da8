"""The analysis as a long job."""

from __future__ import annotations

from functools import cache

from analysis.engine import Engine, load_engine
from analysis.service import run_analysis
from kparole.jobs import Job, Progress, Work


@cache
def engine() -> Engine:
    """The engine of this process: the French model and the vectors are loaded once, at the first analysis."""
    return load_engine()


def analyse(_job: Job, progress: Progress) -> str:
    """Analyse the whole corpus; goes to the list of effects."""
    progress("Je prépare le modèle de français", 0, 1)
    run_analysis(engine(), progress=progress)
    return "/analyse/"


WORKS: dict[str, Work] = {"analyse": analyse}
