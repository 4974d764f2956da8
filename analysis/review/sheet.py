"""One passage to look at: its words among those around, what the machine proposes, what people said, where to go next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from analysis.coding.decisions import Decision, Place, Told, told_by_machine, told_from
from analysis.coding.form import value_of
from analysis.coding.models import Coding
from analysis.coding.service import decisions
from analysis.review.bits import Bit, bits, cuts
from analysis.review.order import Item
from analysis.review.schemes import Grid
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Extract, Part, Word
from analysis.voices import STRENGTHS, UNSURE
from interviews.masks import plan_for, spans_of
from interviews.models import CompteRendu, NoteRow
from kparole.access import current
from kparole.db import db

POLARITIES = {"negative": "dit le contraire", "absente": "dit que ce n'est pas venu"}


@dataclass(frozen=True, slots=True)
class Said:
    """An effect of a decision, in words."""

    effect: Effect
    how: str


@dataclass(frozen=True, slots=True)
class Past:
    """A decision in the history of a passage. ``mine``: of whoever reads; ``undone``: taken back since."""

    who: str
    mine: bool
    at: datetime
    labels: tuple[Said, ...]
    saw: bool
    agreed: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One effect one may say of the passage. ``proposed``: by the machine; ``chosen``: the value of the form."""

    key: str
    effect: Effect
    proposed: Said | None
    unsure: bool
    chosen: str
    sub: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a passage shows. ``folded``: proposals stay out of sight; ``saw``: what the
    machine read is on the screen; ``known``: it is in the queue, and not a stretch that somebody is choosing."""

    row: CompteRendu
    place: Place
    part: str
    card: str | None
    title: str
    exact: bool
    bits: tuple[Bit, ...]
    cuts: tuple[tuple[int, str], ...]
    offers: tuple[Offer, ...]
    folded: bool
    saw: bool
    known: bool
    mine: Decision | None
    history: tuple[Past, ...]
    beside: tuple[Decision, ...]


def sheet_of(
    row: CompteRendu, place: Place, item: Item | None, *, grid: Grid, titles: dict[str, str], folded: bool
) -> Sheet | None:
    """The page of this passage; None when there are no such words, or when they are not to be read here."""
    note = next((one for one in row.notes if one.uid == place.note), None)
    if note is None or note.part not in grid.parts or not note.text[place.start : place.end].strip():
        return None
    said = [one for one in decisions(scheme=grid.scheme, codes=[row.code]) if one.round is None or one.agreed]
    here = [one for one in said if one.place == place]
    mine = next((one for one in reversed(here) if one.coder == current().key), None)
    labels = item.machine.labels if item and item.machine and not folded else ()
    words = sorted((word for label in labels for word in label.words), key=lambda word: word.start)
    pick = next((pick for pick in row.picks if pick.rank == note.rank), None)
    shown = _shown(row, note, place, words)
    start = _start(mine, item, folded)
    return Sheet(
        row=row,
        place=place,
        part=note.part,
        card=pick.card if pick else None,
        title=titles.get((pick.card or "") if pick else note.part, ""),
        exact=any(left <= place.start and place.end <= right for left, right in note.exact),
        bits=shown,
        cuts=cuts(shown),
        offers=tuple(_offers(item, grid, start, folded=folded)),
        folded=folded,
        saw=item is not None and item.machine is not None and not folded,
        known=item is not None,
        mine=mine,
        history=() if folded and mine is None else _history(row, place, grid),
        beside=tuple(one for one in said if one.place != place and _overlap(one.place, place)),
    )


def _shown(row: CompteRendu, note: NoteRow, place: Place, words: Sequence[Word]) -> tuple[Bit, ...]:
    own = [mask for mask in row.masks if mask.note_id == note.id]
    part: Part = note.part  # type: ignore[assignment]
    whole = Extract(note.uid, row.code, note.uid, part, None, note.rank, 0, len(note.text), note.text, False)
    return bits(whole, spans_of(own, note, plan_for(row)), start=place.start, end=place.end, words=words)


def _start(mine: Decision | None, item: Item | None, folded: bool) -> tuple[Told, ...]:
    """How the form stands at first: what she said, else what stands, else what the machine proposes."""
    if mine is not None:
        return mine.labels
    if folded or item is None:
        return ()
    if item.standing is not None:
        return item.standing.labels
    return told_by_machine(item.machine.labels) if item.machine else ()


def _offers(item: Item | None, grid: Grid, start: Sequence[Told], *, folded: bool) -> list[Offer]:
    machine = {one.effect: one for one in item.machine.labels} if item and item.machine and not folded else {}
    chosen = {one.effect: one for one in start}
    found = []
    for number, effect in enumerate(grid.taxonomy.effects, 1):
        seen, told = machine.get(effect.id), chosen.get(effect.id)
        found.append(
            Offer(
                key=str(number) if number < 10 else "",
                effect=effect,
                proposed=_said(Told(effect.id, seen.polarity, seen.strength), effect) if seen else None,
                unsure=bool(seen and seen.confidence < UNSURE),
                chosen=value_of(told) if told else "",
                sub=told.sub if told else None,
            )
        )
    return found


def said_of(labels: Sequence[Told], grid: Grid) -> tuple[Said, ...]:
    """Labels in words; those of another grid are left out."""
    return tuple(_said(one, effect) for one in labels if (effect := grid.taxonomy.effect(one.effect)) is not None)


def _said(one: Told, effect: Effect) -> Said:
    if one.polarity != "positive":
        return Said(effect, POLARITIES[one.polarity])
    return Said(effect, STRENGTHS.get(one.strength or 1, ""))


def _history(row: CompteRendu, place: Place, grid: Grid) -> tuple[Past, ...]:
    """Everything that was decided of these words, taken back or not; never what a blind coding holds."""
    text = next(note.text for note in row.notes if note.uid == place.note)[place.start : place.end]
    wanted = select(Coding).where(
        Coding.compte_rendu_id == row.id,
        Coding.scheme == grid.scheme,
        Coding.text == text,
        or_(Coding.round_id.is_(None), Coding.agreed),
    )
    return tuple(
        Past(
            one.coder_name,
            one.coder == current().key,
            one.at,
            said_of(told_from(one.labels), grid),
            one.saw,
            one.agreed,
            one.undone_at is not None,
        )
        for one in db.session.scalars(wanted.order_by(Coding.id.desc()))
    )


def _overlap(one: Place, other: Place) -> bool:
    return one.note == other.note and one.start < other.end and other.start < one.end
