"""What is known at one moment of the reading of a compte-rendu, and where the next words go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.steps.quotes import exact_spans
from cards.deck import Deck
from interviews.document import Passage
from interviews.structure_facts import Fact, Facts
from interviews.structure_labels import flat
from interviews.structure_order import Section
from interviews.structure_passages import Draft, slice_of
from interviews.structure_titles import Mention
from interviews.word_blocks import Block

Part = Literal["start", "info", "lived", "terms", "introduction", "notes", "order", "card", "closing", "unplaced"]

# What people say when they answer « depuis quand » and « pourquoi », and nobody writes of where an interview was held.
_ARRIVAL = re.compile(
    r"\b(?:arrivee? au|venue? (?:au|par|pour|parce)|connu le|decouvert|a pousse la porte|rejoint|depuis)\b"
)
A_NAME = 4  # words: before any heading, a line this short is a name or a date, not an introduction
A_SENTENCE = 8  # words: under the facts on the person, a line this long is told, not filled in


@dataclass(slots=True)
class Met:
    """A card met in the file and the drafts under it; ``listed``: the depth in a list of the line that named it."""

    mention: Mention
    drafts: list[Draft] = field(default_factory=list)
    listed: int | None = None

    def section(self) -> Section:
        """The same, with passages."""
        return Section(self.mention, passages_of(self.drafts))


@dataclass(slots=True)
class State:
    """One reading. ``order`` and ``body``: the cards met, in the order list and with their notes.

    ``landmarks``: headings of the standard structure that were seen. ``pending``: a label whose value is awaited.
    ``rank``: the number met in the cell before. ``level``: of the heading in force; ``run_in``: had text on its line.
    ``last``: the draft that the next line of the same paragraph joins, and the list it is in. ``since``: the line that
    said « depuis quand ». ``last_card``: the last line of the document that names a card.
    """

    deck: Deck
    blocks: Sequence[Block]
    facts: Facts = field(default_factory=Facts)
    order: list[Met] = field(default_factory=list)
    body: list[Met] = field(default_factory=list)
    landmarks: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    part: Part = "start"
    level: int | None = None
    run_in: bool = False
    touched: bool = False
    pending: tuple[Fact, Block] | None = None
    rank: int | None = None
    last: tuple[Draft, list[Draft]] | None = None
    since: Block | None = None
    at: int = 0
    last_card: int = -1

    def passages(self, part: str) -> tuple[Passage, ...]:
        """The passages gathered for a part; empty when there are none."""
        return tuple(passages_of(self.drafts.get(part, [])))

    @property
    def in_notes(self) -> bool:
        """True under a card, or under a line of the order list that has notes."""
        return self.part == "card" or (self.part == "order" and bool(self.order and self.order[-1].drafts))

    def continues(self, block: Block) -> bool:
        """Add a line to the draft before when both are one paragraph; False, nothing added, when they are not."""
        if self.last is None or self.last[0].paragraph != block.paragraph:
            return False
        self.last[0].lines.append(slice_of(block, 0))
        return True

    def keep(self, block: Block, part: str | None = None) -> None:
        """Add a line to a part (by default the one being read), joined to the line before when one paragraph."""
        home = self._home(block) if part is None else self.drafts.setdefault(part, [])
        if self.last and self.last[1] is home and self.continues(block):
            return
        draft = Draft(block.paragraph, [slice_of(block, 0)])
        home.append(draft)
        self.last = (draft, home)

    def _home(self, block: Block) -> list[Draft]:
        """Where a line goes that opens nothing."""
        if self.part == "card":
            return self.body[-1].drafts
        if self.part == "order" and self.order:
            return self.order[-1].drafts
        if self.part in {"lived", "terms"} and self.run_in and self.drafts.get(self.part) and _tells_arrival(block):
            self.part = "introduction"
        words = len(block.text.split())
        homes: dict[str, str] = {
            "start": "unplaced" if words <= A_NAME else "introduction",
            "info": "introduction" if words >= A_SENTENCE or block.text.rstrip().endswith(".") else "unplaced",
            "notes": "unplaced" if self.body else "introduction",
            "order": "introduction",
        }
        return self.drafts.setdefault(homes.get(self.part, self.part), [])


def styled(block: Block) -> bool:
    """True when the looks of a line say that it is a heading: style, bold, underline or capitals."""
    capitals = sum(character.isalpha() for character in block.text) >= 4 and block.text.isupper()
    return block.level is not None or block.bold or block.underlined or capitals


def passages_of(drafts: Sequence[Draft]) -> list[Passage]:
    """The passages of drafts, empty ones left out."""
    return [passage for passage in (draft.passage() for draft in drafts) if passage.text]


def _tells_arrival(block: Block) -> bool:
    return bool(_ARRIVAL.search(flat(block.text))) or bool(exact_spans(block.text))
