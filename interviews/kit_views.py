"""The pages of the kit: the list of fiches, one fiche to read or print, the files to take away."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from cards.deck import load_deck
from interviews.kit import Kit, Sheet, load_kit, typeset
from interviews.kit_papers import PAPERS, made
from kparole.downloads import send_download

blueprint = Blueprint("kit", __name__, url_prefix="/entretiens/fiches")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What is in the kit, and the files to take away."""
    return render_template("kit/index.html", kit=load_kit())


@blueprint.get("/<fiche_id>")
def fiche(fiche_id: str) -> ResponseReturnValue:
    """One page of the kit."""
    kit = load_kit()
    sheet = kit.sheet(fiche_id)
    if sheet is None:
        abort(404)
    before, after = _neighbours(kit, sheet)
    titles = {card.id: typeset(card.title) for card in load_deck().cards}
    return render_template("kit/fiche.html", kit=kit, sheet=sheet, before=before, after=after, titles=titles)


@blueprint.get("/telecharger/<paper>")
def download(paper: str) -> Response:
    """A file to print or to change."""
    if paper not in PAPERS:
        abort(404)
    return send_download(made(paper), what=PAPERS[paper].what, kind=PAPERS[paper].kind)


def _neighbours(kit: Kit, sheet: Sheet) -> tuple[Sheet | None, Sheet | None]:
    """The pages before and after."""
    at = kit.sheets.index(sheet)
    return kit.sheets[at - 1] if at else None, next(iter(kit.sheets[at + 1 : at + 2]), None)
