"""What the Word template is filled with: one compte-rendu as printed, each of its texts knowing what it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.steps.types import Span
from cards.deck import Deck
from interviews.word_letters import writable
from interviews.word_out.labels import (
    card_title,
    fact_text,
    origin_text,
    place_name,
    rank_name,
    tags_text,
)
from interviews.word_out.slots import Slot, digest, part_code, place_slot
from interviews.writeup.sheet import Piece, Place, Sheet

OURS = "prénoms d’origine : ne pas diffuser"


@dataclass(frozen=True, slots=True)
class Printed:
    """A text the template prints. ``exact``: the person's own words in it; ``tags``, ``origin``: what is said behind it.

    ``slot``: what its paragraph is when the file comes back; ``said``: where ``origin`` is, as a slot names it.
    """

    text: str
    slot: Slot | None = None
    exact: tuple[Span, ...] = ()
    tags: str = ""
    origin: str = ""
    said: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One paragraph of notes."""

    words: Printed


@dataclass(frozen=True, slots=True)
class CardPaper:
    """A card taken: « La première carte », « 1ère carte », its title as a heading and as a line of the order."""

    place: str
    rank: str
    title: Printed
    listed: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class PersonPaper:
    """What is known of the person; empty when it is not."""

    kpa: Printed
    age: Printed
    gender: Printed
    since: Printed


@dataclass(frozen=True, slots=True)
class Begin:
    """Printed in the heading of a part, invisible: whatever the heading says, the notes below are of that part."""

    lived: Printed
    terms: Printed
    introduction: Printed
    closing: Printed
    unplaced: Printed


@dataclass(frozen=True, slots=True)
class Paper:
    """One compte-rendu. ``masked``: a copy that may leave the team; it has neither slots nor the parts written for the team."""

    code: str
    notice: str
    masked: bool
    person: PersonPaper
    begin: Begin
    lived: tuple[Note, ...]
    terms: tuple[Note, ...]
    introduction: tuple[Note, ...]
    cards: tuple[CardPaper, ...]
    closing: tuple[Note, ...]
    unplaced: tuple[Note, ...]
    exact_sample: Printed = Printed("mots exacts", sample="exact")
    tags_sample: Printed = Printed("[repère]", sample="tags")


def paper_of(sheet: Sheet, deck: Deck, *, code: str, kpa: str | None, dated: str) -> Paper:
    """A compte-rendu as written, for the team; ``dated``: the day it is printed, in words."""
    sheet = sheet.ordered()

    def notes(place: Place) -> tuple[Note, ...]:
        return tuple(Note(_words(piece, sheet, deck)) for piece in sheet.at(place))

    return Paper(
        code=code,
        notice=f"{code} · {dated} · {OURS}",
        masked=False,
        person=PersonPaper(
            Printed(writable(kpa or ""), Slot("fact", "kpa")),
            *(Printed(fact_text(sheet.facts, name), Slot("fact", name)) for name in ("age", "gender", "since")),
        ),
        begin=_begin(),
        lived=notes(Place("vecu")),
        terms=notes(Place("modalites")),
        introduction=notes(Place("introduction")),
        cards=tuple(
            CardPaper(
                place_name(rank),
                rank_name(rank),
                Printed(card_title(card, deck), Slot("card", digest(card.key))),
                card_title(card, deck),
                notes(Place("carte", card.key)),
            )
            for rank, card in enumerate(sheet.cards, 1)
        ),
        closing=notes(Place("cloture")),
        unplaced=notes(Place("non-classe")),
    )


def for_word(piece: Piece) -> Piece:
    """The same piece in the letters that a Word file can hold; what it marks as exact moves along."""
    if writable(piece.text) == piece.text:
        return piece
    at = [len(writable(piece.text[:place])) for place in range(len(piece.text) + 1)]
    exact = tuple(Span(at[one.start], at[one.end]) for one in piece.exact)
    return replace(piece, text=writable(piece.text), exact=exact)


def _words(piece: Piece, sheet: Sheet, deck: Deck) -> Printed:
    fit, origin = for_word(piece), piece.origin
    shown = origin_text(origin, sheet, deck) if origin else ""
    said = place_slot(origin) if origin and shown else ""
    slot = Slot("note", digest(piece.id))
    return Printed(fit.text, slot, fit.exact, tags_text(piece.marks), shown, said)


def _begin() -> Begin:
    parts = ("vecu", "modalites", "introduction", "cloture", "non-classe")
    return Begin(*(Printed("", Slot("part", part_code(part))) for part in parts))  # type: ignore[arg-type]
