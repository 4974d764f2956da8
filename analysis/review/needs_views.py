"""The page of needs and reasons for coming: what people came for, counted, by public."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from analysis.coding.decisions import NEEDS
from analysis.coding.recount import without
from analysis.pages import Reader
from analysis.review.folding import folded
from analysis.review.needs import needs_analysis
from analysis.review.room import blueprint
from analysis.review.schemes import grid_of
from analysis.service import latest_run
from cards.library import known_deck
from interviews.masks import masks_by_note
from interviews.service import consents_by_code, names_by_code
from kparole.access import current


@blueprint.get("/besoins")
def needs() -> ResponseReturnValue:
    """Each need with its strongest voice, then who says it."""
    run, grid, use = latest_run(), grid_of(NEEDS), current().use_needed
    if run is None or grid.scheme != NEEDS:
        return render_template("review/needs_none.html", grid=grid, run=run)
    hidden, heard = folded(), None
    if use is not None:
        heard = frozenset(code for code, said in consents_by_code().items() if said.get(use) == "given")
    analysis = without(needs_analysis(run), hidden, effects=grid.taxonomy.ids) if hidden else needs_analysis(run)
    reader = Reader(analysis, grid.taxonomy, known_deck(), names_by_code(), masks_by_note(), heard)
    return render_template(
        "review/needs.html",
        grid=grid,
        needs=reader.effects(),
        tables=[table for table in reader.crossings() if table.variable != "carte"],
        waiting=len(hidden),
        outside=heard is not None,
        proposed="needs" in run.summary,
    )
