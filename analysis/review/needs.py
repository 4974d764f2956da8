"""The second grid: what the machine read of needs, kept with a run, and their analysis once people have decided."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from analysis.coding.decisions import NEEDS, settled
from analysis.coding.overlay import decided
from analysis.coding.recount import recounted
from analysis.coding.service import decisions, stamp
from analysis.models import Run
from analysis.needs_reading import reading_in
from analysis.review.schemes import Grid, grid_of
from analysis.service import corpus_stamp, load_machine
from analysis.steps.types import Analysis, Reading
from kparole.access import SYSTEM, acting_as
from kparole.db import db

NOTHING = Reading((), "", 0.0)


def needs_readings(run: Run) -> dict[str, Reading]:
    """What the machine read of needs in each passage of this run; {} when it did not look for them."""
    analysis, _ = load_machine(run)
    texts = {extract.id: extract.text for extract in analysis.extracts}
    found = run.summary.get("needs", {}).get("readings", {})
    return {name: reading_in(kept, texts[name]) for name, kept in found.items() if name in texts}


def needs_analysis(run: Run) -> Analysis:
    """Needs and reasons for coming as people left them, counted as effects are; for everybody."""
    with acting_as(SYSTEM):
        return _load(run.id, corpus_stamp(), stamp(), str(db.engine.url))


@lru_cache(maxsize=2)
def _load(run_id: int, _corpus: str, _decided: str, _database: str) -> Analysis:
    run, grid = db.session.get_one(Run, run_id), grid_of(NEEDS)
    analysis, uids = load_machine(run)
    machine = _of_needs(analysis, needs_readings(run), grid)
    return decided(machine, settled(decisions(scheme=NEEDS)), effects=grid.taxonomy.ids, uids=uids)


def _of_needs(analysis: Analysis, readings: Mapping[str, Reading], grid: Grid) -> Analysis:
    """The passages of the parts where needs are said."""
    extracts = [extract for extract in analysis.extracts if extract.part in grid.parts]
    read = {extract.id: readings.get(extract.id, NOTHING) for extract in extracts}
    return recounted(analysis, people=analysis.people, extracts=extracts, readings=read, effects=grid.taxonomy.ids)
