"""What a Word file of ours says when it comes back, before it is put beside the compte-rendu it came from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from analysis.steps.quotes import joined_spans
from analysis.steps.types import Span
from cards.deck import Deck
from interviews.structure_facts import fields_of
from interviews.structure_labels import section_label
from interviews.structure_titles import card_mention
from interviews.word_out.label_in_file import FileLabel
from interviews.word_out.labels import card_read, fact_read
from interviews.word_out.lines import Line
from interviews.word_out.slots import fingerprint, part_of
from interviews.writeup.sheet import Part, Piece, Place, Sheet, SheetCard

ORDER_CHANGED = "La liste de l'ordre des cartes a été changée : « {} ». C'est l'ordre des titres de cartes qui compte."
LINE_CHANGED = "Une ligne du modèle a été changée : « {} ». Ce qui y est écrit est gardé avec les notes."
UNCLEAR = {
    "age": "L'âge « {} » n'est pas clair : il n'a pas été changé.",
    "gender": "Le genre « {} » n'est pas clair : il n'a pas été changé.",
}
_KINDS: dict[str, Part] = {
    "lived": "vecu", "terms": "modalites", "conduct": "modalites", "introduction": "introduction",
    "closing": "cloture", "other": "non-classe",
}  # fmt: skip


@dataclass(slots=True)
class ToldCard:
    """A heading of a card: its slot (a digest of its key), its title as it stands."""

    slot: str | None
    title: str


@dataclass(slots=True)
class ToldPiece:
    """A paragraph: its slot, its part and the rank of its card from 0, what it says; ``origin`` as a slot names it.

    An empty one without a slot is only room, unless the compte-rendu had an empty paragraph there.
    """

    slot: str | None
    part: Part
    card: int | None
    text: str
    exact: tuple[Span, ...] = ()
    marks: tuple[str, ...] = ()
    origin: str | None = None


@dataclass(slots=True)
class Told:
    """All that a file says. ``facts``: as it stands behind each label; ``problems``: what a reader should check."""

    label: FileLabel
    cards: list[ToldCard] = field(default_factory=list)
    pieces: list[ToldPiece] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    at: tuple[Part, int | None] = ("introduction", None)


def told_in(lines: Sequence[Line], label: FileLabel, deck: Deck) -> Told | None:
    """Read the paragraphs of a file of ours; None when it no longer has our bookmarks, and must be read as any other."""
    if not any(line.slot("part", "card", "note") for line in lines):
        return None
    told = Told(label)
    for line in lines:
        if not any(read(told, line, deck) for read in (_card, _part, _facts, _fixed, _new_heading)):
            _note(told, line)
    return told


def _card(told: Told, line: Line, deck: Deck) -> bool:
    slot = line.slot("card")
    if slot is None or line.slot("note"):
        return False
    title = slot.value(line.whole)
    if title is None:
        mention = card_mention(line.whole, deck)
        title = line.whole[mention.rest :] if mention and not mention.named else None
        title = title or line.whole.partition(":")[2].strip() or line.whole
    _open_card(told, slot.of, title)
    return True


def _open_card(told: Told, slot: str | None, title: str) -> None:
    told.cards.append(ToldCard(slot, title))
    told.at = ("carte", len(told.cards) - 1)


def _part(told: Told, line: Line, _deck: Deck) -> bool:
    slot = line.slot("part")
    part = part_of(slot.of) if slot else None
    if slot is None or part is None or line.slot("note"):
        return False
    told.at = (part, None)
    if _changed(slot.print, line.whole):
        label = section_label(line.whole)
        rest = line.whole[label.rest :] if label else line.whole
        if rest.strip():
            _keep(told, line, rest.strip(), None)
    return True


def _changed(printed: str | None, text: str) -> bool:
    return printed != fingerprint(text)


def _facts(told: Told, line: Line, _deck: Deck) -> bool:
    own = [(slot, text) for slot, text in line.slots if slot.kind == "fact"]
    for slot, text in own:
        value = text if slot.print is None else slot.value(line.whole)
        if value is None:
            _before, found = fields_of(line.whole)
            value = next((one.value for one in found if one.fact == slot.of), None)
        if value is None:
            told.problems.append(UNCLEAR.get(slot.of, "Ligne à relire : « {} ».").format(line.whole.strip()))
        else:
            told.facts[slot.of] = value
    return bool(own)


def _fixed(told: Told, line: Line, deck: Deck) -> bool:
    """What the template prints by itself; an order that was changed in the list alone is told."""
    slot = line.slot("fixed")
    if slot is None:
        return False
    if not _changed(slot.print, line.whole):
        return True
    said = line.whole.strip()
    mention = card_mention(said, deck)
    if mention is not None and mention.by == "rank" and not line.heading:
        told.problems.append(ORDER_CHANGED.format(said))
        return True
    if said and not line.heading:
        told.problems.append(LINE_CHANGED.format(said[:120]))
    return False


def _new_heading(told: Told, line: Line, deck: Deck) -> bool:
    """A heading that somebody typed: another card, or a part that the file did not have."""
    if not line.heading or line.slot("note") or not line.text.strip():
        return False
    mention = card_mention(line.text, deck)
    if mention is not None and (mention.by == "rank" or mention.named):
        start = line.text.find(":") + 1 if mention.by == "rank" and ":" in line.text else 0
        _open_card(told, None, line.text[start:].strip() if mention.by == "rank" else line.text.strip())
        return True
    label = section_label(line.text)
    if label is None or label.kind not in _KINDS or label.rest < len(line.text.rstrip()):
        return False
    told.at = (_KINDS[label.kind], None)
    return True


def _note(told: Told, line: Line) -> None:
    slot = line.slot("note")
    if slot is None:
        _keep(told, line, line.text if line.text.strip() else "", None)
        return
    value = slot.value(line.text)
    text, shift = (line.text, 0) if value is None else (value, slot.before)
    _keep(told, line, text, slot.of, shift=shift)


def _keep(told: Told, line: Line, text: str, slot: str | None, *, shift: int = -1) -> None:
    shift = line.text.find(text) if shift < 0 else shift
    moved = (Span(max(0, one.start - shift), min(len(text), one.end - shift)) for one in line.exact)
    exact = joined_spans(one for one in moved if one.start < one.end)
    part, card = told.at
    told.pieces.append(ToldPiece(slot, part, card, text, exact, line.marks, line.origin))


def sheet_told(told: Told, deck: Deck, *, name: Callable[[], str] = lambda: uuid4().hex) -> Sheet:
    """The sheet of a file whose compte-rendu is not here: every id is new."""
    cards = tuple(SheetCard(name(), *card_read(one.title, deck)) for one in told.cards)
    keys: dict[str | None, str] = {one.slot: card.key for one, card in zip(told.cards, cards, strict=True) if one.slot}
    pieces = tuple(
        Piece(
            name(),
            place_told(one, cards),
            one.text,
            one.exact,
            one.marks,
            origin_told(one.origin, keys),
        )
        for one in told.pieces
        if one.slot or one.text
    )
    read = {key: text.strip() if key == "kpa" else fact_read(key, text) for key, text in told.facts.items()}
    return Sheet(cards, pieces, {key: value for key, value in read.items() if value}).ordered()


def place_told(one: ToldPiece, cards: Sequence[SheetCard]) -> Place:
    """Where a paragraph stands, among these cards."""
    return Place(one.part, cards[one.card].key if one.card is not None else None)


def origin_told(said: str | None, keys: dict[str | None, str]) -> Place | None:
    """Where a paragraph was said, by the digests of the keys of the cards; None for a card that is no longer there."""
    if not said:
        return None
    part = part_of(said) if len(said) < 3 else None
    if part is not None:
        return Place(part)
    return Place("carte", keys[said]) if said in keys else None
