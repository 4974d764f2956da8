"""What the pages of the editor show, as plain dataclasses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cards.deck import Deck
from interviews.models import CompteRendu
from interviews.writeup.compare import Comparison, FactChange, PieceChange
from interviews.writeup.guard import Finding, place_of
from interviews.writeup.models import Version
from interviews.writeup.places import HELP, Named, card_name, named_places
from interviews.writeup.service import Done
from interviews.writeup.sheet import DECLINED, Piece, Place, Sheet, SheetCard

FACT_LABELS = {"age": "Âge", "gender": "Genre", "since": "Au KPA depuis", "kpa": "KPA"}


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with its notes; ``cards``: those before and after which a card may go."""

    named: Named
    help: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class EditPage:
    """The editor. ``session``: the window, when there is no script to make one."""

    row: CompteRendu
    done: Done
    places: tuple[PlacePage, ...]
    deck: Deck
    session: str

    @property
    def tiles(self) -> list[dict[str, Any]]:
        """The cards one can take, as the script of the page reads them: jokers once, with how many there are."""
        shown = self.deck.shown
        tiles: list[dict[str, Any]] = [
            {"card": one.id, "openings": list(one.openings), "joker": False} for one in shown if not one.joker
        ]
        jokers = sum(one.joker for one in shown)
        return [*tiles, {"card": "joker", "openings": ["JOKER"], "joker": True, "most": jokers}] if jokers else tiles

    @property
    def titles(self) -> dict[str, str]:
        """How every card of the deck is called, hidden ones too."""
        return {one.id: one.openings[0] for one in self.deck.cards}


@dataclass(frozen=True, slots=True)
class PiecePage:
    """One note with all that can be done to it without a script."""

    row: CompteRendu
    piece: Piece
    where: Named
    origin: Named | None
    following: Piece | None
    places: tuple[Named, ...]
    revision: int
    session: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the guard, with the link to its place."""

    finding: Finding
    anchor: str


@dataclass(frozen=True, slots=True)
class GuardPage:
    """What to look at before it is done, by place."""

    row: CompteRendu
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    total: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list; ``words``: how many it holds, None once erased."""

    number: int
    at: datetime
    who: str
    why: str
    words: int | None


class Compared:
    """How the changes of a comparison are read on a page, by the titles of its places and the cards of its deck."""

    __slots__ = ()
    titles: Mapping[Place, str]
    deck: Deck

    def place(self, change: PieceChange) -> str:
        """Where the note is, or was."""
        piece = change.now or change.was
        return self.titles.get(piece.place, "") if piece else ""

    def came_from(self, change: PieceChange) -> str:
        """Where the note was before, when it is elsewhere now."""
        if change.was is None or change.now is None or change.was.place == change.now.place:
            return ""
        return self.titles.get(change.was.place, "")

    def card(self, card: SheetCard) -> str:
        """The title of a card."""
        return card_name(card, self.deck)

    def fact(self, change: FactChange) -> tuple[str, str, str]:
        """The name of a fact, what it was, what it is."""
        return FACT_LABELS.get(change.name, change.name), told_fact(change.was), told_fact(change.now)


@dataclass(frozen=True, slots=True)
class ComparePage(Compared):
    """Two versions compared; ``other`` is None for what stands now."""

    row: CompteRendu
    one: VersionLine
    other: VersionLine | None
    others: tuple[VersionLine, ...]
    comparison: Comparison
    titles: Mapping[Place, str]
    deck: Deck


def told_fact(value: str | None) -> str:
    """A fact as it is read."""
    return "non dit" if not value else "ne souhaite pas dire" if value == DECLINED else value


def edit_page(row: CompteRendu, done: Done, deck: Deck, session: str) -> EditPage:
    """The editor of a compte-rendu."""
    places = tuple(
        PlacePage(named, HELP.get(named.place.part, ""), done.sheet.at(named.place))
        for named in named_places(done.sheet, deck)
    )
    return EditPage(row, done, places, deck, session)


def piece_page(row: CompteRendu, done: Done, deck: Deck, piece: Piece, session: str) -> PiecePage:
    """One note of it."""
    places = named_places(done.sheet, deck)
    here = done.sheet.at(piece.place)
    after = here[here.index(piece) + 1 :]
    by_place = {one.place: one for one in places}
    origin = by_place.get(piece.origin) if piece.origin else None
    return PiecePage(
        row, piece, by_place[piece.place], origin, after[0] if after else None, places, done.revision, session
    )


def guard_page(row: CompteRendu, sheet: Sheet, deck: Deck, findings: Sequence[Finding]) -> GuardPage:
    """The findings by place, in the order of the page."""
    names = {one.place: f"{one.rank}. {one.title}" if one.rank else one.title for one in named_places(sheet, deck)}
    groups: dict[tuple[Place | None, str], list[Line]] = {}
    for one in findings:
        place = place_of(one, sheet)
        where = names.get(place, "") if place else "La personne" if one.about == "fait" else "Les cartes"
        groups.setdefault((place, where), []).append(Line(one, _anchor(one)))
    return GuardPage(row, tuple((where, tuple(lines)) for (_, where), lines in groups.items()), len(findings))


def version_line(version: Version, callings: Mapping[str, str]) -> VersionLine:
    """A version as the list says it."""
    words = sum(len(one["text"].split()) for one in version.sheet["pieces"]) if version.sheet else None
    return VersionLine(version.id, version.at, callings.get(version.who, "une autre personne"), version.why, words)


def compare_titles(sheets: Sequence[Sheet], deck: Deck) -> dict[Place, str]:
    """How the places of several versions are called, those of the last first."""
    return {one.place: one.title for sheet in sheets for one in named_places(sheet, deck)}


def _anchor(finding: Finding) -> str:
    """The id of the element of the editor that it is about."""
    return {"fait": "fait-", "carte": "carte-", "note": "p-", "partie": ""}[finding.about] + finding.target
