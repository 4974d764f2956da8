"""The pages of the analysis."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from analysis.engine import read_taxonomy
from analysis.models import Run
from analysis.pages import Reader
from analysis.passages import passages_of
from analysis.service import is_stale, latest_run, load_analysis
from analysis.steps.taxonomy import Taxonomy
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
    """The newest run and where things stand around it; shared by every page of the analysis."""

    run: Run | None
    reader: Reader | None
    taxonomy: Taxonomy
    job: jobs.Job | None
    interviews: int
    stale: bool


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Every effect with its strongest words."""
    current = _current()
    if current.reader is None:
        return render_template("analysis/empty.html", current=current)
    effects = current.reader.effects()
    return render_template("analysis/index.html", current=current, effects=effects, drawing=_chart(current, "weights"))


@blueprint.get("/grille")
def grid() -> ResponseReturnValue:
    """Interviews × effects."""
    current = _current()
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
    found = None if closed else passages_of(row, taxonomy, titles=titles, masks=masks_by_note())
    return render_template("analysis/passages.html", row=row, passages=found, closed=closed)


@blueprint.get("/themes")
def themes() -> ResponseReturnValue:
    """Emergent themes, outside the effects first."""
    current = _current()
    if current.reader is None:
        return render_template("analysis/empty.html", current=current)
    nowhere = current.run.summary["nowhere"] if current.run else 0
    return render_template("analysis/themes.html", current=current, blocks=current.reader.themes(), nowhere=nowhere)


@blueprint.get("/publics")
def crossings() -> ResponseReturnValue:
    """Effects by gender, age, KPA and card."""
    here = _current()
    if here.reader is None:
        return render_template("analysis/empty.html", current=here)
    tables = here.reader.crossings()
    outside = here.reader.heard is not None  # the drawings show every cell, small ones too
    charts = {table.variable: None if outside else _chart(here, f"crossing-{table.variable}") for table in tables}
    return render_template("analysis/crossings.html", current=here, tables=tables, charts=charts, outside=outside)


@blueprint.get("/saturation")
def saturation() -> ResponseReturnValue:
    """How many different things have been said after each interview."""
    current = _current()
    if current.reader is None:
        return render_template("analysis/empty.html", current=current)
    curve = current.reader.analysis.saturation
    chart = _chart(current, "saturation")
    return render_template("analysis/saturation.html", current=current, curve=curve, drawing=chart)


@blueprint.post("/lancer")
def start() -> ResponseReturnValue:
    """Ask for a new run, unless one is already under way."""
    job = jobs.running("analyse") or jobs.ask("analyse", {}, click=request.form.get("clic"), owner=current().key)
    return redirect(url_for("jobs.show", uid=job.uid))


def _current() -> Current:
    run, taxonomy = latest_run(), read_taxonomy()
    reader = None
    if run is not None:
        reader = reader_of(run)
    stale = run is not None and is_stale(run)
    return Current(run, reader, taxonomy, jobs.running("analyse"), count_comptes_rendus(), stale)


def reader_of(run: Run) -> Reader:
    """A run as whoever acts may read it: outside the team, only the words of people who agreed to that."""
    use, heard = current().use_needed, None
    if use is not None:
        heard = frozenset(code for code, said in consents_by_code().items() if said.get(use) == "given")
    return Reader(load_analysis(run), read_taxonomy(), known_deck(), names_by_code(), masks_by_note(), heard)


def _reader() -> tuple[Reader, Current]:
    current = _current()
    if current.reader is None:
        abort(404)
    return current.reader, current


@dataclass(frozen=True, slots=True)
class PageChart:
    """A chart kept with the run, ready for a page: title, text alternative, a wide and a narrow drawing."""

    title: str
    alt: str
    wide: Markup
    narrow: Markup


def _chart(current: Current, name: str) -> PageChart | None:
    """The drawing is our own SVG, cleaned when the run was kept: the only mark-up that pages take as it is."""
    kept = current.run.charts.get(name) if current.run else None
    if not kept:
        return None
    return PageChart(kept["title"], kept["alt"], Markup(kept["wide"]), Markup(kept["narrow"]))
