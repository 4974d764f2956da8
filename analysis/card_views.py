"""The pages of the life of the cards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from analysis.card_charts import page_charts, pair_chart
from analysis.card_choice import Choice, VersionName, choice_said, on_both, read_choice, version_names, what_differs
from analysis.card_counting import life_of
from analysis.card_life import Played
from analysis.card_life_service import played
from analysis.card_pages import CardRow, LifePage, life_page
from analysis.card_voices import voices_under
from analysis.service import latest_run
from analysis.views import reader_of
from analysis.voices import Voice
from cards.views import media_url
from kparole.access import current

blueprint = Blueprint("card_life", __name__, url_prefix="/analyse/cartes")

QUOTED = 3
"""Cards taken most often that are shown with something said under them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    choice: Choice
    name: str
    page: LifePage


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What became of the cards, over all interviews or those of a version of the deck and a period."""
    found, veiled = played(), current().use_needed is not None
    names = version_names(found)
    choice, wrong = read_choice(request.args, known=[one.version for one in names], free=not veiled)
    page = _page(found, choice, veiled=veiled)
    there = [one for one in names if any(use.version == one.version for use in page.life.versions)]
    return render_template(
        "card_life/index.html",
        page=page,
        choice=choice,
        chosen=choice_said(choice, names),
        wrong=wrong,
        names=names,
        changes=what_differs(there),
        charts=page_charts(page, address=media_url),
        voices=_voices(page, among={game.id for game in found.games if choice.takes(game)}),
    )


@blueprint.get("/comparer")
def compare() -> ResponseReturnValue:
    """Two versions of the deck, or two periods, side by side; a change of wording or picture between them is told.

    Outside the team only that is told: with the counts of a part beside those of the whole, small ones would be found.
    """
    found, veiled = played(), current().use_needed is not None
    names = version_names(found)
    known = [one.version for one in names]
    first, wrong = read_choice(request.args, prefix="a_", known=known, free=not veiled)
    second, wrong_too = read_choice(request.args, prefix="b_", known=known, free=not veiled)
    if not request.args and len(known) > 1 and not veiled:
        first, second = Choice(known[-2]), Choice(known[-1])
    sides = [Side(one, choice_said(one, names), _page(found, one, veiled=veiled)) for one in (first, second)]
    a, b = sides
    rows = _together(a.page, b.page) if first != second and not (a.page.too_few or b.page.too_few) else ()
    return render_template(
        "card_life/compare.html",
        a=a,
        b=b,
        rows=rows,
        wrong=(*wrong, *wrong_too),
        names=names,
        interviews=len(found.games),
        veiled=veiled,
        shared=on_both(first, second, found.games) if rows else "",
        changes=what_differs(names if veiled else _between(a.page, b.page, names)) if rows or veiled else (),
        chart_drawing=pair_chart(*zip(*rows, strict=True), names=("d'un côté", "de l'autre"), address=media_url)
        if rows
        else None,
    )


def _page(found: Played, choice: Choice, *, veiled: bool) -> LifePage:
    games = [game for game in found.games if choice.takes(game)]
    life = life_of(games, decks=found.decks, shown=found.shown)
    aside = {"kept_back": found.kept_back, "running": found.running} if choice.everything else {}
    return life_page(life, veiled=veiled, **aside)


def _voices(page: LifePage, *, among: Collection[str]) -> list[Voice]:
    """What was said under the cards taken most often, as whoever acts may read it."""
    run = latest_run()
    cards = [row.card for row in page.rows[:QUOTED]]
    if run is None or not cards or page.too_few:
        return []
    return list(voices_under(reader_of(run), cards, among=among).values())


def _together(left: LifePage, right: LifePage) -> tuple[tuple[CardRow, CardRow], ...]:
    """Each card that was on a table of one side or the other, most taken first; a side that had none of it counts 0 of 0."""
    sides = [{row.card: row for row in page.in_deck if row.base} for page in (left, right)]
    pairs = []
    for card in dict.fromkeys((*sides[0], *sides[1])):
        one, other = sides[0].get(card), sides[1].get(card)
        known = one or other
        assert known is not None, "a card comes from one side at least"
        pairs.append((one or known.absent, other or known.absent))
    return tuple(sorted(pairs, key=lambda pair: -((pair[0].taken or 0) + (pair[1].taken or 0))))


def _between(left: LifePage, right: LifePage, names: tuple[VersionName, ...]) -> list[VersionName]:
    """The versions of both sides, in the order of first use, when they are not the same; [] when they are."""
    sides = [{use.version for use in page.life.versions} for page in (left, right)]
    return [] if sides[0] == sides[1] else [one for one in names if one.version in sides[0] | sides[1]]
