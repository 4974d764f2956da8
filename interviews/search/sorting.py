"""The orders in which passages found are shown. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeVar

from interviews.masked import NEVER_OUT
from interviews.search.matching import Words, times
from interviews.search.tokens import SAID

T = TypeVar("T")

RELEVANCE = "pertinence"
BY_PERSON = ("entretien", "personne", "age", "genre", "kpa", "date")
BY_PASSAGE = (RELEVANCE, "carte", "rang")
SORTS = (*BY_PASSAGE, *BY_PERSON)
LONG = 8_000
"""Signs of the index beyond which a long passage loses as much as a word found gains."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who spoke, as far as an order needs it. ``value``: what is compared, None when it is not known."""

    id: int
    code: str
    value: Any


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found. ``words``: as the index keeps them."""

    note_id: int
    compte_rendu_id: int
    position: int
    card: str | None
    rank: int | None
    part: str
    words: str


def ordered_profiles(profiles: Iterable[Profile], *, down: bool) -> list[Profile]:
    """Interviews in the order of their value, by code among equals; what is not known comes last whatever the direction."""
    by_code = sorted(profiles, key=lambda one: one.code)
    return _known_first(by_code, _folded, down=down)


def ordered_passages(
    found: Iterable[Found],
    codes: Mapping[int, str],
    *,
    sort: str,
    down: bool,
    terms: Sequence[Words],
    deck: Sequence[str],
) -> list[Found]:
    """Passages in this order, by interview and place in it among equals. ``deck``: ids of cards in the order of print."""
    straight = sorted(found, key=lambda one: (codes[one.compte_rendu_id], one.position))
    if sort == "rang":
        return _known_first(straight, lambda one: one.rank, down=down)
    if sort == "carte":
        places = {card: place for place, card in enumerate(deck)}
        return _known_first(straight, lambda one: places.get(one.card, inf) if one.card else None, down=down)
    return sorted(straight, key=lambda one: score(one, terms), reverse=not down)


def score(found: Found, terms: Sequence[Words]) -> float:
    """How much a passage says what is looked for: often, in the person's own words, and little else.

    What the team noted of how the interview went comes after what was said.
    """
    words = found.words
    often = sum((n := times(words, term)) / (n + 1) for term in terms)
    own = sum(times(words, _said(term)) > 0 for term in terms)
    return often + own / 4 - len(words) / LONG - (found.part in NEVER_OUT)


def _said(term: Words) -> Words:
    """The same term in exact words alone."""
    stem, form = SAID
    kinds = {"a": stem, "f": form}
    return tuple(tuple(one[0] + kinds.get(one[1], one[1]) + one[2:] for one in row) for row in term)


def _folded(profile: Profile) -> Any:
    return profile.value.casefold() if isinstance(profile.value, str) else profile.value


def _known_first(rows: Sequence[T], key: Callable[[T], Any], *, down: bool) -> list[T]:
    known = [one for one in rows if key(one) is not None]
    return sorted(known, key=key, reverse=down) + [one for one in rows if key(one) is None]
