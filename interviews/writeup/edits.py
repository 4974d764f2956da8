"""One small edit of a compte-rendu at a time: plain data ({"do": …}) as a page sends it, a sheet in, another out. Pure.

Nothing here throws words away but « remove », and every edit has its way back (``way_back``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from interviews.writeup import card_edits, piece_edits
from interviews.writeup.back import back
from interviews.writeup.errors import EditError
from interviews.writeup.parts import UNKNOWN, Edit
from interviews.writeup.sheet import Sheet, from_json


def apply(sheet: Sheet, edit: Edit) -> Sheet:
    """The sheet after this edit. Raises EditError when it makes no sense on what is there."""
    action = ACTIONS.get(str(edit.get("do")))
    if action is None:
        raise EditError(UNKNOWN)
    try:
        return action(sheet, edit).ordered()
    except (KeyError, TypeError, ValueError) as error:
        raise EditError(UNKNOWN) from error


def _restore(sheet: Sheet, edit: Edit) -> Sheet:
    """A whole sheet as it was kept; the KPA stays, since it says who may read."""
    kept = from_json(edit["sheet"])
    kpa = {name: told for name, told in sheet.facts.items() if name == "kpa"}
    return replace(kept, facts={name: told for name, told in kept.facts.items() if name != "kpa"} | kpa)


ACTIONS: Mapping[str, Callable[[Sheet, Edit], Sheet]] = {
    "text": piece_edits.write,
    "mark": piece_edits.mark,
    "exact": piece_edits.exact,
    "move": piece_edits.move,
    "split": piece_edits.split,
    "merge": piece_edits.merge,
    "add": piece_edits.add,
    "remove": piece_edits.remove,
    "settle": piece_edits.settle,
    "card-add": card_edits.card_add,
    "card-move": card_edits.card_move,
    "card-title": card_edits.card_title,
    "card-remove": card_edits.card_remove,
    "fact": card_edits.fact,
    "restore": _restore,
    "back": back,
}
