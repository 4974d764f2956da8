"""The pages of themes: what comes back, one theme and what people do to it, and another reading by the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from analysis.other_reading import SECOND_VIEW, kept_reading
from analysis.service import load_machine
from analysis.steps.chart_paper import Drawing
from analysis.steps.types import Theme
from analysis.themes.errors import ThemeError
from analysis.themes.grid import effect_id, with_effect, without_effect, write_grid
from analysis.themes.other_pages import other_page
from analysis.themes.pages import DONE, theme_page, themes_page
from analysis.themes.service import LONGEST_NAME, Hand, gestures, promoted, stamp, undo
from analysis.views import Current, PageChart, present
from kparole.access import Right, current
from kparole.db import db

blueprint = Blueprint("themes", __name__, url_prefix="/analyse")

SAID = {
    "rename": "C'est renommé.",
    "merge": "C'est réuni.",
    "part": "C'est déplacé.",
    "promote": "C'est devenu un effet. Relancez l'analyse pour que la machine le cherche partout.",
}


@blueprint.get("/themes")
def index() -> ResponseReturnValue:
    """What comes back, outside the effects first."""
    here = present()
    if here.reader is None or here.run is None:
        return render_template("analysis/empty.html", current=here)
    return render_template(
        "themes/index.html",
        current=here,
        page=themes_page(here.reader),
        nowhere=here.run.summary["nowhere"],
        gestures=gestures() if current().may(Right.RUN_ANALYSIS) else (),
        done=DONE,
    )


@blueprint.get("/themes/<theme>")
def show(theme: str) -> ResponseReturnValue:
    """One theme, all its passages, and what can be done with it."""
    here = present()
    page = theme_page(here.reader, theme) if here.reader else None
    if page is None:
        abort(404)
    return render_template(
        "themes/show.html",
        current=here,
        page=page,
        seen=_seen(here),
        families=here.taxonomy.families,
        longest=LONGEST_NAME,
    )


@blueprint.get("/autre-lecture")
def other() -> ResponseReturnValue:
    """The same words, read without the grid."""
    here = present()
    if here.reader is None or here.run is None:
        return render_template("analysis/empty.html", current=here)
    view = kept_reading(here.run.summary.get(SECOND_VIEW))
    page = other_page(here.reader, view) if view else None
    old = SECOND_VIEW not in here.run.summary
    return render_template(
        "themes/other.html",
        current=here,
        page=page,
        old=old,
        plane=_ready(page.plane) if page else None,
        graph=_ready(page.graph) if page else None,
    )


@blueprint.post("/themes/<theme>/nom")
def rename(theme: str) -> ResponseReturnValue:
    """Give a theme another name."""
    return _do(theme, "rename", lambda hand, one, _: hand.rename(one, _typed(one)))


@blueprint.post("/themes/<theme>/reunir")
def merge(theme: str) -> ResponseReturnValue:
    """Put another theme in this one."""
    return _do(theme, "merge", lambda hand, one, find: hand.merge(one, find(request.form.get("avec", ""))))


@blueprint.post("/themes/<theme>/passages")
def part(theme: str) -> ResponseReturnValue:
    """Put the ticked passages in a theme of their own, in another one, or in none."""
    chosen, where = request.form.getlist("passage"), request.form.get("vers", "")

    def act(hand: Hand, one: Theme, find: Callable[[str], Theme]) -> None:
        if where == "nouveau":
            hand.split(one, chosen, _typed(one))
        else:
            hand.move(one, chosen, None if where == "aucun" else find(where))

    return _do(theme, "part", act)


@blueprint.post("/themes/<theme>/effet")
def promote(theme: str) -> ResponseReturnValue:
    """Make an effect of the team's own grid of this theme; its passages are its first examples."""
    home, label = current_app.config["KPAROLE"].home, request.form.get("nom", "")

    def act(hand: Hand, one: Theme, _: Callable[[str], Theme]) -> None:
        told = {"covers": request.form.get("aide", ""), "family": request.form.get("famille", "")}
        _typed(one)
        text = with_effect(home, label=label, words=one.words, **told)
        hand.promote(one, effect_id(label), lambda: write_grid(home, text))

    return _do(theme, "promote", act)


@blueprint.post("/themes/annuler")
def take_back() -> ResponseReturnValue:
    """Undo the last gesture."""
    home, before = current_app.config["KPAROLE"].home, set(promoted())
    try:
        undo(request.form.get("geste", 0, type=int))
        for effect in before - set(promoted()):
            without_effect(home, effect)
        flash("C'est repris.", "success")
    except ThemeError as error:
        db.session.rollback()
        flash(str(error), "error")
    return redirect(url_for("themes.index"))


def _do(theme: str, what: str, act: Callable[[Hand, Theme, Callable[[str], Theme]], None]) -> ResponseReturnValue:
    """One gesture on one theme, then back to the list; what is wrong is said on the theme's page."""
    here = present()
    if here.run is None or here.reader is None:
        abort(404)
    analysis, uids = here.reader.analysis, load_machine(here.run)[1]
    there = {one.id: one for one in analysis.themes}

    def find(name: str) -> Theme:
        return there[name] if name in there else _unknown()

    try:
        run, _, seen = request.form.get("vu", "").partition(":")
        hand = Hand(analysis, uids, seen=seen if run == str(here.run.id) else "")
        act(hand, find(theme), find)
    except ThemeError as error:
        db.session.rollback()
        flash(str(error), "error")
        return redirect(url_for("themes.show", theme=theme) if theme in there else url_for("themes.index"))
    flash(SAID[what], "success")
    return redirect(url_for("themes.index"))


def _typed(one: Theme) -> str:
    """The name that was typed, when it holds nobody's that is hidden in the passages. Raises ThemeError."""
    name, reader = request.form.get("nom", ""), present().reader
    if reader is None:
        abort(404)
    there = {extract.id: extract.note for extract in reader.analysis.extracts}
    for note in sorted({there[member] for member in one.members}):
        for span in reader.masks.get(note, ()):
            if span.state != "refused" and re.search(rf"\b{re.escape(span.mask.text)}\b", name, re.IGNORECASE):
                raise ThemeError(f"« {span.mask.text} » est changé dans ces paroles : choisissez un nom sans ce mot.")
    return name


def _unknown() -> NoReturn:
    raise ThemeError("Ce thème n'est plus là. Choisissez-en un autre : rien n'a été fait.")


def _seen(here: Current) -> str:
    """Stands for what is on the page, so that a form sent from an old one changes nothing."""
    return f"{here.run.id if here.run else 0}:{stamp()}"


def _ready(drawing: Drawing | None) -> PageChart | None:
    if drawing is None:
        return None
    return PageChart(drawing.title, drawing.alt, Markup(drawing.svg()), Markup(drawing.svg(narrow=True)))
