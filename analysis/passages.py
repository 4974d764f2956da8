"""What was read in one interview, passage by passage, by the machine and by people, never mixed up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from analysis.coding.decisions import Decision, Place, settled
from analysis.coding.overlay import Spots, cut_up, spots_of, uncut
from analysis.coding.service import decisions
from analysis.models import ExtractRow
from analysis.service import latest_run, reading_of
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Extract, Label, Part, Reading
from analysis.voices import STRENGTHS, UNSURE, Piece, pieces
from interviews.consent import MaskedSpan
from interviews.masked import NEVER_OUT
from interviews.models import CompteRendu, NoteRow
from kparole.access import SYSTEM, acting_as
from kparole.db import db


@dataclass(frozen=True, slots=True)
class Seen:
    """An effect seen in a passage, in words."""

    effect: Effect
    said: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with names changed, and what was seen in it; nothing is a finding too.

    ``readers``: how those who decided are called, () when only the machine read it; ``folded``: what it saw is not shown.
    """

    anchor: str
    place: Place
    title: str
    card: str | None
    pieces: tuple[Piece, ...]
    seen: tuple[Seen, ...]
    readers: tuple[str, ...]
    folded: bool


def passages_of(
    row: CompteRendu,
    taxonomy: Taxonomy,
    *,
    titles: Mapping[str, str],
    masks: Mapping[str, Sequence[MaskedSpan]],
    folded: bool = False,
) -> tuple[Passage, ...] | None:
    """The passages of an interview in the order of its notes; None before any analysis.

    ``folded``: people read first, what the machine saw stays out of sight.
    """
    with acting_as(SYSTEM):  # which run is the newest is no secret; its extracts are asked for as whoever reads
        run = latest_run()
    if run is None:
        return None
    wanted = select(ExtractRow).where(ExtractRow.run_id == run.id, ExtractRow.compte_rendu_id == row.id)
    rows = db.session.scalars(wanted.options(selectinload(ExtractRow.labels)).order_by(ExtractRow.id))
    notes = {note.id: note for note in row.notes}
    machine = {_place(row, notes[one.note_id], one): reading_of(one) for one in rows if one.note_id in notes}
    standing = uncut(settled(decisions(codes=[row.code])))
    spots, by_uid = spots_of(standing), {note.uid: note for note in row.notes}
    found = [place for place in {*machine, *standing} if place.note in by_uid and not _cut(place, by_uid, spots)]
    found.sort(key=lambda place: (by_uid[place.note].position, place.start, place.end))
    cards = {pick.rank: pick.card for pick in row.picks}
    return tuple(
        _passage(note, place, machine.get(place), standing.get(place), cards, taxonomy, titles, masks, folded)
        for place in found
        for note in (by_uid[place.note],)
        if note.part not in NEVER_OUT
    )


def _place(row: CompteRendu, note: NoteRow, one: ExtractRow) -> Place:
    return Place(row.code, note.uid, one.start, one.end)


def _cut(place: Place, notes: Mapping[str, NoteRow], spots: Spots) -> bool:
    return cut_up(place.note, place.start, notes[place.note].text[place.start : place.end], spots)


def _passage(
    note: NoteRow,
    place: Place,
    machine: Reading | None,
    said: Decision | None,
    cards: Mapping[int, str | None],
    taxonomy: Taxonomy,
    titles: Mapping[str, str],
    masks: Mapping[str, Sequence[MaskedSpan]],
    folded: bool,
) -> Passage:
    where, card = f"{place.code}.{note.position}", cards.get(note.rank or 0)
    part: Part = note.part  # type: ignore[assignment]
    text = note.text[place.start : place.end]
    extract = Extract(where, place.code, where, part, card, note.rank, place.start, place.end, text, False)
    read = machine.labels if machine and not folded else ()
    labels = tuple(one.as_label() for one in said.labels) if said else read
    words = sorted((word for label in read for word in label.words), key=lambda word: word.start)
    return Passage(
        f"note-{note.position}",
        place,
        titles.get(card or note.part, ""),
        card,
        pieces(extract, words, masks.get(where, ())),
        tuple(seen for label in labels if (seen := _seen(label, taxonomy)) is not None),
        (said.coder_name,) if said else (),
        folded and said is None,
    )


def _seen(label: Label, taxonomy: Taxonomy) -> Seen | None:
    effect = taxonomy.effect(label.effect)
    if effect is None:
        return None
    said = {"negative": "dit le contraire", "absente": "dit que ce n'est pas venu"}.get(label.polarity)
    return Seen(effect, said or STRENGTHS.get(label.strength or 1, ""), label.confidence < UNSURE)
