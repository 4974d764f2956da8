"""Prints the kit and the blank compte-rendu: pages in reading order on A4, or an A5 booklet to fold and staple."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from cards.deck import PICTURES, load_deck
from cards.print_typst import compile_typst
from interviews.form_words import form_parts
from interviews.kit import Kit, typeset, used_cards
from interviews.kit_booklet import folded

Paper = Literal["a4", "a5"]


def kit_pdf(kit: Kit, *, booklet: bool = False) -> bytes:
    """The whole kit, the blank compte-rendu at its end. The same kit gives the same bytes. Raises PrintError."""
    pages = _pages("kit.typ", kit, kit.title, paper="a5" if booklet else "a4")
    return folded(pages, title=kit.title) if booklet else pages


def form_pdf(kit: Kit, *, booklet: bool = False) -> bytes:
    """The blank compte-rendu alone, to be written by hand. The same kit gives the same bytes. Raises PrintError."""
    pages = _pages("kit_blank.typ", kit, kit.form.title, paper="a5" if booklet else "a4")
    return folded(pages, title=kit.form.title) if booklet else pages


def kit_pages(kit: Kit) -> bytes:
    """The A5 pages of the booklet, in reading order, before they are put side by side."""
    return _pages("kit.typ", kit, kit.title, paper="a5")


def _pages(template: str, kit: Kit, title: str, *, paper: Paper) -> bytes:
    deck = load_deck()
    shown = {card: deck.card(card) for card in used_cards(kit)}
    data: dict[str, Any] = {
        "kit": asdict(kit),
        "form": asdict(kit.form),
        "parts": asdict(form_parts(kit.form)),
        "paper": paper,
        "titles": {key: typeset(card.title) for key, card in shown.items() if card},
    }
    files = {f"{key}.svg": (PICTURES / card.picture).read_bytes() for key, card in shown.items() if card}
    return compile_typst(template, data, files=files, title=title)
