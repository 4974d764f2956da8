"""« Voici ce que j'ai compris »: a compte-rendu cut for the person it is about, her own words before ours. Pure.

Nothing is reworded: her words are given as they were written down, and ours as they are. What was written for the team
alone (how the interview went) is not read back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analysis.steps.sentences import lines, sentences
from analysis.steps.types import Span
from interviews.writeup.sheet import Piece, Place, Sheet, SheetCard

NOT_READ_BACK = frozenset({"vecu", "modalites"})
TITLES: Mapping[str, str] = {
    "introduction": "Pour commencer",
    "cloture": "Pour finir",
    "non-classe": "Vous avez aussi dit",
}
RIGHT, WRONG, GONE = "right", "wrong", "gone"


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing to read back. ``quotes``: her words; ``understood``: what was written of it, None when it is all her words.

    ``noticed``: what was seen rather than said; ``correction``: her own words about it, ``answer`` what she said of it.
    """

    piece: str
    quotes: tuple[str, ...]
    understood: str | None
    noticed: bool = False
    answer: str | None = None
    correction: str | None = None

    @property
    def spoken(self) -> tuple[str, ...]:
        """What a voice reads, sentence by sentence."""
        told = [*self.quotes, *([self.understood] if self.understood else [])]
        return tuple(one for text in told for one in sentences_of(text))


@dataclass(frozen=True, slots=True)
class Told:
    """A card and what was said under it. ``card``: the id of its picture, None for a part without one."""

    key: str
    title: str
    card: str | None
    rank: int | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What she said of a passage, and the passage that holds her own words about it."""

    answer: str
    note: str | None = None


Naming = Callable[[SheetCard], tuple[str, str | None]]
"""Gives the title of a card taken and the id of its picture."""


def telling(sheet: Sheet, naming: Naming, answers: Mapping[str, Answered]) -> tuple[Told, ...]:
    """What is read back, in the order of the interview; parts where nothing was noted are left out."""
    hers = {one.note for one in answers.values() if one.note}
    ranks = {card.key: rank for rank, card in enumerate(sheet.cards, 1)}
    found = []
    for place in sheet.places:
        if place.part in NOT_READ_BACK:
            continue
        pieces = [one for one in sheet.at(place) if one.text.strip() and one.id not in hers]
        passages = tuple(passage_of(one, sheet, answers.get(one.id)) for one in sorted(pieces, key=_hers_first))
        if passages:
            found.append(_told(place, sheet, naming, ranks, passages))
    return tuple(found)


def passage_of(piece: Piece, sheet: Sheet, answered: Answered | None = None) -> Passage:
    """One paragraph: her words apart, then the whole of it when something else is written there."""
    quotes = quotes_of(piece)
    note = sheet.piece(answered.note) if answered and answered.note else None
    correction = " ".join(quotes_of(note)) or note.text if note else None
    whole = piece.text.strip()
    return Passage(
        piece=piece.id,
        quotes=quotes,
        understood=None if quotes and not has_letters(_outside(piece)) else whole,
        noticed="observation" in piece.marks,
        answer=answered.answer if answered else None,
        correction=correction,
    )


def quotes_of(piece: Piece) -> tuple[str, ...]:
    """The person's own words in a paragraph, without the marks around them."""
    found = (piece.text[span.start : span.end].strip(' \u00a0\u202f\n«»“”"') for span in piece.exact)
    return tuple(words for words in found if has_letters(words))


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order, to be read one by one."""
    spans = [one for line in lines(text) for one in sentences(text, line)]
    return tuple(text[span.start : span.end] for span in spans if has_letters(text[span.start : span.end]))


def has_letters(text: str) -> bool:
    """True when there is something to read."""
    return any(sign.isalnum() for sign in text)


def _outside(piece: Piece) -> str:
    kept, place = [], 0
    for span in (*piece.exact, Span(len(piece.text), len(piece.text))):
        kept.append(piece.text[place : span.start])
        place = span.end
    return "".join(kept)


def _hers_first(piece: Piece) -> int:
    if not quotes_of(piece):
        return 2
    return 1 if has_letters(_outside(piece)) else 0


def _told(place: Place, sheet: Sheet, naming: Naming, ranks: Mapping[str, int], passages: tuple[Passage, ...]) -> Told:
    card = sheet.card(place.card)
    if card is None:
        return Told(place.part, TITLES[place.part], None, None, passages)
    title, picture = naming(card)
    return Told(card.key, title, picture, ranks[card.key], passages)
