"""The page that finds passages. Words searched may be somebody's: they are sent, never put in an address."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from cards.deck import Deck
from cards.library import known_deck
from interviews.search import hooks as _hooks  # noqa: F401  (importing it keeps the index true)
from interviews.search.errors import SearchError
from interviews.search.forms import SearchForm
from interviews.search.kept import Search, keep, kept
from interviews.search.pages import results_page
from interviews.search.query import Query, read_query
from interviews.search.service import Order, find, kpas_within_reach, states_within_reach
from interviews.service import count_comptes_rendus
from kparole.access import current

blueprint = Blueprint("search", __name__, url_prefix="/chercher")

GONE = "Cette recherche n'est plus gardée. Faites-la de nouveau."


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """The field, before anything is searched."""
    deck = known_deck()
    return render_template("search/index.html", form=_form(deck), page=None, wrong="", key="", total=_total())


@blueprint.post("/")
def ask() -> ResponseReturnValue:
    """Keep what was typed, then show what is found, so that « back » and « reload » ask nothing again."""
    form = _form(known_deck())
    key = keep(session, Search((form.words.data or "").strip(), form.filters, form.chosen_sort))
    return redirect(url_for("search.show", key=key), 303)


@blueprint.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    """What a search finds, a page of it."""
    search, deck = kept(session, key), known_deck()
    if search is None:
        flash(GONE, "info")
        return redirect(url_for("search.index"))
    form, page, wrong = _form(deck, search), None, ""
    try:
        query = read_query(search.words)
    except SearchError as error:
        wrong = str(error)
    else:
        page = _results(query, search, deck)
    return render_template("search/index.html", form=form, page=page, wrong=wrong, key=key, total=_total())


def _results(query: Query, search: Search, deck: Deck) -> object:
    answer = find(query, search.filters, _order(search), deck=deck)
    masked = current().use_needed is not None
    return results_page(answer, query, deck, masked=masked, said=bool(search.filters.said))


def _order(search: Search) -> Order:
    page = request.args.get("page", "1")
    return Order(
        sort=request.args.get("tri", search.sort),
        down=request.args.get("sens") == "inverse",
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
    )


def _form(deck: Deck, search: Search | None = None) -> SearchForm:
    from dataclasses import asdict

    data = {"words": search.words, "sort": search.sort, **asdict(search.filters)} if search else None
    form = SearchForm(data=data)
    form.offer(kpas_within_reach(), deck, states_within_reach())
    return form


def _total() -> int:
    return count_comptes_rendus()
