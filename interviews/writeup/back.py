"""The way back from an edit: only what it changed is put back, so that what others wrote meanwhile stays. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviews.writeup.errors import EditError
from interviews.writeup.parts import Edit, inserted, piece_after, with_piece, without_piece
from interviews.writeup.sheet import Piece, Sheet, cards_from, cards_json, piece_from, piece_json

MOVED_ON = "Quelqu'un a écrit au même endroit depuis : revenir en arrière lui prendrait ses mots. Corrigez à la main."
TOGETHER = (("text", "exact"), ("place", "origin"), ("marks",), ("operation",), ("rival",))
"""What of a piece is put back by itself: somebody may mark a note while another goes back on its words."""

Told = Mapping[str, Any]


def way_back(before: Sheet, after: Sheet) -> dict[str, Any]:
    """The edit that undoes what led from one sheet to the other."""
    names = dict.fromkeys(one.id for sheet in (before, after) for one in sheet.pieces)
    moved = _moved(before, after)
    changed = [name for name in names if before.piece(name) != after.piece(name) or name in moved]
    edit: dict[str, Any] = {
        "do": "back",
        "pieces": [_told(before, after, name, moved=name in moved) for name in changed],
    }
    if before.cards != after.cards:
        edit["cards"] = [cards_json(before), cards_json(after)]
    if before.facts != after.facts:
        edit["facts"] = [dict(before.facts), dict(after.facts)]
    return edit


def back(sheet: Sheet, edit: Edit) -> Sheet:
    """Put back what an edit changed. Raises EditError when somebody changed the same since."""
    if "facts" in edit:
        sheet = replace(sheet, facts=_facts(sheet.facts, *edit["facts"]))
    placed = []
    for one in edit["pieces"]:
        piece = _piece(sheet.piece(one["id"]), one)
        if piece is not None and not _is_placed(one):
            sheet = with_piece(sheet, piece)
            continue
        sheet = without_piece(sheet, one["id"])
        if piece is not None:
            placed.append((piece, one["before"]))
    for piece, before in reversed(placed):  # whoever stands before another is put back after it
        sheet = inserted(sheet, [piece], before=before)
    if "cards" in edit:
        sheet = replace(sheet, cards=cards_from(_cards(cards_json(sheet), *edit["cards"])))
    if any(one.place.card is not None and sheet.card(one.place.card) is None for one in sheet.pieces):
        raise EditError(MOVED_ON)  # somebody wrote under the card that would go
    return sheet


def _facts(now: Told, wanted: Told, expected: Told) -> dict[str, str]:
    names = {name for name in {*wanted, *expected} if wanted.get(name) != expected.get(name)}
    if any(now.get(name) != expected.get(name) for name in names):
        raise EditError(MOVED_ON)
    kept = {name: told for name, told in now.items() if name not in names}
    return kept | {name: wanted[name] for name in names if name in wanted}


def _piece(piece: Piece | None, one: Told) -> Piece | None:
    """The piece as it was, with what others changed of it since; None when it was not there."""
    was, expected, now = one["was"], one["is"], piece_json(piece) if piece else None
    if was is None or expected is None or now is None:
        if now != expected:
            raise EditError(MOVED_ON)
        return piece_from(was) if was is not None else None
    told = dict(now)
    for keys in TOGETHER:
        if all(was.get(key) == expected.get(key) for key in keys):
            continue
        if any(now.get(key) != expected.get(key) for key in keys):
            raise EditError(MOVED_ON)
        told |= {key: was.get(key) for key in keys}
    return piece_from({key: value for key, value in told.items() if value is not None})


def _is_placed(one: Told) -> bool:
    """Whether the piece is to be put where it was: it came back, went elsewhere, or has another place in the order."""
    was, expected = one["was"], one["is"]
    moved = bool(one.get("moved", was == expected))  # an edit of before this was kept says nothing of it
    return moved or was is None or expected is None or was["place"] != expected["place"]


def _cards(now: Sequence[Told], wanted: Sequence[Told], expected: Sequence[Told]) -> list[Told]:
    """The cards as they were, with what others changed of other cards since."""
    if list(now) == list(expected):
        return list(wanted)
    was, then, there = ({one["key"]: one for one in cards} for cards in (wanted, expected, now))
    touched = [key for key in {**was, **then} if was.get(key) != then.get(key)]
    in_order = [key for key in was if key in then] == [key for key in then if key in was]
    if not in_order or any(there.get(key) != then.get(key) for key in touched):
        raise EditError(MOVED_ON)
    left = [was.get(one["key"], one) for one in now if one["key"] in was or one["key"] not in then]
    for key in reversed([key for key in was if key not in then]):
        following = [
            other for other in list(was)[list(was).index(key) + 1 :] if any(one["key"] == other for one in left)
        ]
        at = next((n for n, one in enumerate(left) if following and one["key"] == following[0]), len(left))
        left.insert(at, was[key])
    return left


def _moved(before: Sheet, after: Sheet) -> frozenset[str]:
    """The pieces that have another place in the order: the one that an edit moved, or all that a whole sheet put back moved."""
    known = {one.id for one in before.pieces} & {one.id for one in after.pieces}
    old, new = ([one.id for one in sheet.pieces if one.id in known] for sheet in (before, after))
    if old == new:
        return frozenset()
    first = next((one, other) for one, other in zip(old, new, strict=True) if one != other)
    alone = next((n for n in first if [i for i in old if i != n] == [i for i in new if i != n]), None)
    return frozenset(known) if alone is None else frozenset({alone})


def _told(before: Sheet, after: Sheet, name: str, *, moved: bool) -> dict[str, Any]:
    was, now = before.piece(name), after.piece(name)
    return {
        "id": name,
        "was": piece_json(was) if was else None,
        "is": piece_json(now) if now else None,
        "before": piece_after(before, was) if was else None,
        "moved": moved,
    }
