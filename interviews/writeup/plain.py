"""The edits that plain forms send, for whoever has no script: the same data as a page with scripts would send. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from cards.deck import Deck
from interviews.operations import clean_text
from interviews.writeup.errors import EditError
from interviews.writeup.parts import UNKNOWN
from interviews.writeup.places import place_at
from interviews.writeup.sheet import DECLINED, Sheet

NO_CUT = "Laissez une ligne vide là où il faut couper, puis recommencez."


def form_edit(form: Mapping[str, str], sheet: Sheet, deck: Deck) -> dict[str, Any]:
    """The edit of a form. Raises EditError when it says nothing that can be done."""
    do = form.get("do", "")
    edit: dict[str, Any] = {"do": do, **{key: form[key] for key in ("piece", "key", "with", "mark") if form.get(key)}}
    match do:
        case "text" | "add":
            edit |= {"text": form.get("text", "")}
        case "mark" | "exact":
            edit |= {"on": form.get("on") != "non", "words": form.get("words", "").strip()}
        case "split":
            edit |= _cut(form.get("text", ""))
        case "fact":
            value = DECLINED if form.get("declined") else form.get("value", "")
            edit |= {"name": form.get("name", ""), "value": value}
        case "card-add" | "card-title":
            edit |= _card(form, sheet, deck)
        case "card-move":
            edit |= {"before": _stepped(sheet, form.get("key", ""), -1 if form.get("pas") == "-1" else 1)}
    if do in ("move", "add"):
        place = place_at(form.get("place", ""))
        edit |= {"place": [place.part, place.card] if place else None}
    if do in ("add", "split"):
        edit |= {"id": uuid4().hex}
    return edit


def _cut(text: str) -> dict[str, Any]:
    first, gap, second = clean_text(text).partition("\n\n")
    if not gap:
        raise EditError(NO_CUT)
    return {"first": first, "second": second}


def _card(form: Mapping[str, str], sheet: Sheet, deck: Deck) -> dict[str, Any]:
    """The card chosen: « id|opening », or none but a title."""
    card_id, _, opening = form.get("carte", "").partition("|")
    card = deck.card(card_id or None)
    title = form.get("title", "").strip() or None
    if card is not None and not card.joker:
        title = (
            card.openings[int(opening)]
            if opening.isdecimal() and int(opening) < len(card.openings)
            else card.openings[0]
        )
    key = form.get("key") or uuid4().hex
    if card is None and title is None:
        raise EditError(UNKNOWN)
    return {"key": key, "card": "joker" if card and card.joker else card.id if card else None, "title": title}


def _stepped(sheet: Sheet, key: str, by: int) -> str | None:
    """The key of the card that this one goes before, one step up or down."""
    keys = [one.key for one in sheet.cards]
    if key not in keys:
        raise EditError(UNKNOWN)
    others = [one for one in keys if one != key]
    at = max(0, keys.index(key) + by)
    return others[at] if at < len(others) else None
