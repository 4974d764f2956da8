"""What the Word file prints of a compte-rendu, and how each of these printed words is read back. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cards.deck import Deck
from interviews.structure_facts import age_in, gender_in
from interviews.structure_titles import opening_of
from interviews.word_letters import writable
from interviews.writeup.sheet import DECLINED, MARKS, Part, Place, Sheet, SheetCard

FACTS = ("age", "gender", "since")
"""The facts that may come back; the KPA says who may read, and is chosen elsewhere."""
NOT_SAID = "ne souhaite pas dire"
UNTITLED = "Carte sans titre"
JOKER = "JOKER"
SAID = {"important": "important", "feeling": "ressenti", "observation": "observé", "paraphrase": "résumé"}
PARTS_SAID: dict[Part, str] = {
    "introduction": "en introduction",
    "cloture": "pour finir",
    "vecu": "sur ce qu’elle en a vécu",
    "modalites": "sur les modalités",
    "non-classe": "à part",
}
_ORDINALS = (
    "première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième",
)  # fmt: skip
_TAG = re.compile(r"\[(?P<mark>" + "|".join(SAID.values()) + r")\]")
_SAID_ELSEWHERE = re.compile(r"\(dit [^()]*(?:\([^()]*\)[^()]*)*\)")


def place_name(rank: int) -> str:
    """What stands before the title of the card of this rank.

    >>> place_name(2), place_name(21)
    ('La deuxième carte', 'La 21ème carte')
    """
    return f"La {_ORDINALS[rank - 1]} carte" if rank <= len(_ORDINALS) else f"La {rank}ème carte"


def rank_name(rank: int) -> str:
    """The rank of a card in the order of selection."""
    return f"{rank}{'ère' if rank == 1 else 'ème'} carte"


def card_title(card: SheetCard, deck: Deck) -> str:
    """The title of a card as printed."""
    if card.card == "joker":
        return f"{JOKER} : {writable(card.title)}" if card.title else JOKER
    known = deck.card(card.card)
    return writable(card.title or (known.title if known else UNTITLED))


def card_read(title: str, deck: Deck) -> tuple[str | None, str | None]:
    """The card and the title that a printed or typed title says, as ``SheetCard`` holds them."""
    title = title.strip()
    joker = re.match(rf"{JOKER}S?\b\s*(?:[:–—-]\s*)?", title, re.IGNORECASE)
    if joker:
        return "joker", title[joker.end() :].strip() or None
    if title in ("", UNTITLED):
        return None, None
    card = deck.find(title)
    if card is None or card.joker or len(title) > len(card.title) + 12:
        return None, title
    return card.id, opening_of(card, title)


def fact_text(facts: Mapping[str, str], name: str) -> str:
    """A fact as printed; nothing when it is not known."""
    told = facts.get(name)
    if not told or told == DECLINED:
        return NOT_SAID if told else ""
    return f"{told} ans" if name == "age" and told.isdecimal() else writable(told)


def fact_read(name: str, text: str) -> str | None:
    """A fact as the sheet holds it from what is printed or typed; "" when it is left empty, None when it is not clear.

    >>> fact_read("age", "35 ans"), fact_read("gender", "Femme"), fact_read("age", "ne souhaite pas dire")
    ('35', 'femme', 'declined')
    """
    words = text.strip(" .…_\t\n\u00a0\u202f")
    if not words:
        return ""
    if words.casefold() == NOT_SAID:
        return DECLINED
    if name == "since":
        return text.strip()
    found = age_in(words) if name == "age" else gender_in(words)
    if found is None and name == "age" and words.isdecimal():
        found = int(words)
    return None if found is None else str(found)


def tags_text(marks: tuple[str, ...]) -> str:
    """The small tags behind a paragraph.

    >>> tags_text(("important", "feeling"))
    ' [important] [ressenti]'
    """
    return "".join(f" [{SAID[mark]}]" for mark in marks if mark in SAID)


def tags_read(text: str) -> tuple[tuple[str, ...], str]:
    """The marks that these tags say in their order, and the words that are no tag.

    >>> tags_read(" [important] oui [ressenti]")
    (('important', 'feeling'), 'oui')
    """
    names = {said: mark for mark, said in SAID.items()}
    found = dict.fromkeys(names[one["mark"]] for one in _TAG.finditer(text))
    return tuple(found), " ".join(_TAG.sub(" ", text).split())


def marks_of(found: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """The marks of a paragraph: as they were when they are the same ones, else in the order of the house."""
    if set(found) == {mark for mark in before if mark in SAID}:
        return before
    return tuple(mark for mark in MARKS if mark in found)


def origin_text(origin: Place, sheet: Sheet, deck: Deck) -> str:
    """Where a paragraph was first said, as printed behind it; nothing for a card that is no longer there."""
    if origin.part != "carte":
        return f" (dit {PARTS_SAID[origin.part]})"
    rank = next((n for n, card in enumerate(sheet.cards, 1) if card.key == origin.card), None)
    return f" (dit sous la carte {rank} : {card_title(sheet.cards[rank - 1], deck)})" if rank else ""


def is_origin(text: str) -> bool:
    """True for words that ``origin_text`` may have printed, and nothing else."""
    words = text.strip()
    return words.startswith("(dit ") and words.endswith(")")
