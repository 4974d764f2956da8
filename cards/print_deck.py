"""A deck, printed: the sheets as a PDF, or the first ones as pictures to look at."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from cards.deck import Card, Deck
from cards.media import media_path
from cards.print_boxes import with_boxes
from cards.print_credits import foot, printed_credits
from cards.print_options import Format, PrintOptions
from cards.print_pictures import printed_pictures
from cards.print_sheets import Sheet, lay_out, paper_for
from cards.print_titles import listed, missing_titles, printed_titles
from cards.print_typst import compile_typst, render_typst

TEMPLATE = "cards.typ"
PIXELS = {Format.A6: 1100, Format.A5: 1560, Format.A4: 2200, Format.SHOP: 1100}
"""The side of a picture at 300 dots an inch."""


def deck_pdf(deck: Deck, options: PrintOptions, *, home: Path | None) -> bytes:
    """The cards shown of a deck as a tagged PDF, the same bytes for the same deck and options.

    ``home``: the folder of a team's own pictures. Raises PrintError when a picture cannot be read.
    """
    data, files = _prepared(
        deck, options, home, sheets=lay_out(len(deck.shown), options), pixels=PIXELS[options.format]
    )
    data |= {"test_page": options.test_page, "credits": printed_credits(deck, options)}
    return with_boxes(compile_typst(TEMPLATE, data, files=files, title=deck.title), options)


def deck_preview(deck: Deck, options: PrintOptions, *, home: Path | None, sheet: int, ppi: float = 96) -> bytes | None:
    """The sheet of this number (from 1) as a PNG picture; None when there is none. Raises PrintError as ``deck_pdf``."""
    sheets = lay_out(len(deck.shown), options)
    if not 1 <= sheet <= len(sheets):
        return None
    data, files = _prepared(deck, options, home, sheets=sheets[sheet - 1 : sheet], pixels=400)
    return render_typst(TEMPLATE, data, files=files, title=deck.title, ppi=ppi)[0]


def page_count(count: int, options: PrintOptions) -> int:
    """How many pages the file of so many cards has, the page that sets the printer and the credits with them."""
    credits = 2 if options.backs and options.format is Format.SHOP else 1
    return len(lay_out(count, options)) + credits + (2 if options.test_page else 0)


def calibration_pdf() -> bytes:
    """The page that sets the printer, alone, front and back."""
    data = {"test_page": True, "sheets": [], "credits": None, "paper": {"bleed": 0}, "grey": False}
    return with_boxes(compile_typst(TEMPLATE, data, title="Régler l'imprimante"), PrintOptions())


def troubles(deck: Deck, options: PrintOptions, *, home: Path | None) -> tuple[str, ...]:
    """What the print will lack, in French sentences; empty when nothing."""
    pictures = [card.title for card in deck.shown if media_path(card.picture, home) is None]
    without = (f"Sans image : {listed(pictures)}.",) if pictures else ()
    return missing_titles(deck, options.languages) + without


def _prepared(
    deck: Deck, options: PrintOptions, home: Path | None, *, sheets: tuple[Sheet, ...], pixels: int
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the template reads, and the pictures of the cards that lie on these sheets."""
    files: dict[str, bytes] = {}
    cards: list[dict[str, Any]] = [{} for _ in deck.shown]
    lying = sorted({place.card for sheet in sheets for place in sheet.places if not sheet.back})
    made = printed_pictures(
        {deck.shown[number].picture for number in lying}, home=home, grey=options.grey, pixels=pixels
    )
    for number in lying:
        card = deck.shown[number]
        picture = made[card.picture]
        name = f"{number}.{picture.suffix}" if picture else None
        if picture and name:
            files[name] = picture.content
        cards[number] = _described(card, options, name)
    data = {
        "paper": asdict(paper_for(options)),
        "sheets": [asdict(sheet) for sheet in sheets],
        "cards": cards,
        "deck": {"title": deck.title, "foot": foot(deck)},
        "grey": options.grey,
        "backs": options.backs,
        "test_page": False,
        "credits": None,
    }
    return data, files


def _described(card: Card, options: PrintOptions, file: str | None) -> dict[str, Any]:
    return {
        "titles": [asdict(title) for title in printed_titles(card, options.languages)],
        "picture": f"/files/{file}" if file else None,
        "alt": f"Image de la carte « {card.title} »",
    }
