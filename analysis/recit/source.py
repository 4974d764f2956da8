"""What the récit is written from: one analysis, and what may leave the team."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.card_life import Played
from analysis.effect_map.by_hand import Entry
from analysis.steps.taxonomy import Taxonomy
from analysis.steps.types import Analysis
from cards.deck import Deck


@dataclass(frozen=True, slots=True)
class RecitSource:
    """Everything the Word file may say.

    ``names``: person id → changed first name. ``quotable``: extract id → its words as they may leave, already masked;
    an extract that is not there is counted and never quoted. ``withheld``: why, as counts of extracts by reason
    ("accord": no consent declared for the récit; "masquage": a mask proposal still waits).
    ``checked``: False when consents and masks were not verified by anybody (straight from files): a draft, said on every page.
    ``dated``: the day written on the title page, as text. ``left_out``: files that could not be read, or were copies.
    ``played``: what these interviews tell of their cards, None when nobody looked.
    ``by_hand``: what the team filled on the map of effects.
    """

    analysis: Analysis
    taxonomy: Taxonomy
    deck: Deck
    names: dict[str, str]
    quotable: dict[str, str]
    withheld: dict[str, int]
    checked: bool
    dated: str
    network: str = "Réseau des KPA"
    left_out: int = 0
    played: Played | None = None
    by_hand: tuple[Entry, ...] = ()
