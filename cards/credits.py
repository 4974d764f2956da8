"""Who made what is on the cards, under which licence, and which languages nobody has read over yet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from cards.deck import Deck, load_deck
from cards.languages import Language, load_languages

ICONS = Path(__file__).parent / "icons.toml"
TO_CHECK = "à faire relire par une personne dont c'est la langue"


@dataclass(frozen=True, slots=True)
class Credit:
    """One part of the deck: ``what`` it is, ``who`` made it, under which ``licence``, and ``where`` it comes from."""

    what: str
    who: str
    licence: str
    where: str = ""


def credits() -> tuple[Credit, ...]:
    """Every part that somebody made: pictures, pictograms, words, fonts of the screen and of the print."""
    icons = tomllib.loads(ICONS.read_text(encoding="utf-8"))
    maker, _, address = icons["author"].partition(", ")
    return (
        Credit("Images des cartes (scènes, corps, mains, décors)", "dessinées pour KParole", "AGPL-3.0-or-later"),
        Credit("Pictogrammes des images (têtes, objets)", f"Fluent Emoji, {maker}", icons["licence"], address),
        Credit("Mots des cartes et leurs traductions", "écrits pour KParole", "AGPL-3.0-or-later"),
        Credit(
            "Police Atkinson Hyperlegible Next",
            "Braille Institute of America",
            "OFL-1.1",
            "https://www.brailleinstitute.org/freefont/",
        ),
        Credit(
            "Polices Noto Sans et Noto Naskh Arabic (impression)",
            "The Noto Project Authors",
            "OFL-1.1",
            "https://fonts.google.com/noto",
        ),
    )


def to_check(codes: Iterable[str] | None = None) -> tuple[Language, ...]:
    """The languages that nobody whose own they are has read over, among ``codes`` when some are given."""
    wanted = None if codes is None else set(codes)
    return tuple(one for one in load_languages() if one.to_check and (wanted is None or one.code in wanted))


def french_name(language: Language) -> str:
    """The name of a language in French; its own name when French has none for it.

    >>> [french_name(one) for one in load_languages()[2:4]]
    ['anglais', 'arabe']
    """
    return str(Locale("fr").languages.get(language.tag, language.name))


def checking_line(deck: Deck, codes: Iterable[str]) -> str:
    """One sentence for the print: which of these languages are to be read over; empty when there is none.

    A team that has written its own titles in a language is not asked anything: only ours are in doubt.
    """
    ours = {(code, title) for card in load_deck().cards if not card.joker for code, title in card.titles.items()}
    used = {code for card in deck.shown for code, title in card.titles.items() if (code, title) in ours}
    names = [french_name(one) for one in to_check(used & set(codes))]
    if not names:
        return ""
    whole = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} et {names[-1]}"
    return f"Traductions {TO_CHECK} : {whole}."
