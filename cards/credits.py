"""Who made what is on the cards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """One part of the deck: ``what`` it is, ``who`` made it, under which ``licence``."""

    what: str
    who: str
    licence: str


def credits() -> tuple[Credit, ...]:
    """Every part that somebody made."""
    return (
        Credit("Pictogrammes des images (têtes, mains, objets)", "Fluent Emoji, Microsoft", "MIT"),
        Credit("Scènes, corps et décors des images", "KParole", "AGPL-3.0-or-later"),
        Credit("Police Atkinson Hyperlegible Next", "Braille Institute of America", "OFL-1.1"),
    )
