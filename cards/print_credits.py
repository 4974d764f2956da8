"""The last page of a print: whose work the cards are, and which edition of which deck this is."""

from __future__ import annotations

from importlib.metadata import version
from textwrap import shorten
from typing import Any

from cards.credits import checking_line, credits
from cards.deck import Deck
from cards.print_options import PrintOptions
from cards.print_titles import language_name

LONGEST_FOOT = 48


def printed_credits(deck: Deck, options: PrintOptions) -> dict[str, Any]:
    """Title and parts (``title``, ``lines``) of the page. No date, so that the same deck gives the same file."""
    makers = [f"{one.what} : {one.who} ({one.licence})." for one in credits()]
    own = sorted({card.credit.strip().rstrip(".") + "." for card in deck.shown if card.credit.strip()})
    languages = ", ".join(language_name(code) for code in options.languages)
    unsure = checking_line(deck, options.languages)
    parts = [
        {
            "title": deck.title,
            "lines": [
                f"{len(deck.shown)} cartes. Version {deck.version}. Langues des titres : {languages}.",
                "Notez cette version avec l'entretien : les mots d'une carte peuvent changer d'une version à l'autre.",
                *([unsure] if unsure else []),
            ],
        },
        {"title": "Qui a fait quoi", "lines": [*makers, f"Mise en page : KParole {version('kparole')}."]},
    ]
    if own:
        parts.insert(1, {"title": "Les images de ce jeu", "lines": own})
    return {"title": "D'où viennent ces cartes", "parts": parts}


def foot(deck: Deck) -> str:
    """The small line at the foot of each card."""
    title = shorten(deck.title, LONGEST_FOOT, placeholder="…")
    if title == "…":  # one very long word
        title = f"{deck.title[: LONGEST_FOOT - 1]}…"
    return f"{title} · version {deck.version}"
