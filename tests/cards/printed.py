"""What tests of prints share: small decks, what a PDF says of itself, pages as grids of pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pypdf import PageObject, PdfReader

from cards.deck import Card, Deck, load_deck
from cards.print_deck import deck_preview
from cards.print_options import PrintOptions

PPI = 60
Pixels = NDArray[np.int16]


def small_deck(count: int, **titles: str) -> Deck:
    """The first cards of ours; with ``titles``, those of the first card."""
    deck = load_deck()
    cards = tuple(replace(deck.cards[n % len(deck.cards)], id=f"carte-{n}") for n in range(count))
    if titles:
        cards = (replace(cards[0], titles=titles), *cards[1:])
    return replace(deck, cards=cards)


def with_first(deck: Deck, **changes: Any) -> Deck:
    """The same deck, its first card changed."""
    first: Card = replace(deck.cards[0], **changes)
    return replace(deck, cards=(first, *deck.cards[1:]))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def texts(page: PageObject) -> list[tuple[str, float, float]]:
    """Each piece of text with where it begins, in millimetres from the top left corner of the page."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x * 25.4 / 72, (float(page.mediabox.height) - y) * 25.4 / 72))

    page.extract_text(visitor_text=note)
    return found


def fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Each font of the file: its name, and whether it travels in the file."""
    for page in reader.pages:
        for font in (page["/Resources"].get("/Font") or {}).values():
            one = font.get_object()
            below = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            descriptor = below["/FontDescriptor"]
            yield str(one["/BaseFont"]), any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))


def tagged(reader: PdfReader) -> Iterator[Any]:
    """Every element of the structure of the file."""
    waiting = [reader.root_object["/StructTreeRoot"]["/K"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            if "/K" in one and not isinstance(one["/K"], int):
                waiting.append(one["/K"])


def picture(deck: Deck, options: PrintOptions, sheet: int, *, ppi: float = PPI) -> Pixels:
    """One sheet as rows of pixels (height × width × 3, 0 is black), drawn by what draws the PDF."""
    png = deck_preview(deck, options, home=None, sheet=sheet, ppi=ppi)
    assert png is not None
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"), dtype=np.int16)


def part(pixels: Pixels, x: float, y: float, width: float, height: float, *, ppi: float = PPI) -> Pixels:
    """The pixels of this rectangle, in millimetres."""
    k = ppi / 25.4
    return pixels[round(y * k) : round((y + height) * k), round(x * k) : round((x + width) * k)]


def inked(pixels: Pixels, *, below: int = 235) -> NDArray[np.bool_]:
    """True where something is printed."""
    found: NDArray[np.bool_] = pixels.min(axis=2) < below
    return found
