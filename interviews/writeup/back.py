"""The way back from an edit: only what it changed is put back, so that what others wrote meanwhile stays. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from interviews.writeup.errors import EditError
from interviews.writeup.parts import Edit, inserted, piece_after, without_piece
from interviews.writeup.sheet import Sheet, cards_from, cards_json, piece_from, piece_json

MOVED_ON = "Quelqu'un a écrit au même endroit depuis : revenir en arrière lui prendrait ses mots. Corrigez à la main."


def way_back(before: Sheet, after: Sheet) -> dict[str, Any]:
    """The edit that undoes what led from one sheet to the other."""
    names = dict.fromkeys(one.id for sheet in (before, after) for one in sheet.pieces)
    moved = _moved(before, after)
    changed = [name for name in names if before.piece(name) != after.piece(name) or name == moved]
    edit: dict[str, Any] = {"do": "back", "pieces": [_told(before, after, name) for name in changed]}
    if before.cards != after.cards:
        edit["cards"] = [cards_json(before), cards_json(after)]
    if before.facts != after.facts:
        edit["facts"] = [dict(before.facts), dict(after.facts)]
    return edit


def back(sheet: Sheet, edit: Edit) -> Sheet:
    """Put back what an edit changed. Raises EditError when somebody changed the same since."""
    if "cards" in edit:
        wanted, expected = edit["cards"]
        if cards_json(sheet) != expected:
            raise EditError(MOVED_ON)
        sheet = replace(sheet, cards=cards_from(wanted))
    if "facts" in edit:
        wanted, expected = edit["facts"]
        names = {name for name in {*wanted, *expected} if wanted.get(name) != expected.get(name)}
        if any(sheet.facts.get(name) != expected.get(name) for name in names):
            raise EditError(MOVED_ON)
        kept = {name: told for name, told in sheet.facts.items() if name not in names}
        sheet = replace(sheet, facts=kept | {name: wanted[name] for name in names if name in wanted})
    for one in edit["pieces"]:
        now, expected = sheet.piece(one["id"]), one["is"]
        if (piece_json(now) if now else None) != expected:
            raise EditError(MOVED_ON)
        sheet = without_piece(sheet, one["id"])
    for one in reversed(edit["pieces"]):  # whoever stands before another is put back after it
        if one["was"] is not None:
            sheet = inserted(sheet, [piece_from(one["was"])], before=one["before"])
    return sheet


def _moved(before: Sheet, after: Sheet) -> str | None:
    """The piece that has another place in the order, when everything else is as it was: an edit moves one at most."""
    known = [{one.id for one in sheet.pieces} for sheet in (before, after)]
    old, new = ([one.id for one in sheet.pieces if one.id in known[0] & known[1]] for sheet in (before, after))
    for one, other in zip(old, new, strict=True):
        if one != other:
            return next((n for n in (one, other) if [i for i in old if i != n] == [i for i in new if i != n]), None)
    return None


def _told(before: Sheet, after: Sheet, name: str) -> dict[str, Any]:
    was, now = before.piece(name), after.piece(name)
    return {
        "id": name,
        "was": piece_json(was) if was else None,
        "is": piece_json(now) if now else None,
        "before": piece_after(before, was) if was else None,
    }
