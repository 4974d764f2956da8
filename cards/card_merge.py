"""Two people changed the same card at once: what each of them touched is put together, and what both touched is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cards.deck import Card

PLAIN = {"famille": "family", "credit": "credit", "variantes": "variants", "image": "picture", "masquee": "hidden"}
BY_LANGUAGE = {"titre": "titles", "dire": "spoken", "son": "sounds"}


@dataclass(frozen=True, slots=True)
class Merged:
    """A card with the changes of both, mine where both touched; ``clashes``: the fields where they differ."""

    card: Card
    clashes: tuple[str, ...]


def merged(base: Card, mine: Card, theirs: Card) -> Merged:
    """What comes of a card that was ``base`` for both. Fields are called as on the page (« titre-ar », « image »)."""
    clashes: list[str] = []

    def one(field: str, was: Any, my: Any, their: Any) -> Any:
        if my == was:
            return their
        if their not in (was, my):
            clashes.append(field)
        return my

    values: dict[str, Any] = {
        name: one(field, getattr(base, name), getattr(mine, name), getattr(theirs, name))
        for field, name in PLAIN.items()
    }
    for field, name in BY_LANGUAGE.items():
        was, my, their = (dict(getattr(card, name)) for card in (base, mine, theirs))
        codes = sorted(was.keys() | my.keys() | their.keys())
        chosen = {
            code: one(f"{field}-{code}", was.get(code, ""), my.get(code, ""), their.get(code, "")) for code in codes
        }
        values[name] = {code: text for code, text in chosen.items() if text}
    card = replace(mine, **values)
    spoken = {code: text for code, text in card.spoken.items() if code in card.titles}
    sounds = {code: name for code, name in card.sounds.items() if code in card.titles}
    return Merged(replace(card, spoken=spoken, sounds=sounds), tuple(clashes))


def said(card: Card) -> dict[str, str]:
    """What a card says in each field of its page, to show it beside another's."""
    return dict(_said(card))


def _said(card: Card) -> Iterator[tuple[str, str]]:
    yield "famille", card.family
    yield "credit", card.credit
    yield "variantes", "\n".join(card.variants)
    for field, name in BY_LANGUAGE.items():
        yield from ((f"{field}-{code}", text) for code, text in getattr(card, name).items())
