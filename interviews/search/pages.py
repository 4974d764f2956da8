"""What the page of the search shows, as plain dataclasses: one row a passage, with who said it and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from analysis.steps.evidence import age_group
from cards.deck import Deck
from interviews.masked import softened
from interviews.models import CompteRendu, MaskRow, NoteRow
from interviews.pages import PARTS, Run, Taken, runs, taken_cards
from interviews.search.query import Query, found_in
from interviews.search.service import Answer

LONG = 420
"""Signs of a passage that are shown; a longer one is cut around the first words found."""
BEFORE = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage. ``mark``: what was looked for; ``masked``: it stands in the place of a name."""

    text: str
    exact: bool
    mark: bool
    masked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A passage found, and the person's profile. ``part``: where it was said when that is under no card."""

    code: str
    anchor: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    name: str
    age: str
    gender: str | None
    kpa: str | None
    taken: Taken | None
    part: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the order it asks for, whether rows are in it, and the other way round."""

    label: str
    sort: str
    here: bool
    down: bool


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """One page of what was found."""

    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    passages: int
    interviews: int
    sort: str
    down: bool
    page: int
    pages: int
    too_many: bool


HEADS = (
    ("carte", "Carte"), ("pertinence", "Passage"), ("personne", "Personne"), ("age", "Âge"), ("genre", "Genre"),
    ("kpa", "KPA"), ("date", "Arrivé le"),
)  # fmt: skip


def results_page(answer: Answer, query: Query, deck: Deck, *, masked: bool, said: bool) -> ResultsPage:
    """What was found, as whoever acts may read it; ``masked``: with names changed, ``said``: exact words alone."""
    by_note: dict[int, list[MaskRow]] = {}
    for mask in answer.masks:
        by_note.setdefault(mask.note_id, []).append(mask)
    lines = []
    for note in answer.notes:
        row, masks = answer.rows[note.compte_rendu_id], by_note.get(note.id, [])
        shown = softened(note, masks) if masked else runs(note.text, note.exact, ())
        lines.append(_line(note, row, shown, query, deck, masked=masked, said=said))
    order = answer.order
    heads = tuple(Head(label, sort, sort == order.sort, order.down) for sort, label in HEADS)
    return ResultsPage(
        tuple(lines), heads, answer.passages, answer.interviews, order.sort, order.down, order.page, answer.pages,
        answer.too_many,
    )  # fmt: skip


def _line(
    note: NoteRow, row: CompteRendu, shown: Sequence[Run], query: Query, deck: Deck, *, masked: bool, said: bool
) -> Line:
    taken = next((one for one in taken_cards(row, deck, plain=masked) if one.rank == note.rank), None)
    under = taken if note.part == "carte" else None
    pieces = marked(shown, query, said=said)
    shown_pieces, before, after = around(pieces)
    return Line(
        code=row.code,
        anchor=f"note-{note.position}",
        pieces=shown_pieces,
        cut_before=before,
        cut_after=after,
        name=row.pseudonym,
        age=age_group(row.age),
        gender=row.gender,
        kpa=row.kpa.name if row.kpa else None,
        taken=under,
        part=dict(PARTS).get(note.part, "Sous une carte"),
        at=row.created_at,
    )


def marked(shown: Sequence[Run], query: Query, *, said: bool = False) -> tuple[Piece, ...]:
    """Cut runs where the words looked for start or end; joined again, the pieces are what is shown."""
    text = "".join(run.text for run in shown)
    spans = found_in(query, text)
    edges, place, kinds = {0, len(text)}, 0, []
    for run in shown:
        kinds.append((place, place + len(run.text), run))
        place += len(run.text)
        edges.add(place)
    edges.update(edge for span in spans for edge in span)
    pieces = []
    for start, end in pairwise(sorted(edges)):
        run = next(run for low, high, run in kinds if low <= start < high)
        mark = any(low <= start < high for low, high in spans) and (run.exact or not said)
        pieces.append(Piece(text[start:end], run.exact, mark, run.mask is not None))
    return tuple(pieces)


def around(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], bool, bool]:
    """The pieces that fit around the first words found, and whether something was cut before and after."""
    whole = sum(len(piece.text) for piece in pieces)
    if whole <= LONG:
        return tuple(pieces), False, False
    text, first = "".join(piece.text for piece in pieces), 0
    for piece in pieces:
        if piece.mark:
            break
        first += len(piece.text)
    first = 0 if first >= whole else first
    start = _space_before(text, max(0, min(first - BEFORE, whole - LONG)))
    end = _space_after(text, min(whole, start + LONG))
    return tuple(_within(pieces, start, end)), start > 0, end < whole


def _within(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    kept, place = [], 0
    for piece in pieces:
        low, high = max(start, place), min(end, place + len(piece.text))
        if low < high:
            kept.append(Piece(piece.text[low - place : high - place], piece.exact, piece.mark, piece.masked))
        place += len(piece.text)
    return kept


def _space_before(text: str, place: int) -> int:
    """The beginning of the word at this place, when it is near."""
    found = text.rfind(" ", max(0, place - 30), place)
    return found + 1 if found >= 0 else place


def _space_after(text: str, place: int) -> int:
    found = text.find(" ", place, place + 30)
    return found if found >= 0 else len(text) if len(text) - place < 30 else place
