"""What the pages of the interviews show, as plain dataclasses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.steps.evidence import age_group
from cards.deck import Deck
from interviews.models import CompteRendu, Consent, MaskRow, NoteRow

PARTS = (
    ("modalites", "Comment s'est passé l'entretien"),
    ("vecu", "Ce que la personne en a vécu"),
    ("introduction", "En arrivant"),
    ("cloture", "Pour finir"),
    ("non-classe", "Non classé"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A card taken: rank, id for its picture, its title as it was."""

    rank: int
    card: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """An interview in the list."""

    code: str
    name: str
    age: str
    gender: str
    cards: tuple[Taken, ...]
    pending: int
    agreed: bool
    closed: str | None = None  # why it may not be read by who reads this list


@dataclass(frozen=True, slots=True)
class ListPage:
    """The interviews by KPA, with how many there are."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    total: int
    pending: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage: the person's exact words or paraphrase; ``mask`` when it may identify someone."""

    text: str
    exact: bool
    mask: str | None = None  # "proposed" | "confirmed"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One note, cut in runs; ``marks``: what is said of it; ``origin``: the title of where it was said, once it was moved."""

    anchor: str
    runs: tuple[Run, ...]
    marks: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the compte-rendu: a card taken, or a part of its own."""

    anchor: str
    title: str
    taken: Taken | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that may identify someone, once a wording: how often, what kind, a proposal's id to decide with."""

    mask: int
    text: str
    kind: str
    times: int
    state: str


@dataclass(frozen=True, slots=True)
class CompteRenduPage:
    """One compte-rendu as read."""

    row: CompteRendu
    age: str
    before: tuple[Section, ...]
    cards: tuple[Section, ...]
    after: tuple[Section, ...]
    doubts: tuple[Doubt, ...]
    pending: int
    consents: Mapping[str, Consent]


def list_page(
    rows: Sequence[CompteRendu],
    deck: Deck,
    pending: Mapping[str, int],
    closed: Mapping[str, str | None] | None = None,
) -> ListPage:
    """The list, grouped by KPA name, those without a KPA last.

    ``closed``: for somebody outside the team, why a code may not be read (None when it may); nothing typed shows then.
    """
    groups: dict[str, list[Line]] = {}
    for row in rows:
        groups.setdefault(row.kpa.name if row.kpa else "", []).append(_line(row, deck, pending, closed))
    ordered = sorted(groups.items(), key=lambda group: (not group[0], group[0]))
    named = tuple((name or "KPA non dite", tuple(lines)) for name, lines in ordered)
    return ListPage(named, len(rows), sum(pending.values()))


def compte_rendu_page(row: CompteRendu, deck: Deck) -> CompteRenduPage:
    """One compte-rendu with its parts in the order of the standard structure."""
    masks: dict[int, list[MaskRow]] = {}
    for mask in row.masks:
        masks.setdefault(mask.note_id, []).append(mask)
    by_part: dict[str, list[NoteRow]] = {}
    for note in row.notes:
        by_part.setdefault(note.part if note.part != "carte" else f"carte-{note.rank}", []).append(note)
    taken = taken_cards(row, deck)
    titles = dict(PARTS) | {pick.key: one.title for pick, one in zip(row.picks, taken, strict=True)}
    parts = {
        part: Section(part, title, None, _paragraphs(by_part[part], masks, titles))
        for part, title in PARTS
        if part in by_part
    }
    cards = tuple(
        Section(f"carte-{t.rank}", t.title, t, _paragraphs(by_part.get(f"carte-{t.rank}", []), masks, titles))
        for t in taken
    )
    return CompteRenduPage(
        row=row,
        age=f"{row.age} ans" if row.age is not None else "âge non dit",
        before=tuple(parts[p] for p in ("introduction",) if p in parts),
        cards=cards,
        after=tuple(parts[p] for p in ("cloture", "vecu", "modalites", "non-classe") if p in parts),
        doubts=_doubts(row.masks),
        pending=sum(mask.state == "proposed" for mask in row.masks),
        consents={consent.use: consent for consent in row.consents},
    )


def _line(row: CompteRendu, deck: Deck, pending: Mapping[str, int], closed: Mapping[str, str | None] | None) -> Line:
    agreed = any(c.use == "recit" and c.state == "given" for c in row.consents)
    why = closed.get(row.code) if closed is not None else None
    return Line(
        code=row.code,
        name=row.pseudonym,
        age=age_group(row.age),
        gender=row.gender or "inconnu",
        cards=() if why else taken_cards(row, deck, plain=closed is not None),
        pending=pending.get(row.code, 0),
        agreed=agreed,
        closed=why,
    )


def taken_cards(row: CompteRendu, deck: Deck, *, plain: bool = False) -> tuple[Taken, ...]:
    """The cards taken; ``plain``: as the deck names them, since the title that somebody gave a joker may name somebody."""
    found = []
    for pick in row.picks:
        card = deck.card(pick.card)
        title = (not plain and pick.title) or (card.openings[0] if card else "Carte sans titre")
        found.append(Taken(pick.rank, card.id if card else None, title))
    return tuple(found)


def _paragraphs(
    notes: Sequence[NoteRow], masks: Mapping[int, Sequence[MaskRow]], titles: Mapping[str, str]
) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            f"note-{n.position}",
            runs(n.text, n.exact, masks.get(n.id, ())),
            tuple(n.marks or ()),
            titles.get(n.origin[1] or n.origin[0] or "", "") if n.origin else "",
        )
        for n in notes
    )


def runs(text: str, exact: Sequence[Sequence[int]], masks: Sequence[MaskRow]) -> tuple[Run, ...]:
    """Cut a text wherever exact words or a mask start or end; joined again, the runs are the text."""
    shown = [m for m in masks if m.state != "refused"]
    edges = {0, len(text)}
    edges.update(edge for span in exact for edge in span)
    edges.update(edge for m in shown for edge in (m.start, m.end))
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(text))
    cut = []
    for start, end in pairwise(ordered):
        said = any(s <= start < e for s, e in exact)
        mask = next((m.state for m in shown if m.start <= start < m.end), None)
        cut.append(Run(text[start:end], said, mask))
    return tuple(cut)


def _doubts(masks: Sequence[MaskRow]) -> tuple[Doubt, ...]:
    times = Counter((m.kind, m.text.casefold()) for m in masks)
    once: dict[tuple[str, str], Doubt] = {}
    order = {"proposed": 0, "confirmed": 1, "refused": 2}
    for m in sorted(masks, key=lambda m: order[m.state]):  # words that wait somewhere still wait
        key = (m.kind, m.text.casefold())
        once.setdefault(key, Doubt(m.id, m.text, m.kind, times[key], m.state))
    return tuple(sorted(once.values(), key=lambda d: (order[d.state], d.kind, d.text.casefold())))
