"""The last searches of a session, kept on the server under names that say nothing: no word searched stands in an address."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass
from typing import Any

from interviews.search.filters import Filters
from interviews.search.query import MOST_SIGNS

PLACE = "recherches"
MOST = 12
"""Searches that « back » can still open."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked: the words as typed, the filters, the order chosen in the form."""

    words: str
    filters: Filters
    sort: str = ""


def keep(session: MutableMapping[str, Any], search: Search) -> str:
    """Keep a search, the oldest ones forgotten; gives its name, the same for the same search."""
    told = {"words": search.words[: MOST_SIGNS + 1], "filters": asdict(search.filters), "sort": search.sort}
    known: list[list[Any]] = session.get(PLACE, [])
    name = next((name for name, one in known if one == told), None) or secrets.token_hex(8)
    others = [pair for pair in known if pair[0] != name]
    session[PLACE] = [*others[-(MOST - 1) :], [name, told]]
    return str(name)


def kept(session: Mapping[str, Any], name: str) -> Search | None:
    """The search of this name, None when it is no longer there."""
    told = dict(session.get(PLACE, [])).get(name)
    if told is None:
        return None
    return Search(str(told["words"]), Filters.from_dict(told["filters"]), str(told["sort"]))
