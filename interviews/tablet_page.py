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
from interviews.draft_service import why_not
from interviews.draft_times import seconds_by_card, span_of
from interviews.fold import InterviewState, Picked
from interviews.journal_models import Attachment, ConflictRow, Interview
from interviews.models import CompteRendu
from interviews.operations import Operation
from interviews.pages import PARTS, Paragraph, Section, Taken, runs
from interviews.plan_choices import language_said
from interviews.tablet_asides import Aside, Change, Piece, aside_of, changes_between, piece_of
from interviews.tablet_pages import taken_cards

MODES = {"ecran": "sur l'écran", "imprimees": "avec les cartes imprimées", "papier": "sur papier, tapé ensuite"}
NAMINGS = {"own": "son propre prénom", "changed": "un prénom changé", "none": "sans prénom"}


@dataclass(frozen=True, slots=True)
class CardTime:
    """A card taken and how long it was in hand, in minutes; None when no clock tells."""

    taken: Taken
    minutes: int | None


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
        pieces=tuple(piece_of(one, state, deck) for one in attachments if one.uid in state.attachments),
        aside=tuple(aside_of(one, kept=kept) for one in conflicts),
        code=row.code if row else None,
        changes=changes_between(row, document) if row and kept else (),
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
