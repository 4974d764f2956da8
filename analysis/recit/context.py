"""Everything the Word template may print, as frozen data: a test checks the names both ways.

Texts are French sentences ready to read; a count never comes without the words that explain it. ``image`` is whatever
the writer of the file puts in place of a chart.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.recit.voice import Origin, Quote


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a small table: what it is about, and the sentence."""

    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption."""

    title: str
    image: object


@dataclass(frozen=True, slots=True)
class EffectSection:
    """One effect: what it covers, the words, the counter-examples, then the small box and its drawing.

    ``style``: social, inner, trade or "". ``silence`` says why there is no quote ("" when there are some).
    ``covers``: one text a line. ``figure`` is None when nobody speaks of it.
    """

    label: str
    style: str
    family: str
    covers: tuple[str, ...]
    finer: str
    quotes: tuple[Quote, ...]
    silence: str
    against: str
    counter_examples: tuple[Quote, ...]
    box: tuple[Fact, ...]
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class ThemeSection:
    """A theme among what fits no effect."""

    name: str
    said: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One line of the annex of weights."""

    label: str
    people: str
    kpas: str
    weight: str
    interval: str
    strength: str


@dataclass(frozen=True, slots=True)
class CrossingTable:
    """One variable crossed with the effects, a sentence a line; ``note`` says what is masked and why."""

    title: str
    head: str
    rows: tuple[Fact, ...]
    note: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One card of the deck: its title, what is said aloud, how many people took it."""

    title: str
    spoken: str
    taken: str


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One card of the annex on the life of the cards: in how many interviews, how often first, the rank in the middle."""

    title: str
    interviews: str
    first: str
    usual: str


@dataclass(frozen=True, slots=True)
class RecitContext:
    """The whole récit. ``draft``: the banner of every page, "" once consents and masks were verified by people."""

    title: str
    network: str
    dated: str
    draft: str
    epigraph: Quote | None
    opening: tuple[str, ...]
    key_figures: tuple[Fact, ...]
    method: tuple[Fact, ...]
    effects_intro: tuple[str, ...]
    effects_map: Figure | None
    effects: tuple[EffectSection, ...]
    unplaced: tuple[str, ...]
    themes: tuple[ThemeSection, ...]
    limits: tuple[Fact, ...]
    weights: tuple[WeightRow, ...]
    weights_note: str
    weights_figure: Figure | None
    crossings: tuple[CrossingTable, ...]
    crossings_note: str
    saturation: str
    saturation_figure: Figure | None
    deck_intro: str
    deck: tuple[DeckRow, ...]
    life_said: tuple[str, ...]
    life: tuple[LifeRow, ...]
    cards_figure: Figure | None
    life_facts: tuple[Fact, ...]
    origins: tuple[Origin, ...]
    origins_note: str
    parameters: tuple[Fact, ...]
