"""The links at the top of every page: only those the person may follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app

from kparole.access import Right, current


@dataclass(frozen=True, slots=True)
class Link:
    """One entry: where it goes, its word, its icon, the right it asks for; ``rooms``: other blueprints that belong under it."""

    endpoint: str
    label: str
    icon: str
    right: Right
    rooms: tuple[str, ...] = ()

    @property
    def blueprints(self) -> tuple[str, ...]:
        """Every blueprint whose pages are under this entry."""
        return (self.endpoint.partition(".")[0], *self.rooms)


MAIN = (
    Link("home.index", "Accueil", "home", Right.ENTER),
    Link("cards.index", "Cartes", "cards", Right.ENTER, ("decks", "print")),
    Link(
        "interviews.index",
        "Entretiens",
        "chat",
        Right.READ_INTERVIEWS,
        ("plans", "tablets", "rescue", "kit", "writeup", "handback", "search", "names", "comptes_rendus_word"),
    ),
    Link(
        "analysis.index",
        "Analyse",
        "grid",
        Right.READ_ANALYSIS,
        ("card_life", "themes", "effect_map", "weighing", "review", "campaigns", "findings", "double", "game"),
    ),
    Link("recit.index", "Récit", "book", Right.WRITE_RECIT),
    Link("people.index", "Comptes", "people", Right.MANAGE_ACCOUNTS),
)
ASIDE = (
    Link("plans.index", "Rendez-vous", "calendar", Right.LEAD),
    Link("kit.index", "Fiches outils", "idea", Right.ENTER),
    Link("rescue.page", "Fichier de secours", "upload", Right.LEAD),
    Link("passes.index", "Passes", "key", Right.GIVE_PASSES),
    Link("trail.index", "Journal des accès", "clock", Right.READ_JOURNAL),
    Link("setup.index", "Réseau", "people", Right.SET_UP),
)
CARDS = (
    Link("print.index", "Imprimer", "print", Right.ENTER),
    Link("decks.index", "Changer le jeu", "pencil", Right.MAKE_CARDS),
    Link("kit.index", "Fiches outils", "book", Right.ENTER),
    Link("card_life.index", "La vie des cartes", "grid", Right.READ_ANALYSIS),
    Link("cards.credits_page", "Crédits", "info", Right.ENTER),
)
"""What one does with the cards, on the page where they lie."""


def links(entries: tuple[Link, ...]) -> list[Link]:
    """Those that exist in this KParole and are open to whoever acts."""
    return [one for one in entries if one.endpoint in current_app.view_functions and current().may(one.right)]


def context() -> dict[str, Any]:
    """What every page knows of its surroundings."""
    return {
        "demo": current_app.config["KPAROLE"].demo,
        "links": links,
        "main_links": MAIN,
        "aside_links": ASIDE,
        "card_links": CARDS,
        "has_accounts": "accounts.mine" in current_app.view_functions,
        "actor": current(),
    }
