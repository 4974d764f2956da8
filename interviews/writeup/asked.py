"""The edit a page asks for, checked: known keys of the right kind, texts of our alphabet. Plain data in and out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from interviews.operations import clean_text
from interviews.writeup.errors import EditError
from interviews.writeup.parts import UNKNOWN
from interviews.writeup.sheet import FACTS

LONGEST_NAME = 64
MOST_BEFORE = 20_000
"""How many times some words may come before the ones that were chosen."""


def _name(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME or not value.isprintable():
        raise EditError(UNKNOWN)
    return value


def _maybe_name(value: Any) -> str | None:
    return None if value is None else _name(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise EditError(UNKNOWN)
    return clean_text(value)


def _maybe_text(value: Any) -> str | None:
    return None if value is None else _text(value)


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise EditError(UNKNOWN)
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_BEFORE:
        raise EditError(UNKNOWN)
    return value


def _place(value: Any) -> list[str | None]:
    if not isinstance(value, list) or len(value) != 2:
        raise EditError(UNKNOWN)
    return [_name(value[0]), _maybe_name(value[1])]


def _fact(value: Any) -> str:
    if value not in FACTS or value == "kpa":  # the KPA says who may read: it is not changed here
        raise EditError(UNKNOWN)
    return str(value)


Check = Callable[[Any], Any]
SHAPES: Mapping[str, Mapping[str, Check]] = {
    "text": {"piece": _name, "text": _text},
    "mark": {"piece": _name, "mark": _name, "on": _yes},
    "exact": {"piece": _name, "words": _text, "on": _yes, "before": _count},
    "move": {"piece": _name, "place": _place, "before": _maybe_name},
    "split": {"piece": _name, "first": _text, "second": _text, "id": _name},
    "merge": {"piece": _name, "with": _name},
    "add": {"id": _name, "place": _place, "before": _maybe_name, "text": _text},
    "remove": {"piece": _name},
    "settle": {"piece": _name},
    "card-add": {"key": _name, "card": _maybe_name, "title": _maybe_text, "before": _maybe_name},
    "card-move": {"key": _name, "before": _maybe_name},
    "card-title": {"key": _name, "card": _maybe_name, "title": _maybe_text},
    "card-remove": {"key": _name},
    "fact": {"name": _fact, "value": _text},
    "undo": {},
    "redo": {},
}
"""What each action of a page carries. ``restore`` and ``back`` are not asked for by pages: they could say anything."""
OPTIONAL = {"before": None, "title": None}


def asked(data: Any) -> dict[str, Any]:
    """The edit of these data. Raises EditError when a page of ours would not have sent them."""
    if not isinstance(data, Mapping) or not isinstance(data.get("do"), str) or data["do"] not in SHAPES:
        raise EditError(UNKNOWN)
    shape = SHAPES[data["do"]]
    if data["do"] == "exact":
        data = {"before": 0, **data}
    if any(key not in data and key not in OPTIONAL for key in shape):
        raise EditError(UNKNOWN)
    return {"do": data["do"], **{key: check(data.get(key)) for key, check in shape.items()}}
