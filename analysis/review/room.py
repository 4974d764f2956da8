"""What every address of the review begins with: what is gone through, by whom, and how it goes on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, request, url_for

from analysis.coding.decisions import Place
from analysis.models import Run
from analysis.review.folding import folded
from analysis.review.order import BY_INTERVIEW, TEACHES, Item, Queue
from analysis.review.queue import Choice, newest_run, queue, within_reach
from analysis.review.schemes import grid_of
from interviews.masked import closed_for
from interviews.models import CompteRendu
from interviews.service import compte_rendu_by_code
from kparole.access import current

blueprint = Blueprint("review", __name__, url_prefix="/analyse/relire")


def choice() -> Choice:
    """What the address asks for."""
    asked = request.values.get("ordre")
    interview = request.values.get("entretien") or None
    order = BY_INTERVIEW if asked == BY_INTERVIEW or interview else TEACHES
    return Choice(grid_of(request.values.get("grille")), order, interview)


def run_or_none() -> Run | None:
    """The last run."""
    return newest_run()


def queue_of(
    run: Run | None, chosen: Choice, hidden: frozenset[str] | None = None, reach: frozenset[str] | None = None
) -> Queue:
    """The passages of whoever acts; none before any run. ``hidden`` and ``reach``: when they are known already."""
    if run is None:
        return Queue(())
    hidden = folded() if hidden is None else hidden
    return queue(run, chosen, folded=hidden, reach=within_reach() if reach is None else reach)


def row_of(code: str) -> CompteRendu:
    """This compte-rendu, if whoever acts may read its words; else there is no such page."""
    row = compte_rendu_by_code(code)
    use = current().use_needed
    if row is None or (use and closed_for(row, row.consents, use=use)):
        abort(404)
    return row


def address(place: Place, chosen: Choice) -> str:
    """The page of a passage, in what is gone through."""
    where: dict[str, Any] = {"code": place.code, "piece": place.note, "start": place.start, "end": place.end}
    return url_for("review.passage", **where, **chosen.arguments)


def after(found: Queue, place: Place | None, chosen: Choice) -> str:
    """The page of the next passage to look at; the list once all is done."""
    item = found.next_todo(place)
    return address(item.place, chosen) if item else listing(chosen)


def listing(chosen: Choice) -> str:
    """The list of what is left."""
    return url_for("review.index", **chosen.arguments)


def beside(item: Item | None, chosen: Choice) -> str | None:
    """The page of a passage beside."""
    return address(item.place, chosen) if item else None
