"""What the page of one interview led with the tablet shows: its draft, what is to be looked at, what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.deck import Deck
from interviews.document import CompteRendu as Document
from interviews.document import Passage
from interviews.draft import card_named, card_title
from interviews.draft_consents import Carried, carried, notes_kept
from interviews.draft_follow import shown, shown_of
from interviews.draft_service import why_not
from interviews.draft_times import seconds_by_card, span_of
from interviews.fold import InterviewState, Picked
from interviews.journal_models import Attachment, ConflictRow, Interview
from interviews.models import CompteRendu
from interviews.operations import Operation
from interviews.pages import PARTS, Paragraph, Section, Taken, runs
from interviews.plan_choices import language_said
from interviews.received_service import may_be_shown
from interviews.tablet_pages import taken_cards

MODES = {"ecran": "sur l'écran", "imprimees": "avec les cartes imprimées", "papier": "sur papier, tapé ensuite"}
NAMINGS = {"own": "son propre prénom", "changed": "un prénom changé", "none": "sans prénom"}
KINDS = {
    "note.write": "une note", "title.write": "un titre", "consent.set": "un accord", "card.take": "une carte prise",
    "card.back": "une carte reposée", "person.set": "la personne", "note.mark": "une marque sur une note",
    "attachment.add": "une photo ou un son", "interview.open": "l'ouverture",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CardTime:
    """A card taken and how long it was in hand, in minutes; None when no clock tells."""

    taken: Taken
    minutes: int | None


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


@dataclass(frozen=True, slots=True)
class TabletPage:
    """One interview. ``why_not``: why no compte-rendu can be made, in French; ``sections`` is empty when words may not show."""

    interview: Interview
    state: InterviewState
    document: Document
    sections: tuple[Section, ...]
    why_not: str | None
    kept: bool
    began: datetime | None
    minutes: int | None
    language: str | None
    mode: str | None
    naming: str | None
    interpreter: str | None
    cards: tuple[CardTime, ...]
    read: tuple[str, ...]
    skipped: tuple[str, ...]
    later: tuple[str, ...]
    back: tuple[str, ...]
    consents: Mapping[str, Carried]
    pieces: tuple[Piece, ...]
    aside: tuple[Aside, ...]
    code: str | None
    changes: tuple[Change, ...]
    wordless: bool


def tablet_page(
    interview: Interview,
    journal: Sequence[Operation],
    state: InterviewState,
    document: Document,
    *,
    deck: Deck,
    received: Mapping[str, datetime],
    attachments: Sequence[Attachment],
    conflicts: Sequence[ConflictRow],
    row: CompteRendu | None,
) -> TabletPage:
    """Everything about one interview; nothing of her words when the person does not want them kept."""
    kept, opened, span = notes_kept(state), state.opened or {}, span_of(journal)
    return TabletPage(
        interview=interview,
        state=state,
        document=document,
        sections=_sections(document, taken_cards(state, deck)) if kept else (),
        why_not=why_not(state, document),
        kept=kept,
        began=span[0] if span else None,
        minutes=span[1] if span else None,
        language=_language(state),
        mode=MODES.get(opened.get("mode", "")),
        naming=NAMINGS.get(state.person.get("naming", "")),
        interpreter=_interpreter(state.person.get("interpreter")),
        cards=_times(journal, state, deck),
        read=_named(state.read, deck),
        skipped=_named(state.skipped, deck),
        later=_named(state.later, deck),
        back=tuple(card_title(pick, deck) if kept else card_named(pick.card, deck) for pick in _returned(state)),
        consents={one.use: one for one in carried(journal, state, received=received)},
        pieces=tuple(_piece(one, state, deck) for one in attachments),
        aside=tuple(_aside(one, kept=kept) for one in conflicts),
        code=row.code if row else None,
        changes=_changes(row, document) if row and kept else (),
        wordless=row is not None and not row.notes,
    )


def _sections(document: Document, taken: Sequence[Taken]) -> tuple[Section, ...]:
    parts = {
        "introduction": document.introduction, "cloture": document.closing, "vecu": document.lived,
        "modalites": document.terms, "non-classe": document.unplaced,
    }  # fmt: skip
    titles = dict(PARTS)
    own = {
        part: Section(part, titles[part], None, _paragraphs(part, passages))
        for part, passages in parts.items()
        if passages
    }
    cards = [
        Section(f"carte-{one.rank}", one.title, one, _paragraphs(f"carte-{one.rank}", card.passages))
        for one, card in zip(taken, document.cards, strict=True)
    ]
    before = [own[part] for part in ("introduction",) if part in own]
    after = [own[part] for part in ("cloture", "vecu", "modalites", "non-classe") if part in own]
    return (*before, *cards, *after)


def _paragraphs(part: str, passages: Sequence[Passage]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(f"{part}-{number}", runs(one.text, [(s.start, s.end) for s in one.exact], ()), one.marks)
        for number, one in enumerate(passages, 1)
    )


def _times(journal: Sequence[Operation], state: InterviewState, deck: Deck) -> tuple[CardTime, ...]:
    seconds = seconds_by_card(journal)
    chosen = [pick.pick for pick in state.picks.values() if not pick.returned]
    times = [seconds.get(pick) for pick in chosen]
    return tuple(
        CardTime(taken, max(1, round(time / 60)) if time else None)
        for taken, time in zip(taken_cards(state, deck), times, strict=True)
    )


def _returned(state: InterviewState) -> list[Picked]:
    return [pick for pick in state.picks.values() if pick.returned]


def _named(cards: Sequence[str], deck: Deck) -> tuple[str, ...]:
    return tuple(card_named(card, deck) for card in cards)


def _language(state: InterviewState) -> str | None:
    told = state.person.get("language") or (state.opened or {}).get("language")
    return language_said(str(told)) if told else None


def _interpreter(told: object) -> str | None:
    """In words: a name, « oui », or nothing when there was none."""
    return "oui" if told is True else told.strip() or None if isinstance(told, str) else None


def _piece(row: Attachment, state: InterviewState, deck: Deck) -> Piece:
    under = state.attachments[row.uid].card if row.uid in state.attachments else None
    pick = state.picks.get(under) if under else None
    name = card_title(pick, deck) if pick else card_named(under, deck) if under else None
    known = row.state in {"waiting", "refused"} or may_be_shown(state, row)
    return Piece(row.uid, row.kind, row.state if known else "withheld", name if known else None)


def _aside(row: ConflictRow, *, kept: bool) -> Aside:
    sent = row.sent or {}
    words = (sent.get("data") or {}).get("text")
    return Aside(
        KINDS.get(sent.get("kind", ""), "une action"),
        words if kept and isinstance(words, str) else None,
        row.received_at,
    )


def _changes(row: CompteRendu, document: Document) -> tuple[Change, ...]:
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
