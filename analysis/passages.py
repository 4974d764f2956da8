"""What the machine read in one interview, passage by passage: for whoever reads it again with somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from analysis.models import ExtractRow
from analysis.service import latest_run, reading_of
from analysis.steps.taxonomy import Effect, Taxonomy
from analysis.steps.types import Extract, Label
from analysis.voices import STRENGTHS, UNSURE, Piece, pieces
from interviews.consent import MaskedSpan
from interviews.masked import NEVER_OUT
from interviews.models import CompteRendu, NoteRow
from kparole.access import SYSTEM, acting_as
from kparole.db import db


@dataclass(frozen=True, slots=True)
class Seen:
    """An effect the machine saw in a passage, in words."""

    effect: Effect
    said: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with names changed, and what was seen in it; nothing is a finding too."""

    anchor: str
    title: str
    card: str | None
    pieces: tuple[Piece, ...]
    seen: tuple[Seen, ...]


def passages_of(
    row: CompteRendu, taxonomy: Taxonomy, *, titles: Mapping[str, str], masks: Mapping[str, Sequence[MaskedSpan]]
) -> tuple[Passage, ...] | None:
    """The passages of an interview in the order of its notes; None before any analysis."""
    with acting_as(SYSTEM):  # which run is the newest is no secret; its extracts are asked for as whoever reads
        run = latest_run()
    if run is None:
        return None
    wanted = select(ExtractRow).where(ExtractRow.run_id == run.id, ExtractRow.compte_rendu_id == row.id)
    extracts = db.session.scalars(wanted.options(selectinload(ExtractRow.labels)).order_by(ExtractRow.id))
    notes = {note.id: note for note in row.notes}
    cards = {pick.rank: pick.card for pick in row.picks}
    found = [(notes[one.note_id], one) for one in extracts if one.note_id in notes]
    found.sort(key=lambda pair: (pair[0].position, pair[1].start))
    return tuple(
        _passage(row.code, note, one, cards.get(note.rank or 0), taxonomy, titles, masks)
        for note, one in found
        if note.part not in NEVER_OUT
    )


def _passage(
    code: str,
    note: NoteRow,
    one: ExtractRow,
    card: str | None,
    taxonomy: Taxonomy,
    titles: Mapping[str, str],
    masks: Mapping[str, Sequence[MaskedSpan]],
) -> Passage:
    place = f"{code}.{note.position}"
    extract = Extract(
        one.uid,
        code,
        place,
        note.part,  # type: ignore[arg-type]
        card,
        note.rank,
        one.start,
        one.end,
        one.text,
        one.exact,
    )
    labels = reading_of(one).labels
    words = sorted((word for label in labels for word in label.words), key=lambda word: word.start)
    seen = tuple(seen for label in labels if (seen := _seen(label, taxonomy)) is not None)
    title = titles.get(card or note.part, "")
    return Passage(f"note-{note.position}", title, card, pieces(extract, words, masks.get(place, ())), seen)


def _seen(label: Label, taxonomy: Taxonomy) -> Seen | None:
    effect = taxonomy.effect(label.effect)
    if effect is None:
        return None
    said = {"negative": "dit le contraire", "absente": "dit que ce n'est pas venu"}.get(label.polarity)
    return Seen(effect, said or STRENGTHS.get(label.strength or 1, ""), label.confidence < UNSURE)
