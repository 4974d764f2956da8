"""Puts what a Word file says in the place of the compte-rendu it came from: paragraphs keep their ids. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import uuid4

from analysis.steps.quotes import exact_spans, joined_spans
from analysis.steps.types import Span
from cards.deck import Deck
from interviews.word_out.cut_and_joined import with_operations
from interviews.word_out.labels import (
    FACTS,
    card_read,
    card_title,
    fact_read,
    fact_text,
    marks_of,
    origin_text,
    tags_read,
)
from interviews.word_out.paper import for_word
from interviews.word_out.slots import digest, place_slot
from interviews.word_out.told import UNCLEAR, Told, ToldPiece, origin_told, place_told
from interviews.writeup.rows import AGES
from interviews.writeup.sheet import Piece, Place, Sheet, SheetCard
from network.names import same_kpa

ALIKE, MOST_WORDS, MOST_PAIRS = 0.6, 400, 2_000
"""Share of common words from which a paragraph is the same one rewritten; beyond these sizes nobody looks."""
KPA_STAYS = "La KPA ne se change pas dans Word : « {} » est laissé de côté."


@dataclass(frozen=True, slots=True)
class Joined:
    """The sheet that a file makes of the one it came from, and what a reader should check, in French."""

    sheet: Sheet
    problems: tuple[str, ...] = ()


def join(told: Told, base: Sheet, deck: Deck, *, name: Callable[[], str] = lambda: uuid4().hex) -> Joined:
    """What the file says, with the ids of ``base`` for what it still has of it, and new ones (``name``) for the rest."""
    problems = list(told.problems)
    cards = _cards(told, base, deck, name)
    keys: dict[str | None, str] = {digest(one.key): one.key for one in cards}
    printed = {origin_text(place, base, deck).strip(): place for place in base.places}
    for one in told.pieces:
        if one.origin in printed:
            one.origin = place_slot(printed[one.origin])
    twins = _twins(told.pieces, base, cards)
    pieces = tuple(
        _piece(one, twins.get(n), cards, keys, base, deck, name)
        for n, one in enumerate(told.pieces)
        if n in twins or one.slot or one.text
    )
    there = {one.id for one in pieces}
    pieces = with_operations([_settled(one, there) for one in pieces], base)
    facts = _facts(told, base, problems)
    return Joined(Sheet(cards, pieces, facts).ordered(), tuple(problems))


def _cards(told: Told, base: Sheet, deck: Deck, name: Callable[[], str]) -> tuple[SheetCard, ...]:
    left = {digest(one.key): one for one in base.cards}
    known = {n: left.pop(one.slot) for n, one in enumerate(told.cards) if one.slot is not None and one.slot in left}
    cards = []
    for number, one in enumerate(told.cards):
        was = known.get(number)
        if was is not None and _bare(one.title) == _bare(card_title(was, deck)):
            cards.append(was)
            continue
        read = card_read(one.title, deck)
        if was is None:
            was = next((card for card in left.values() if (card.card, card.title) == read), None)
        if was is not None:
            left.pop(digest(was.key), None)
        cards.append(SheetCard(was.key if was else name(), *read))
    return tuple(cards)


def _bare(text: str) -> str:
    return " ".join(text.split())


def _piece(
    one: ToldPiece,
    was: Piece | None,
    cards: Sequence[SheetCard],
    keys: dict[str | None, str],
    base: Sheet,
    deck: Deck,
    name: Callable[[], str],
) -> Piece:
    place = place_told(one, cards)
    if was is None:
        text, exact, marks = _new_words(one, "")
        return Piece(name(), place, text, exact, marks_of(marks, ()), origin_told(one.origin, keys))
    fit = for_word(was)
    text, exact, marks = one.text, one.exact, one.marks
    if text != fit.text:
        text, exact, marks = _new_words(one, fit.text)
    elif exact == joined_spans(one for one in fit.exact if one.start < one.end):
        text, exact = was.text, was.exact
    origin = origin_told(one.origin, keys)
    if was.origin is not None and origin is None and not origin_text(was.origin, base, deck):
        origin = was.origin  # nothing could be printed of it, so nothing could be struck out
    if was.origin is None and origin is None:
        origin = _left(was.place, cards)
    return Piece(
        was.id, place, text, exact, marks_of(marks, was.marks), None if origin == place else origin, was.operation,
        was.rival,
    )  # fmt: skip


def _left(was: Place, cards: Sequence[SheetCard]) -> Place | None:
    """Where a paragraph that had not moved yet was said; None when that place is no longer there, or is no place of the talk."""
    gone = was.card is not None and all(one.key != was.card for one in cards)
    return None if gone or was.part == "non-classe" else was


def _new_words(one: ToldPiece, before: str) -> tuple[str, tuple[Span, ...], tuple[str, ...]]:
    """Words typed in Word: composed, what stands in quotation marks exact, the tags typed at the end taken as such."""
    text, exact, marks = one.text, one.exact, one.marks
    head, bracket, tail = text.rstrip().rpartition("[")
    while bracket and head.strip() and not before.rstrip().endswith(f"[{tail}"):
        found, left = tags_read(f"[{tail}")
        if not found or left:
            break
        text, marks = head.rstrip(), (*marks, *found)
        head, bracket, tail = text.rpartition("[")
    exact = tuple(Span(span.start, min(span.end, len(text))) for span in exact if span.start < len(text))
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        at = [len(unicodedata.normalize("NFC", text[: span.start])) for span in exact]
        ends = [len(unicodedata.normalize("NFC", text[: span.end])) for span in exact]
        exact = tuple(Span(start, end) for start, end in zip(at, ends, strict=True) if start < end)
    return composed, joined_spans([*exact, *exact_spans(composed)]), marks


def _settled(piece: Piece, there: set[str]) -> Piece:
    """Nothing is the rival of a paragraph that went."""
    if piece.rival is None or piece.rival in there:
        return piece
    return Piece(piece.id, piece.place, piece.text, piece.exact, piece.marks, piece.origin, piece.operation)


def _facts(told: Told, base: Sheet, problems: list[str]) -> dict[str, str]:
    facts = dict(base.facts)
    kpa = told.facts.get("kpa", "").strip()
    if kpa and kpa != base.facts.get("kpa", "").strip() and not same_kpa(kpa, base.facts.get("kpa", "")):
        problems.append(KPA_STAYS.format(kpa[:80]))
    for name in FACTS:
        text = told.facts.get(name)
        if text is None or text.strip() == fact_text(base.facts, name).strip():
            continue
        read = fact_read(name, text)
        if read is None or (name == "age" and read.isdecimal() and int(read) not in AGES):
            problems.append(UNCLEAR[name].format(text.strip()[:80]))
        elif read:
            facts[name] = read
        else:
            facts.pop(name, None)
    return facts


def _twins(told: Sequence[ToldPiece], base: Sheet, cards: Sequence[SheetCard]) -> dict[int, Piece]:
    """Which paragraph of the compte-rendu each one of the file is: same slot and words, same words, same slot, alike.

    An empty one may have lost its slot in LibreOffice: it is known by its place.
    """
    left = {one.id: one for one in base.pieces}
    slots = {digest(one.id): one.id for one in base.pieces}
    twins: dict[int, Piece] = {}

    def pair(number: int, piece: Piece | None) -> None:
        if piece is not None and number not in twins and piece.id in left:
            twins[number] = left.pop(piece.id)

    for number, one in enumerate(told):
        own = left.get(slots.get(one.slot or "", ""))
        pair(number, own if own is not None and for_word(own).text == one.text else None)
    by_words: dict[str, list[Piece]] = {}
    for piece in left.values():
        by_words.setdefault(for_word(piece).text, []).append(piece)
    for number, one in enumerate(told):
        if number not in twins and one.text.strip():
            pair(number, next((p for p in by_words.get(one.text, ()) if p.id in left), None))
    for number, one in enumerate(told):
        pair(number, left.get(slots.get(one.slot or "", "")))
    for number, one in enumerate(told):
        place = place_told(one, cards)
        if not one.text:
            pair(number, next((p for p in left.values() if not p.text and p.place == place), None))
    _pair_alike(told, twins, left, pair)
    return twins


def _pair_alike(
    told: Sequence[ToldPiece],
    twins: dict[int, Piece],
    left: dict[str, Piece],
    pair: Callable[[int, Piece | None], None],
) -> None:
    new = [number for number in range(len(told)) if number not in twins and told[number].text.strip()]
    if len(new) * len(left) > MOST_PAIRS:
        return
    for number in new:
        pair(number, _most_alike(told[number].text, left.values()))


def _most_alike(text: str, pieces: Iterable[Piece]) -> Piece | None:
    words = text.split()
    shares = [(_share(words, piece.text.split()), piece) for piece in pieces]
    best = max(shares, key=lambda found: found[0], default=None)
    return best[1] if best is not None and best[0] >= ALIKE else None


def _share(one: list[str], other: list[str]) -> float:
    if not one or not other or max(len(one), len(other)) > MOST_WORDS:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
