"""What changed between two versions of a compte-rendu: facts, cards, paragraphs, word by word. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from interviews.writeup.sheet import Piece, Place, Sheet, SheetCard
from interviews.writeup.word_diff import Stretch, word_diff

Fate = Literal["added", "removed", "changed"]
Same = Callable[[Piece, Piece], bool]
ALIKE = 0.6
"""From this share of common words on, a paragraph gone and one come in its place are the same one, rewritten."""
MOST_WORDS, MOST_PAIRS = 400, 2_000
"""Beyond these, looking for rewritten paragraphs would take too long: they are told as one gone and one come."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is no longer the same; None: not known."""

    name: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card that came, went or has another title (``was`` and ``now``), or another place in the order (ranks from 1)."""

    fate: Fate | Literal["moved"]
    was: SheetCard | None
    now: SheetCard | None
    ranks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PieceChange:
    """A paragraph that came, went or is no longer the same.

    ``words``: its text word by word, all of one fate when the text is the same. ``moved``: its place changed, or its order
    there, or where it was first said; ``marks``: what is said of it changed (marks, exact words, its rival).
    """

    fate: Fate
    was: Piece | None
    now: Piece | None
    words: tuple[Stretch, ...]
    moved: bool = False
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed; paragraphs in the order of the second version, those that went at the place they had."""

    facts: tuple[FactChange, ...] = ()
    cards: tuple[CardChange, ...] = ()
    pieces: tuple[PieceChange, ...] = ()

    @property
    def empty(self) -> bool:
        """True when both versions say the same."""
        return not (self.facts or self.cards or self.pieces)


def compare(before: Sheet, after: Sheet) -> Comparison:
    """What leads from one version to another. Two versions of one compte-rendu share the ids of their paragraphs.

    A version that came back from elsewhere (Word) has ids of its own: paragraphs are then found again by their words.
    """
    before, after = before.ordered(), after.ordered()
    before = _same_cards(before, after)
    return Comparison(_facts(before, after), tuple(_cards(before, after)), tuple(_pieces(before, after)))


def _facts(before: Sheet, after: Sheet) -> tuple[FactChange, ...]:
    names = dict.fromkeys([*before.facts, *after.facts])
    changes = (FactChange(name, before.facts.get(name), after.facts.get(name)) for name in names)
    return tuple(one for one in changes if one.was != one.now)


def _same_cards(before: Sheet, after: Sheet) -> Sheet:
    """The first version with the keys of the second, where a card that has none of its keys is one of its cards."""
    free = [one for one in after.cards if before.card(one.key) is None]
    keys: dict[str, str] = {}
    for card in before.cards:
        twin = next((one for one in free if (one.card, one.title) == (card.card, card.title)), None)
        if after.card(card.key) is None and twin is not None:
            keys[card.key] = twin.key
            free.remove(twin)
    if not keys:
        return before
    cards = tuple(replace(one, key=keys.get(one.key, one.key)) for one in before.cards)
    pieces = (
        replace(one, place=_named(one.place, keys), origin=_named(one.origin, keys) if one.origin else None)
        for one in before.pieces
    )
    return replace(before, cards=cards, pieces=tuple(pieces))


def _named(place: Place, keys: dict[str, str]) -> Place:
    return replace(place, card=keys.get(place.card, place.card)) if place.card else place


def _cards(before: Sheet, after: Sheet) -> Iterator[CardChange]:
    old, new = [one.key for one in before.cards], [one.key for one in after.cards]
    moved = _out_of_order([key for key in old if key in new], [key for key in new if key in old])
    for card in before.cards:
        if card.key not in new:
            yield CardChange("removed", card, None)
    for rank, card in enumerate(after.cards, 1):
        was = before.card(card.key)
        if was is None:
            yield CardChange("added", None, card)
            continue
        if was != card:
            yield CardChange("changed", was, card)
        if card.key in moved:
            yield CardChange("moved", was, card, (old.index(card.key) + 1, rank))


def _pieces(before: Sheet, after: Sheet) -> Iterator[PieceChange]:
    twins = _twins(before, after)
    old_order = [twins[one.id] for one in before.pieces if one.id in twins]
    known = set(old_order)
    moved = _out_of_order(old_order, [one.id for one in after.pieces if one.id in known])
    was_of = {new: before.piece(old) for old, new in twins.items()}
    told = [(_rank(after, one.place), _change(was_of.get(one.id), one, one.id in moved)) for one in after.pieces]
    gone = [one for one in before.pieces if one.id not in twins]
    told += [(_rank(after, one.place), _gone(one)) for one in gone]
    for _, change in sorted(told, key=lambda pair: pair[0]):
        if change is not None:
            yield change


def _rank(sheet: Sheet, place: Place) -> int:
    """The place in the order of reading; a card that is no longer there comes last."""
    places = sheet.places
    return places.index(place) if place in places else len(places)


def _change(was: Piece | None, now: Piece, moved: bool) -> PieceChange | None:
    if was is None:
        return PieceChange("added", None, now, (Stretch("new", now.text),))
    elsewhere = moved or (was.place, was.origin) != (now.place, now.origin)
    marks = (was.marks, was.rival) != (now.marks, now.rival) or _marked_otherwise(was, now)
    if was.text == now.text and not elsewhere and not marks:
        return None
    return PieceChange("changed", was, now, word_diff(was.text, now.text), elsewhere, marks)


def _marked_otherwise(was: Piece, now: Piece) -> bool:
    """Whether other words are said to be exact; in a text that changed the stretches only went along with it."""
    return was.exact != now.exact if was.text == now.text else len(was.exact) != len(now.exact)


def _gone(was: Piece) -> PieceChange:
    return PieceChange("removed", was, None, (Stretch("gone", was.text),))


def _out_of_order(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Those that changed places: all but the longest run that is in the same order in both."""
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {one for block in kept for one in old[block.a : block.a + block.size]}
    return frozenset(new) - stayed


def _twins(before: Sheet, after: Sheet) -> dict[str, str]:
    """Which paragraph of the second version is which of the first: the same id, else the same words, else almost."""
    new_ids = {one.id for one in after.pieces}
    twins = {one.id: one.id for one in before.pieces if one.id in new_ids}
    old = [one for one in before.pieces if one.id not in twins]
    new = [one for one in after.pieces if one.id not in twins]
    for same in (_same_here, _same_text):
        _pair(old, new, twins, same)
    if len(old) * len(new) <= MOST_PAIRS:
        _pair(old, new, twins, _alike)
    return twins


def _pair(old: list[Piece], new: list[Piece], twins: dict[str, str], same: Same) -> None:
    for one in list(old):
        twin = next((other for other in new if same(one, other)), None)
        if twin is not None:
            twins[one.id] = twin.id
            old.remove(one)
            new.remove(twin)


def _same_here(one: Piece, other: Piece) -> bool:
    return one.text == other.text and one.place == other.place


def _same_text(one: Piece, other: Piece) -> bool:
    return one.text == other.text


def _alike(one: Piece, other: Piece) -> bool:
    words = [text.split() for text in (one.text, other.text)]
    if one.place != other.place or not all(words) or max(map(len, words)) > MOST_WORDS:
        return False
    return _share(*words) >= ALIKE


def _share(one: Iterable[str], other: Iterable[str]) -> float:
    matcher = SequenceMatcher(None, list(one), list(other), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
