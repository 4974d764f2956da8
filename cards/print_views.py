"""The page that prints the cards: what to print, the first sheets as they will be, the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from cards.deck import Deck
from cards.print_asked import address_of, asked_options, too_many
from cards.print_deck import calibration_pdf, deck_pdf, deck_preview, page_count, troubles
from cards.print_decks import Printable, chosen_deck, printable_decks
from cards.print_options import CHOICES, PrintOptions
from cards.print_sheets import Sheet, lay_out
from cards.print_titles import printable_languages
from kparole.downloads import send_download
from kparole.uploads.kinds import Kind

blueprint = Blueprint("print", __name__, url_prefix="/cartes/imprimer")

PDF = Kind("pdf", "un PDF", "pdf", "application/pdf")
SHOWN = 4
"""How many sides the page shows: enough to see fronts, backs and how they lie."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side in the preview; ``seen``: what is on it, for who does not see it."""

    number: int
    label: str
    seen: str


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """What to print, and the first sheets."""
    decks = printable_decks()
    chosen = chosen_deck(request.args.get("jeu", ""), decks)
    languages = printable_languages(chosen.deck)
    options = _options(chosen)
    sheets = lay_out(len(chosen.deck.shown), options)
    return render_template(
        "print/index.html",
        decks=decks,
        chosen=chosen,
        choices=CHOICES,
        languages=languages,
        options=options,
        address=address_of(chosen.key, options),
        sides=_sides(chosen.deck, sheets[:SHOWN]),
        pages=page_count(len(chosen.deck.shown), options),
        stamp=chosen.deck.version,
        troubles=troubles(chosen.deck, options, home=_home()),
        too_many=too_many(request.args.to_dict(flat=False), offered=[code for code, _ in languages]),
    )


@blueprint.get("/feuille-<int:number>.png")
def preview(number: int) -> ResponseReturnValue:
    """One side as a picture, drawn by what draws the PDF."""
    chosen = _chosen()
    picture = _kept_preview(chosen.deck, _options(chosen), _home(), number)
    if picture is None:
        abort(404)
    answer = Response(picture, mimetype="image/png")
    answer.headers["Cache-Control"] = "private, max-age=3600"  # its address has the version of the deck
    return answer


@blueprint.get("/cartes.pdf")
def pdf() -> ResponseReturnValue:
    """The sheets, to save and print."""
    chosen = _chosen()
    options = _options(chosen)
    return send_download(_kept_pdf(chosen.deck, options, _home()), what=f"cartes-{options.format.value}", kind=PDF)


@blueprint.get("/calibrage.pdf")
def calibration() -> ResponseReturnValue:
    """The page that sets the printer, alone."""
    return send_download(calibration_pdf(), what="calibrage", kind=PDF)


def _chosen() -> Printable:
    return chosen_deck(request.args.get("jeu", ""), printable_decks())


def _options(chosen: Printable) -> PrintOptions:
    return asked_options(
        request.args.to_dict(flat=False), offered=[code for code, _ in printable_languages(chosen.deck)]
    )


def _home() -> Path:
    home: Path = current_app.config["KPAROLE"].home
    return home


def _sides(deck: Deck, sheets: tuple[Sheet, ...]) -> tuple[Side, ...]:
    """The first sides: « Feuille 1, cartes », « Feuille 1, dos »…"""
    leaf, found = 0, []
    for number, sheet in enumerate(sheets, 1):
        leaf += not sheet.back
        titles = " ".join(deck.shown[place.card].title for place in sheet.places)
        seen = f"{len(sheet.places)} dos au nom du jeu" if sheet.back else f"Aperçu de la feuille : {titles}"
        found.append(Side(number, f"Feuille {leaf}, {'dos' if sheet.back else 'cartes'}", seen))
    return tuple(found)


@lru_cache(maxsize=3)
def _kept_pdf(deck: Deck, options: PrintOptions, home: Path) -> bytes:
    """A person looks, then saves, then saves again: a few files are kept, whole decks with photos weigh megabytes."""
    return deck_pdf(deck, options, home=home)


@lru_cache(maxsize=48)
def _kept_preview(deck: Deck, options: PrintOptions, home: Path, number: int) -> bytes | None:
    return deck_preview(deck, options, home=home, sheet=number)
