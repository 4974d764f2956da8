"""The pages of the analysis."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from analysis.charting import draw_crossings, draw_saturation, draw_weights
from analysis.coding.service import changed_since
from analysis.engine import read_taxonomy
from analysis.models import Run
from analysis.pages import Reader
from analysis.passages import passages_of
from analysis.review.folding import folded, shown
from analysis.service import is_stale, latest_run
from analysis.steps.chart_paper import Drawing
from analysis.steps.publics import READY
from analysis.steps.saturate import things_said, what_is_left
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.weigh_painters import added_drawing
from cards.library import known_deck
from interviews.masked import closed_for
from interviews.masks import masks_by_note
from interviews.pages import PARTS
from interviews.service import compte_rendu_by_code, consents_by_code, count_comptes_rendus, names_by_code
from kparole import jobs
from kparole.access import current

blueprint = Blueprint("analysis", __name__, url_prefix="/analyse")


@dataclass(frozen=True, slots=True)
class Current:
    """The newest run and where things stand around it; shared by every page of the analysis.

    ``waiting``: interviews left out until somebody has read them; ``changed``: decisions since the run.
    """

    run: Run | None
    reader: Reader | None
    taxonomy: Taxonomy
    job: jobs.Job | None
    interviews: int
    stale: bool
    waiting: int = 0
    changed: int = 0


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every effect with its strongest words."""
    current = present()
    if current.reader is None:
        return render_template("analysis/empty.html", current=current)
    effects = current.reader.effects()
    drawing = page_chart(draw_weights(current.reader.analysis, current.taxonomy))
    return render_template("analysis/index.html", current=current, effects=effects, drawing=drawing)


@blueprint.get("/grille")
def grid() -> ResponseReturnValue:
    """Interviews × effects."""
    current = present()
    if current.reader is None:
        return render_template("analysis/empty.html", current=current)
    return render_template("analysis/grid.html", current=current, page=current.reader.grid())


@blueprint.get("/grille/<code>/<effect_id>")
def peek(code: str, effect_id: str) -> ResponseReturnValue:
    """The strongest words of one person on one effect: a fragment of the grid page."""
    reader, _ = _reader()
    voice = reader.peek(code, effect_id)
    effect = reader.taxonomy.effect(effect_id)
    if voice is None or effect is None:
        abort(404)
    return render_template("analysis/peek.html", voice=voice, effect=effect)


@blueprint.get("/effets/<effect_id>")
def effect(effect_id: str) -> ResponseReturnValue:
    """One effect: words, evidence, voices, counter-examples."""
    reader, current = _reader()
    chosen = reader.taxonomy.effect(effect_id)
    if chosen is None:
        abort(404)
    person = request.args.get("personne")
    page = reader.effect(chosen, everything="tout" in request.args, person=person)
    return render_template("analysis/effect.html", current=current, page=page, who=reader.who().get(person or ""))


@blueprint.get("/entretiens/<code>")
def passages(code: str) -> ResponseReturnValue:
    """What the machine read in one interview, to read again with somebody."""
    row, use, taxonomy, deck = compte_rendu_by_code(code), current().use_needed, read_taxonomy(), known_deck()
    if row is None:
        abort(404)
    closed = closed_for(row, row.consents, use=use) if use else None
    titles = {card.id: card.openings[0] for card in deck.cards} | dict(PARTS)
    hidden = code in folded()
    found = None if closed else passages_of(row, taxonomy, titles=titles, masks=masks_by_note(), folded=hidden)
    return render_template("analysis/passages.html", row=row, passages=found, closed=closed, folded=hidden)


@blueprint.get("/publics")
def crossings() -> ResponseReturnValue:
    """Effects by gender, age, KPA and card."""
    here = present()
    if here.reader is None:
        return render_template("analysis/empty.html", current=here)
    team = here.reader.heard is None
    outside = not team or "masquer" in request.args
    tables = here.reader.crossings(masked=outside)
    drawn = draw_crossings(here.reader.analysis, here.taxonomy, here.reader.deck, masked=outside)
    charts = {name: page_chart(drawing) for name, drawing in drawn.items()}
    return render_template(
        "analysis/crossings.html", current=here, tables=tables, charts=charts, outside=outside, team=team, ready=READY
    )


@blueprint.get("/saturation")
def saturation() -> ResponseReturnValue:
    """How many different things have been said after each interview."""
    current = present()
    if current.reader is None:
        return render_template("analysis/empty.html", current=current)
    analysis = current.reader.analysis
    said = things_said(analysis.people, analysis.extracts, analysis.readings, analysis.themes)
    left = what_is_left(said, analysis.saturation)
    apart = current.reader.heard_once(left.once)
    return render_template(
        "analysis/saturation.html",
        current=current,
        curve=analysis.saturation,
        drawing=page_chart(draw_saturation(analysis)),
        added=page_chart(added_drawing(left.added)),
        left=left,
        apart=apart,
    )


@blueprint.post("/lancer")
def start() -> ResponseReturnValue:
    """Ask for a new run, unless one is already under way."""
    job = jobs.running("analyse") or jobs.ask("analyse", {}, click=request.form.get("clic"), owner=current().key)
    return redirect(url_for("jobs.show", uid=job.uid))


def present() -> Current:
    """The newest run as whoever acts may read it, and where things stand around it."""
    run, taxonomy = latest_run(), read_taxonomy()
    job, interviews = jobs.running("analyse"), count_comptes_rendus()
    if run is None:
        return Current(None, None, taxonomy, job, interviews, False)
    reader = reader_of(run)
    counted = reader if reader.analysis.people or not g.folded else None  # nobody to count before somebody has read
    return Current(run, counted, taxonomy, job, interviews, is_stale(run), g.folded, changed_since(run.created_at))


def reader_of(run: Run) -> Reader:
    """A run as whoever acts may read it, without the interviews that people are to read first (``g.folded`` of them).

    Outside the team, only the words of people who agreed to that.
    """
    use, heard, hidden = current().use_needed, None, folded()
    if use is not None:
        heard = frozenset(code for code, said in consents_by_code().items() if said.get(use) == "given")
    g.folded = len(hidden & set(run.summary["codes"]))
    return Reader(shown(run, hidden), read_taxonomy(), known_deck(), names_by_code(), masks_by_note(), heard)


def _reader() -> tuple[Reader, Current]:
    current = present()
    if current.reader is None and current.waiting:
        abort(redirect(url_for("analysis.index")))  # it says what waits
    if current.reader is None:
        abort(404)
    return current.reader, current


@dataclass(frozen=True, slots=True)
class PageChart:
    """A drawing ready for a page: title, text alternative, a wide and a narrow one."""

    title: str
    alt: str
    wide: Markup
    narrow: Markup


def page_chart(drawing: Drawing) -> PageChart:
    """Our own SVG, every text of which was escaped: the only mark-up that pages take as it is."""
    return PageChart(drawing.title, drawing.alt, Markup(drawing.svg()), Markup(drawing.svg(narrow=True)))
