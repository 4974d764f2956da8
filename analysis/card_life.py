"""What becomes of the cards across interviews: taken, at what rank, in what order, set aside, never chosen. Plain data.

Every count is a number of interviews: a card taken twice in one interview counts once there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.card_titles import Titles
from cards.deck import Card, Deck

JOKER = "joker"
PLACES = 6
"""Ranks told apart: first to fifth, then the sixth and all after it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A card taken. ``card``: its id, "joker" for any joker, None for a title that no card of the deck has.

    ``opening``: which of the two openings of a card that carries a pair, "" when nobody wrote it down. ``title``: the
    person's own words, for a joker or for what is no card; they may name somebody.
    """

    card: str | None
    opening: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Game:
    """One interview, as its cards tell it: those taken, in order, and the version of the deck on the table.

    ``followed``: a tablet kept its journal, so that what was read, skipped, left for later and put back is known too.
    """

    id: str
    version: str
    on: date
    taken: tuple[Taken, ...] = ()
    followed: bool = False
    read: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()

    @property
    def cards(self) -> frozenset[str]:
        """The cards of the deck that were taken."""
        return frozenset(one.card for one in self.taken if one.card)


@dataclass(frozen=True, slots=True)
class Played:
    """The interviews that count, and the decks they were led with, by version; a version that is not known is not there.

    ``kept_back``: people who did not want their notes kept; ``running``: interviews that are not over on their tablet.
    """

    games: tuple[Game, ...]
    decks: Mapping[str, Deck]
    shown: Deck
    kept_back: int = 0
    running: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """A card among the interviews that a tablet followed (``base``), when it was not taken in the end.

    ``read``: read aloud and left, among the ``heard`` interviews where cards were read by the tablet. ``again``: set aside
    in one way or another, then taken all the same.
    """

    base: int = 0
    heard: int = 0
    read: int = 0
    skipped: int = 0
    later: int = 0
    back: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card. ``base``: the interviews that tell their cards and had it on the table; ``ranks``: its first place in each;
    ``picture``: the name of its file, "" for a card that no deck has.

    ``openings``: how often each opening of a pair was taken; ``unsaid``: taken, and nobody wrote which.
    """

    card: str
    picture: str
    title: str
    base: int
    taken: int
    first: int
    ranks: tuple[int, ...]
    openings: tuple[tuple[str, int], ...]
    unsaid: int
    aside: Aside

    @property
    def usual(self) -> int | None:
        """The rank in the middle, from 1; None when it was never taken."""
        half, seen = (self.taken + 1) // 2, 0
        for place, number in enumerate(self.ranks, 1):
            seen += number
            if seen >= half > 0:
                return place
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """One card taken right after another, in so many interviews."""

    before: str
    after: str
    interviews: int


@dataclass(frozen=True, slots=True)
class VersionUse:
    """A version of the deck, how many interviews were led with it, from when to when."""

    version: str
    interviews: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class CardLife:
    """The whole. ``telling``: the interviews that say which cards were taken; the others are ``silent``.

    ``chained``: those with two cards or more, the base of ``sequences`` and of ``openers`` (first card, second card).
    ``strange``: interviews where a title was taken that no card of the deck has.
    """

    interviews: int = 0
    telling: int = 0
    taken: int = 0
    chained: int = 0
    followed: int = 0
    heard: int = 0
    strange: int = 0
    lines: tuple[CardLine, ...] = ()
    sequences: tuple[Step, ...] = ()
    openers: tuple[Step, ...] = ()
    titles: Titles = field(default_factory=Titles)
    versions: tuple[VersionUse, ...] = ()

    @property
    def silent(self) -> int:
        """The interviews that say nothing of the cards."""
        return self.interviews - self.telling

    @property
    def never(self) -> tuple[CardLine, ...]:
        """The cards that were on the table and that nobody took."""
        return tuple(line for line in self.lines if line.base and not line.taken)

    def line(self, card: str) -> CardLine | None:
        """The line of this card."""
        return next((line for line in self.lines if line.card == card), None)


def key_of(card: Card) -> str:
    """The id a card is counted under: all jokers are one."""
    return JOKER if card.joker else card.id
