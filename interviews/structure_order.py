"""Reads the order of selection of the cards, then joins it with the cards' own sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cards.deck import Deck
from interviews.document import Passage, PickedCard
from interviews.structure_labels import flat
from interviews.structure_titles import LONGEST_NAME, Mention, card_mention, looks_like_title, title_at

_CUT = re.compile(  # spaces are taken from their first one only: a thousand of them must not be tried a million times
    r"(?:(?<!\s)\s+)?(?:[,;|→>\t\n]|\s-+>?\s|\s?/\s?|\bpuis\b,?|\bet\b(?: enfin)?(?= (?:j'|je |l[ae] |un |\w+ joker|joker))"
    r"|(?<=\s)(?=\d{1,2} ?(?:[.)°:-]|(?:ere|ieme|eme|er|e|nde?) (?:carte)?)))\s*"
)
LONGEST_ORDER = 1_000  # characters, and cuts below: a longer line is told, and reading it as a list would take minutes
MOST_CUTS = 100
_EDGES = ' \u00a0\u202f.…:;!«»“”"-–—•*·'


@dataclass(slots=True)
class Section:
    """A card as met in the file: what its line said, and the passages gathered under it."""

    mention: Mention
    passages: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class _Slot:
    rank: int
    id: str | None
    title: str | None
    passages: list[Passage] = field(default_factory=list)
    sectioned: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """The cards in the order of selection; ``before``: paragraphs typed under the order list, before the first card.

    ``left``: titles of the team's own in the order list, where the heading of the notes says another card.
    """

    cards: tuple[PickedCard, ...]
    before: tuple[Passage, ...] = ()
    left: tuple[Passage, ...] = ()
    problems: tuple[str, ...] = ()


def order_items(text: str, deck: Deck) -> list[Mention]:
    """The cards of a one-line order (« J'ai appris, joker (mes enfants), J'ai été utile »); [] when it is not one.

    Every part of the line must be a card, or a short title that no card bears, and two at least must be cards.
    """
    if len(text) > LONGEST_ORDER:
        return []
    items: list[Mention] = []
    known = 0
    for piece, cut in _pieces(text, deck):
        mention = card_mention(piece, deck)
        exact = mention is not None and mention.rest == len(piece)
        if mention and exact and mention.named:
            known += mention.id is not None
            same = items and items[-1].id == mention.id and mention.id != "joker" and "/" in cut
            items[-1:] = [replace(items[-1], title=_whole(deck, mention))] if same else [*items[-1:], mention]
        elif mention and not mention.named and not exact and _short(piece):
            items.append(replace(mention, title=piece[mention.rest :].strip(_EDGES), rest=len(piece)))
        elif (
            items
            and items[-1].id == "joker"
            and items[-1].title is None
            and _short(piece)
            and not looks_like_title(piece)
        ):
            items[-1] = replace(items[-1], title=piece.strip(_EDGES))
        elif mention is None and looks_like_title(piece):
            items.append(Mention("title", title=piece.strip(_EDGES), rest=len(piece)))
        elif not (mention and exact):
            return []
    return items if known and len(items) >= 2 else []


def _whole(deck: Deck, mention: Mention) -> str | None:
    card = deck.card(mention.id)
    return card.title if card else mention.title


def _short(text: str) -> bool:
    return len(text.split()) <= LONGEST_NAME and not text.rstrip().endswith((".", "!", "?"))


def _pieces(text: str, deck: Deck) -> list[tuple[str, str]]:
    """The parts of a line between separators that stand outside brackets, each with the separator before it."""
    low = flat(text)
    pieces, start, cut_before = [], 0, ""
    for number, cut in enumerate(_CUT.finditer(low)):
        if number == MOST_CUTS:
            return []
        inside = low[start : cut.start()]
        if inside.count("(") > inside.count(")") or inside.count("«") > inside.count("»"):
            continue
        # « Joker – Mes enfants » keeps its dash
        glued = re.search(r"(?:(joker)|carte|theme|\d|ere|eme)\s*$", inside[-20:])
        if cut[0].strip() == "-" and glued and not (glued[1] and title_at(text, cut.end(), deck)):
            continue
        if inside.strip(_EDGES + "0123456789)"):
            pieces.append((_bare(text[start : cut.start()]), cut_before))
            start, cut_before = cut.end(), cut[0]
    if low[start:].strip(_EDGES):
        pieces.append((_bare(text[start:]), cut_before))
    return pieces


def _bare(piece: str) -> str:
    return re.sub(r"^(?:et |puis |le |un |la carte )+(?=joker|j['’])", "", piece.strip(), flags=re.IGNORECASE)


def order_item(text: str, deck: Deck, *, listed: bool) -> Mention | None:
    """One line of the order list: a card, or a numbered, listed or card-like title that no deck card bears."""
    mention = card_mention(text, deck)
    short = _short(text)
    if mention and (mention.named or mention.rest == len(text) or not short):
        return mention
    if mention:
        return replace(mention, title=text[mention.rest :].strip(_EDGES), rest=len(text))
    numbered = re.match(r"\s*(\d{1,2}) ?(?:er|ere|e|eme|de|nde?)?\s*[.):°-]+\s*(?=[^\d\s])", flat(text))
    if numbered and short:
        return Mention("number", int(numbered[1]), title=text[numbered.end() :].strip(_EDGES), rest=len(text))
    if looks_like_title(text.strip(_EDGES)) or (
        listed and short and len(text.split()) <= 5 and text.strip()[:1].isupper()
    ):
        return Mention("title", title=text.strip(_EDGES), rest=len(text))
    return None


def join_cards(order: Sequence[Section], body: Sequence[Section]) -> Joined:
    """Give every section its card of the order list; a card without a section stays, with what was under its line."""
    slots = _from_order(order)
    problems: list[str] = []
    left: list[Passage] = []
    for section in body:
        slot = _slot_for(section.mention, slots)
        if slot is None:
            slot = _Slot(_new_rank(section.mention, slots), section.mention.id, section.mention.title)
            slots.append(slot)
            if order:
                problems.append(
                    f"{_called(slot)} a des notes mais n'est pas dans l'ordre de sélection : vérifiez son rang."
                )
        said = slot.title if slot.id in {"joker", None} else None
        problems += _name(slot, section.mention)
        left += [Passage(said)] if said and slot.title != said and _key(said) != _key(slot.title) else []
        if not slot.sectioned:
            slot.passages, slot.sectioned = [], True  # what stood under its line of the order goes to ``before``
        slot.passages += section.passages
    slots.sort(key=lambda slot: slot.rank)
    while slots and slots[-1].id is None and slots[-1].title is None and not slots[-1].passages:
        slots.pop()  # « 5ème carte : », left empty at the end of a form
    own = {id(passage) for slot in slots for passage in slot.passages}
    before = tuple(passage for section in order for passage in section.passages if id(passage) not in own)
    problems += [problem for slot in slots for problem in _doubts(slot)]
    return Joined(
        tuple(PickedCard(s.id, s.title, tuple(s.passages)) for s in slots), before, tuple(left), tuple(problems)
    )


def _from_order(order: Sequence[Section]) -> list[_Slot]:
    slots: list[_Slot] = []
    for section in order:
        mention = section.mention
        rank = mention.rank or max((slot.rank for slot in slots), default=0) + 1
        if any(slot.rank == rank for slot in slots):
            rank = max(slot.rank for slot in slots) + 1
        slots.append(_Slot(rank, mention.id, mention.title, list(section.passages)))
    return slots


def _slot_for(mention: Mention, slots: list[_Slot]) -> _Slot | None:
    """The card of the order list (or an earlier section) that a section's heading speaks of."""
    free = [slot for slot in sorted(slots, key=lambda slot: slot.rank) if not slot.sectioned]
    if mention.last:
        return free[-1] if free else None
    # A number alone (« 4. J'ai appris ») may count the headings of the page: the title decides.
    if mention.rank is not None and (mention.by == "rank" or not mention.named):
        slot = next((slot for slot in slots if slot.rank == mention.rank), None)
        if slot and (not slot.sectioned or not mention.named or _same(slot, mention)):
            return slot
        if slot is None:
            return None
    if not mention.named:
        return free[0] if free else None
    exact = [slot for slot in (*free, *slots) if _same(slot, mention)]
    jokers = [slot for slot in free if slot.id == "joker" == mention.id]
    return next(iter(exact), next(iter(jokers), None))


def _same(slot: _Slot, mention: Mention) -> bool:
    if slot.id != mention.id:
        return False
    if slot.id in {"joker", None}:
        return _key(slot.title) == _key(mention.title)
    return True


def _new_rank(mention: Mention, slots: list[_Slot]) -> int:
    if mention.rank is not None and mention.by == "rank" and all(slot.rank != mention.rank for slot in slots):
        return mention.rank
    return max((slot.rank for slot in slots), default=0) + 1


def _name(slot: _Slot, mention: Mention) -> list[str]:
    """Let the section's heading name the card; say so when the order list said otherwise."""
    if not mention.named or _same(slot, mention):
        if mention.named and slot.id not in {"joker", None} and mention.title and "/" in (slot.title or ""):
            slot.title = mention.title  # the heading says which of the two openings was taken
        return []
    if slot.id == mention.id == "joker" and not (slot.title and mention.title):
        slot.title = mention.title or slot.title
        return []
    unnamed = slot.id is None and slot.title is None
    said = _called(slot)
    slot.id, slot.title = mention.id, mention.title
    if unnamed:
        return []
    return [
        f"Carte n° {slot.rank} : l'ordre de sélection dit « {said} », "
        f"mais le titre des notes dit « {_called(slot)} » ; c'est lui qui est gardé, vérifiez."
    ]


def _doubts(slot: _Slot) -> list[str]:
    if slot.id is not None:
        return []
    if slot.title is None:
        return [f"La carte n° {slot.rank} n'a pas de titre : indiquez de quelle carte il s'agit."]
    return [f"« {slot.title} » n'est pas une carte du jeu : vérifiez son titre ou choisissez une carte."]


def _called(slot: _Slot) -> str:
    return slot.title or ("Joker" if slot.id == "joker" else "Une carte sans titre")


def _key(title: str | None) -> str:
    return " ".join(re.findall(r"\w+", flat(title or "")))
