"""What the pages of the life of the cards show, as plain dataclasses: counts with their base, small ones kept in the team.

``veiled`` is for whoever is outside the team that collected the words: a count under 5 is None (« moins de 5 »), no rank by
rank table, and none of the titles that people gave, since they may name somebody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.card_life import CardLife, CardLine, Step
from analysis.card_titles import TitleGroup
from analysis.card_wording import base_said, of_base, titles_said
from analysis.steps.cross import SMALL_CELL
from analysis.steps.small_cells import Cell, hide

MOST_STEPS = 8
"""Bands of the drawing; the table has them all."""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A card among the interviews followed with a tablet, when it was not taken in the end; ``again``: taken after all."""

    base: int
    heard: int
    read: int | None
    skipped: int | None
    later: int | None
    back: int | None
    again: int | None

    @property
    def any(self) -> bool:
        """True when something was set aside."""
        return any(number != 0 for number in (self.read, self.skipped, self.later, self.back, self.again))


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card: ``first`` is None when it may not be shown, ``ranks`` is () then too."""

    card: str
    picture: str
    title: str
    base: int
    taken: int | None
    first: int | None
    ranks: tuple[int, ...]
    usual: int | None
    aside: AsideRow
    openings: tuple[tuple[str, int | None], ...]
    unsaid: int | None

    @property
    def absent(self) -> CardRow:
        """The same card where it was on no table."""
        return CardRow(self.card, self.picture, self.title, 0, 0, 0, (), None, AsideRow(0, 0, 0, 0, 0, 0, 0), (), 0)

    @property
    def taken_said(self) -> str:
        """« 12 des 30 entretiens »."""
        return of_base(self.taken, self.base)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One card right after another."""

    before: str
    after: str
    before_picture: str
    after_picture: str
    interviews: int


@dataclass(frozen=True, slots=True)
class LifePage:
    """The whole page. ``rows``: cards taken, the most often first; ``never``: on the table and never taken.

    ``rare``: how many sequences are not listed, because too few interviews have them for who reads. ``titles``: None when
    they may not be read.
    """

    life: CardLife
    veiled: bool
    said: tuple[str, ...]
    rows: tuple[CardRow, ...] = ()
    never: tuple[CardRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    openers: tuple[StepRow, ...] = ()
    rare: int = 0
    asides: tuple[CardRow, ...] = ()
    pairs: tuple[CardRow, ...] = ()
    titles: tuple[TitleGroup, ...] | None = ()
    titles_said: str = ""
    in_deck: tuple[CardRow, ...] = field(default=(), repr=False)

    @property
    def too_few(self) -> bool:
        """True when nothing at all may be shown to who reads."""
        return self.veiled and 0 < self.life.telling < SMALL_CELL

    @property
    def big_steps(self) -> tuple[StepRow, ...]:
        """The sequences worth drawing: the most frequent, and never those of a single interview."""
        return tuple(step for step in self.steps if step.interviews > 1)[:MOST_STEPS]


def life_page(life: CardLife, *, veiled: bool, kept_back: int = 0, running: int = 0) -> LifePage:
    """The page of these interviews."""
    rows = _rows(life, veiled=veiled)
    steps, openers = _steps(life, life.sequences, veiled=veiled), _steps(life, life.openers, veiled=veiled)
    taken = sorted((row for row in rows if row.taken != 0), key=lambda row: (-_big(row.taken), -_big(row.first)))
    return LifePage(
        life=life,
        veiled=veiled,
        said=tuple(base_said(life, kept_back=kept_back, running=running, total=not veiled)),
        rows=tuple(taken),
        never=tuple(row for row in rows if row.taken == 0 and row.base),
        steps=steps,
        openers=openers,
        rare=len(life.sequences) - len(steps),
        asides=tuple(row for row in rows if row.aside.any),
        pairs=tuple(row for row in rows if row.openings and row.taken != 0),
        titles=None if veiled and life.titles.given else life.titles.groups,
        titles_said=titles_said(life, veiled=veiled),
        in_deck=rows,
    )


def _rows(life: CardLife, *, veiled: bool) -> tuple[CardRow, ...]:
    firsts = [Cell(line.card, line.first, line.taken) for line in life.lines]
    rest = life.telling - sum(line.first for line in life.lines)
    hidden = hide([*firsts, Cell("", rest, life.strange)]) if veiled else ()
    return tuple(_row(line, veiled=veiled, no_first=line.card in hidden) for line in life.lines)


def _row(line: CardLine, *, veiled: bool, no_first: bool) -> CardRow:
    def few(number: int) -> int | None:
        return None if veiled and 0 < number < SMALL_CELL else number

    kinds = [Cell(opening, number, line.taken) for opening, number in (*line.openings, ("", line.unsaid))]
    hidden = hide(kinds) if veiled else ()
    taken = few(line.taken)
    return CardRow(
        card=line.card,
        picture=line.picture,
        title=line.title,
        base=line.base,
        taken=taken,
        first=None if no_first or (taken is None and line.first) else line.first,
        ranks=() if veiled else line.ranks,
        usual=None if taken is None else line.usual,
        aside=AsideRow(
            line.aside.base,
            line.aside.heard,
            *(
                few(n)
                for n in (line.aside.read, line.aside.skipped, line.aside.later, line.aside.back, line.aside.again)
            ),
        ),
        openings=tuple((opening, None if opening in hidden else number) for opening, number in line.openings),
        unsaid=None if "" in hidden else line.unsaid,
    )


def _steps(life: CardLife, steps: Iterable[Step], *, veiled: bool) -> tuple[StepRow, ...]:
    lines = {line.card: line for line in life.lines}
    return tuple(
        StepRow(
            lines[step.before].title,
            lines[step.after].title,
            lines[step.before].picture,
            lines[step.after].picture,
            step.interviews,
        )
        for step in steps
        if not veiled or step.interviews >= SMALL_CELL
    )


def _big(number: int | None) -> float:
    """Where a count stands among others, one that is not shown after those that are."""
    return 0.5 if number is None else number
