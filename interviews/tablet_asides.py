"""What stands beside a draft: photos and sounds, what contradicted the journal, what the tablet said since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cards.deck import Deck
from interviews.document import CompteRendu as Document
from interviews.draft import card_named, card_title
from interviews.draft_follow import shown, shown_of
from interviews.fold import InterviewState
from interviews.journal_models import Attachment, ConflictRow
from interviews.models import CompteRendu
from interviews.pages import PARTS
from interviews.received_service import may_be_shown

KINDS = {
    "note.write": "une note", "title.write": "un titre", "consent.set": "un accord", "card.take": "une carte prise",
    "card.back": "une carte reposée", "person.set": "la personne", "note.mark": "une marque sur une note",
    "attachment.add": "une photo ou un son", "interview.open": "l'ouverture",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that contradicted the journal and was kept aside. ``words``: its text, None when it has none or they are gone."""

    what: str
    words: str | None
    came: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A photo or a sound. ``state``: "complete", "waiting", "refused", or "withheld" when it may not be shown."""

    uid: str
    kind: str
    state: str
    under: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What the draft says otherwise than the compte-rendu already made, in one part."""

    part: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def piece_of(row: Attachment, state: InterviewState, deck: Deck) -> Piece:
    """A photo or a sound as the page tells of it; ``under``: the card it goes with."""
    under = state.attachments[row.uid].card if row.uid in state.attachments else None
    pick = state.picks.get(under) if under else None
    name = card_title(pick, deck) if pick else card_named(under, deck) if under else None
    known = row.state in {"waiting", "refused"} or may_be_shown(state, row)
    return Piece(row.uid, row.kind, row.state if known else "withheld", name if known else None)


def aside_of(row: ConflictRow, *, kept: bool) -> Aside:
    """What was kept aside, in plain words; ``kept``: whether the person allows her notes to be kept."""
    sent = row.sent or {}
    words = (sent.get("data") or {}).get("text")
    return Aside(
        KINDS.get(sent.get("kind", ""), "une action"),
        words if kept and isinstance(words, str) else None,
        row.received_at,
    )


def changes_between(row: CompteRendu, document: Document) -> tuple[Change, ...]:
    """Paragraph by paragraph: what is in one and not in the other; the order alone is no change."""
    titles = dict(PARTS) | {"carte": "Sous une carte"}
    fresh, there = shown(document), shown_of(row)
    parts = dict.fromkeys((part, rank) for part, rank, _ in [*fresh, *there])
    found = []
    for part, rank in parts:
        new = [text for p, r, text in fresh if (p, r) == (part, rank)]
        old = [text for p, r, text in there if (p, r) == (part, rank)]
        added = tuple(text for text in new if text not in old)
        gone = tuple(text for text in old if text not in new)
        if added or gone:
            found.append(Change(f"Carte {rank}" if rank else titles[part], added, gone))
    cards = [(card.id, card.title) for card in document.cards]
    if cards != [(pick.card, pick.title) for pick in row.picks]:
        found.append(Change("L'ordre ou le titre des cartes", (), ()))
    return tuple(found)
