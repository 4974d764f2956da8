"""A compte-rendu as somebody outside the team that wrote it reads it: names and places changed, and only what was allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.steps.evidence import age_group
from cards.deck import Deck
from interviews.masks import plan_for, spans_of
from interviews.models import CompteRendu, Consent, MaskRow, NoteRow
from interviews.pages import PARTS, Paragraph, Run, Section, runs, taken_cards
from interviews.replacing.reading import Plan, pieces

Closed = Literal["accord", "masquage"]

NEVER_OUT = frozenset({"vecu", "modalites"})
"""Parts written for the team alone: how the interview went. They are not searched for names."""


@dataclass(frozen=True, slots=True)
class MaskedPage:
    """What may be read; ``closed`` says why nothing may, and then ``sections`` is empty."""

    code: str
    name: str
    age: str
    gender: str | None
    kpa: str | None
    sections: tuple[Section, ...]
    closed: Closed | None


def closed_for(row: CompteRendu, consents: Iterable[Consent], *, use: str) -> Closed | None:
    """Why this compte-rendu is not open to this use: the person has not agreed, or nobody has looked for names yet."""
    if not any(consent.use == use and consent.state == "given" for consent in consents):
        return "accord"
    return None if row.masks_proposed else "masquage"


def masked_page(row: CompteRendu, deck: Deck, *, use: str) -> MaskedPage:
    """The compte-rendu with everything proposed or confirmed changed; refused proposals are words that name nobody."""
    closed = closed_for(row, row.consents, use=use)
    return MaskedPage(
        code=row.code,
        name=row.pseudonym,
        age=age_group(row.age),
        gender=row.gender,
        kpa=row.kpa.name if row.kpa else None,
        sections=() if closed else tuple(_sections(row, deck)),
        closed=closed,
    )


def _sections(row: CompteRendu, deck: Deck) -> Iterable[Section]:
    titles, plan = dict(PARTS), plan_for(row)
    by_part: dict[str, list[NoteRow]] = {}
    for note in row.notes:
        by_part.setdefault(note.part if note.part != "carte" else f"carte-{note.rank}", []).append(note)
    cards = {f"carte-{taken.rank}": taken for taken in taken_cards(row, deck, plain=True)}
    for part in ("introduction", *cards, "cloture", "non-classe"):
        if part in NEVER_OUT or part not in by_part:
            continue
        taken = cards.get(part)
        yield Section(part, taken.title if taken else titles[part], taken, _paragraphs(by_part[part], row.masks, plan))


def _paragraphs(notes: Sequence[NoteRow], masks: Sequence[MaskRow], plan: Plan) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"note-{note.position}", softened(note, masks, plan)) for note in notes)


def softened(note: NoteRow, masks: Sequence[MaskRow], plan: Plan | None = None) -> tuple[Run, ...]:
    """The runs of a note with other words instead of what a mask covers: those of ``plan``, else what kind it is."""
    own = [one for one in masks if one.note_id == note.id]
    hidden = [(one.mask, one.instead) for one in spans_of(own, note, plan) if one.state != "refused"]
    shown: list[Run] = []
    place = 0
    for piece in pieces(note.text, hidden):
        shown += _plain(note, place, piece.start)
        if piece.instead:
            shown.append(Run(piece.instead, _is_exact(note, piece.start), "confirmed"))
        place = piece.end
    return (*shown, *_plain(note, place, len(note.text)))


def _plain(note: NoteRow, start: int, end: int) -> list[Run]:
    """The runs of a stretch without a mask."""
    inside = [[max(s, start) - start, min(e, end) - start] for s, e in note.exact if s < end and start < e]
    return list(runs(note.text[start:end], inside, ())) if start < end else []


def _is_exact(note: NoteRow, place: int) -> bool:
    return any(start <= place < end for start, end in note.exact)
