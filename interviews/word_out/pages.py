"""What the pages of Word show, as plain dataclasses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from cards.deck import Deck
from interviews.models import CompteRendu
from interviews.word_out.export import Choice, choice_of, deck_of, left_sentence, why_not
from interviews.word_out.labels import SAID
from interviews.word_out.service import NOTHING_SEEN, Proposal
from interviews.writeup.pages import Compared, compare_titles
from interviews.writeup.sheet import Piece, Place
from kparole.access import current


@dataclass(frozen=True, slots=True)
class AllPage:
    """All of them. ``ready``: the job whose archive waits; ``brought``: the moment the team brought its template."""

    total: int
    original: Choice | None
    masked: Choice
    ready: str | None
    brought: datetime | None

    def why(self, choice: Choice) -> list[str]:
        """Why some stay, one line a reason."""
        return left_sentence(choice.left)


@dataclass(frozen=True, slots=True)
class OnePage:
    """One compte-rendu: why each form may not go, None when it may. ``original``: whether this person may know of it."""

    row: CompteRendu
    original: bool
    no_original: str | None
    no_masked: str | None


@dataclass(frozen=True, slots=True)
class VersionPage(Compared):
    """A copy that came back, beside what stands."""

    found: Proposal
    titles: Mapping[Place, str]
    deck: Deck

    @property
    def waits(self) -> bool:
        """True while nobody has decided."""
        return self.found.file.state == NOTHING_SEEN

    def marks(self, piece: Piece) -> str:
        """What is said of a note, as its tags say it; nothing when no tag is on it."""
        return ", ".join(SAID[mark] for mark in piece.marks if mark in SAID)


def all_page(rows: Sequence[CompteRendu], *, ready: str | None, brought: date | None) -> AllPage:
    """All that is within reach."""
    original = None if current().use_needed is not None else choice_of(rows, masked=False)
    moment = datetime.combine(brought, time()) if brought else None
    return AllPage(len(rows), original, choice_of(rows, masked=True), ready, moment)


def one_page(row: CompteRendu) -> OnePage:
    """One of them."""
    return OnePage(row, current().use_needed is None, why_not(row, masked=False), why_not(row, masked=True))


def version_page(found: Proposal) -> VersionPage:
    """A copy that came back."""
    deck = deck_of(found.row)
    return VersionPage(found, compare_titles([found.base, found.now, found.sheet], deck), deck)
