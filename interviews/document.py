"""A compte-rendu as plain data, whatever it came from: what Word import gives and everything else takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.steps.types import Span

Gender = Literal["femme", "homme", "autre"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as written, guillemets kept; ``exact`` are the stretches that are the person's own words.

    From the tablet alone: ``marks`` (important, feeling, observation) say what the whole paragraph is, ``operation`` which
    operation of the journal wrote it.
    """

    text: str
    exact: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    operation: str | None = None


@dataclass(frozen=True, slots=True)
class PickedCard:
    """A card in the order of selection. ``id``: the deck's, "joker" for any joker, None for a title no deck card has.

    ``title``: as written for a joker that was named (None for an unnamed joker); for a card with a pair of openings,
    the one that was typed, since it tells polarity; else the deck's title.
    """

    id: str | None
    title: str | None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class CompteRendu:
    """The standard structure. An absent part is None (or empty); nothing of the file is missing from here.

    ``unplaced`` holds what could not be placed; ``problems`` says in French what a reader should check.
    """

    kpa: str | None = None
    age: int | None = None
    gender: Gender | None = None
    since: str | None = None
    lived: tuple[Passage, ...] = ()
    terms: tuple[Passage, ...] = ()
    introduction: tuple[Passage, ...] = ()
    cards: tuple[PickedCard, ...] = ()
    closing: tuple[Passage, ...] = ()
    unplaced: tuple[Passage, ...] = ()
    problems: tuple[str, ...] = ()
