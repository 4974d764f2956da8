"""The pages of the review: what is left to look at, one passage after the other, and the words that resemble it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

import analysis.review.acts
import analysis.review.needs_views  # noqa: F401  (these two bring their own addresses to the same blueprint)
from analysis.campaigns.service import Season, campaign_of
from analysis.coding.decisions import Place
from analysis.coding.service import READ, changed_since, marks
from analysis.review.answers import seal, words_at
from analysis.review.folding import folded
from analysis.review.neighbours import neighbours
from analysis.review.order import BY_INTERVIEW, Queue, in_order
from analysis.review.queue import Choice, thresholds_of, within_reach
from analysis.review.room import address, after, beside, blueprint, choice, queue_of, row_of, run_or_none
from analysis.review.schemes import grids
from analysis.review.sheet import sheet_of
from analysis.voices import Who
from cards.library import known_deck
from interviews.pages import PARTS
from interviews.service import list_comptes_rendus
from kparole import jobs

__all__ = ["blueprint"]


@dataclass(frozen=True, slots=True)
class Line:
    """One interview in the list. ``readers``: who read it by hand; ``folded``: its proposals are out of sight."""

    code: str
    name: str
    campaign: str
    done: int
    total: int
    folded: bool
    readers: tuple[str, ...]


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What is left to look at, interview by interview."""
    run, chosen, seasons, reach = run_or_none(), choice(), campaign_of(), within_reach()
    hidden = folded(seasons)
    found = queue_of(run, Choice(chosen.grid, BY_INTERVIEW), hidden, reach)
    ordered = (
        in_order(found.items, chosen.order, thresholds=thresholds_of(run, chosen.grid.scheme), folded=hidden)
        if run
        else found
    )
    return render_template(
        "review/index.html",
        run=run,
        choice=chosen,
        grids=grids(),
        lines=_lines(found, seasons, hidden, reach),
        queue=found,
        begin=after(ordered, None, chosen),
        changed=changed_since(run.created_at) if run else 0,
        job=jobs.running("analyse"),
    )


@blueprint.get("/<code>")
def interview(code: str) -> ResponseReturnValue:
    """One interview: its first passage that nobody decided of, else its first."""
    row_of(code)
    chosen = Choice(choice().grid, BY_INTERVIEW, code)
    found = queue_of(run_or_none(), chosen)
    item = found.next_todo() or next(iter(found.items), None)
    if item is None:
        return render_template("review/nothing.html", code=code, choice=chosen)
    return redirect(address(item.place, chosen))


@blueprint.get("/<code>/<piece>/<int:start>-<int:end>")
def passage(code: str, piece: str, start: int, end: int) -> ResponseReturnValue:
    """One passage with what is around it, to decide of."""
    row, chosen, hidden, run = row_of(code), choice(), folded(), run_or_none()
    place, found = Place(code, piece, start, end), queue_of(run, chosen, hidden)
    rank = found.at(place)
    deck = known_deck()
    sheet = sheet_of(
        row,
        place,
        found.items[rank] if rank is not None else None,
        grid=chosen.grid,
        titles={card.id: card.openings[0] for card in deck.cards} | dict(PARTS),
        folded=code in hidden,
    )
    if sheet is None:
        abort(404)
    return render_template(
        "review/passage.html",
        sheet=sheet,
        seal=seal(words_at(row, place)),
        who=Who(row.code, row.pseudonym, "", row.gender or "", row.kpa.name if row.kpa else ""),
        choice=chosen,
        queue=found,
        rank=rank,
        before=beside(found.beside(place, -1), chosen),
        following=beside(found.beside(place, 1), chosen),
        todo=after(found, place, chosen),
        changed=changed_since(run.created_at) if run else 0,
    )


@blueprint.get("/<code>/<piece>/<int:start>-<int:end>/proches")
def near(code: str, piece: str, start: int, end: int) -> ResponseReturnValue:
    """The examples whose words are nearest: a fragment, or a page for who has no script."""
    row, chosen = row_of(code), choice()
    place = Place(code, piece, start, end)
    if code in folded() or sheet_of(row, place, None, grid=chosen.grid, titles={}, folded=True) is None:
        abort(404)
    found = neighbours(words_at(row, place), chosen.grid)
    page = "review/near.html" if request.headers.get("X-Fragment") else "review/near_page.html"
    return render_template(page, found=found, back=address(place, chosen))


def _lines(found: Queue, seasons: Mapping[str, Season], hidden: frozenset[str], reach: frozenset[str]) -> list[Line]:
    done: dict[str, list[bool]] = {}
    for item in found.items:
        done.setdefault(item.place.code, []).append(item.done)
    readers = marks(READ)
    return [
        Line(
            row.code,
            row.pseudonym,
            seasons[row.code].name if row.code in seasons else "",
            sum(done.get(row.code, ())),
            len(done.get(row.code, ())),
            row.code in hidden,
            tuple(one.coder_name for one in readers.get(row.code, ())),
        )
        for row in list_comptes_rendus()
        if row.code in reach
    ]
