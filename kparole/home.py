"""The first page: where the evaluation stands, what to do next, and something that was heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from analysis.models import Run
from analysis.pages import EffectCard
from analysis.service import is_stale, latest_run
from analysis.views import reader_of
from cards.deck import Card, Deck
from cards.library import table_deck
from interviews.handback.stage_service import waiting
from interviews.handback.stages import State
from interviews.plan_pages import Line, lines
from interviews.plan_service import next_plan
from interviews.service import consents_by_code, count_comptes_rendus, pending_masks
from kparole import jobs, setup
from kparole.access import Right, current
from network.service import count_kpas

blueprint = Blueprint("home", __name__)

FAN = ("rencontre", "utile", "joker-3")


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where things stand. ``heard``: the effect most people speak of whose strongest words are exact and name nobody.

    ``plan``: the next interview, for whoever may lead one; ``stages``: how many comptes-rendus wait, by stage, for who writes.
    """

    interviews: int
    kpas: int
    pending: dict[str, int]
    silent: int
    run: Run | None
    stale: bool
    job: jobs.Job | None
    heard: EffectCard | None
    plan: Line | None
    stages: Mapping[State, int]
    fan: tuple[Card, ...]


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The home page; it loads no model. Before the first questions were answered, it asks them."""
    if setup.is_due():
        return redirect(url_for("setup.index"))
    if not current().may(Right.READ_ANALYSIS) and not current().may(Right.IMPORT):
        return redirect(url_for(_instead()))
    run, deck = latest_run(), table_deck()
    page = HomePage(
        interviews=count_comptes_rendus(),
        kpas=1 if current().kpa_id else count_kpas(),  # a contributor reads about her own
        pending=pending_masks(),
        silent=sum(said.get("recit") != "given" for said in consents_by_code().values()),
        run=run,
        stale=run is not None and is_stale(run),
        job=jobs.running("analyse") or jobs.running("import"),
        heard=_heard(run) if run else None,
        plan=_next_interview() if current().may(Right.LEAD) else None,
        stages=waiting() if current().may(Right.WRITE_UP) else {},
        fan=_fan(deck),
    )
    return render_template("home/index.html", page=page)


def _fan(deck: Deck) -> tuple[Card, ...]:
    """The cards fanned out beside the greeting: those we know to go well together, else the first ones."""
    chosen = [card for name in FAN if (card := deck.card(name)) is not None and not card.hidden]
    return tuple(chosen if len(chosen) == len(FAN) else deck.shown[: len(FAN)])


def _instead() -> str:
    """The page that stands for the home of whoever neither reads the analysis nor imports."""
    pages = ((Right.READ_INTERVIEWS, "interviews.index"), (Right.LEAD, "plans.index"))
    return next((page for right, page in pages if current().may(right)), "people.index")


def _next_interview() -> Line | None:
    plan = next_plan()
    return lines([plan])[0] if plan else None


def _heard(run: Run) -> EffectCard | None:
    spoken = [card for card in reader_of(run).effects() if card.lead]
    plain = [card for card in spoken if card.lead and card.lead.exact and not any(p.masked for p in card.lead.pieces)]
    return max(plain or spoken, key=lambda card: card.weight.people, default=None)
