"""What one may do to the cards and the facts of a compte-rendu. Pure; ``edits`` calls these."""

from __future__ import annotations

from dataclasses import replace

from interviews.writeup.errors import EditError
from interviews.writeup.parts import UNKNOWN, Edit, card_of, placed, title_of
from interviews.writeup.sheet import FACTS, Place, Sheet, SheetCard

MOST_CARDS, LONGEST_FACT = 60, 300


def card_add(sheet: Sheet, edit: Edit) -> Sheet:
    """A card taken, put before another or last."""
    if len(sheet.cards) >= MOST_CARDS:
        raise EditError("Il y a déjà beaucoup de cartes. Retirez-en une.")
    if sheet.card(edit["key"]) is not None:
        raise EditError(UNKNOWN)
    card = SheetCard(str(edit["key"]), edit.get("card"), title_of(edit.get("title")))
    return replace(sheet, cards=placed(sheet.cards, card, edit.get("before")))


def card_move(sheet: Sheet, edit: Edit) -> Sheet:
    """Change the place of a card in the order of selection; what was written under it follows."""
    card = card_of(sheet, edit["key"])
    others = tuple(one for one in sheet.cards if one.key != card.key)
    return replace(sheet, cards=placed(others, card, edit.get("before")))


def card_title(sheet: Sheet, edit: Edit) -> Sheet:
    """Say which card it was, or how the person named her joker."""
    card = replace(card_of(sheet, edit["key"]), card=edit.get("card"), title=title_of(edit.get("title")))
    return replace(sheet, cards=tuple(card if one.key == card.key else one for one in sheet.cards))


def card_remove(sheet: Sheet, edit: Edit) -> Sheet:
    """Take a card away; what was written under it goes to « non classé », nothing is lost."""
    card = card_of(sheet, edit["key"])
    gone, loose = Place("carte", card.key), Place("non-classe")
    pieces = tuple(replace(one, place=loose) if one.place == gone else one for one in sheet.pieces)
    pieces = tuple(replace(one, origin=None) if one.origin == gone else one for one in pieces)
    return replace(sheet, cards=tuple(one for one in sheet.cards if one.key != card.key), pieces=pieces)


def fact(sheet: Sheet, edit: Edit) -> Sheet:
    """Say a fact about the person; an empty one is not known."""
    name, value = edit["name"], str(edit.get("value") or "").strip()
    if name not in FACTS or len(value) > LONGEST_FACT:
        raise EditError(UNKNOWN)
    facts = {key: told for key, told in sheet.facts.items() if key != name}
    return replace(sheet, facts=facts | ({name: value} if value else {}))
