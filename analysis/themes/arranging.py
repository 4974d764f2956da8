"""Puts the themes that people shaped in the place of the machine's: a theme is found again by its passages. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.coding.places import found_again
from analysis.steps.theme_words import distinctive, name_theme
from analysis.steps.types import Analysis, Extract, Theme

OWN = "~"
"""First sign of the id of a theme that people shaped; no id of the machine has it."""
_SAME = 0.5  # a machine's theme is one of people's when half of either is in it
_TYPICAL = 5


@dataclass(frozen=True, slots=True)
class Anchored:
    """A passage as it was when somebody put it in a theme (``theme`` None: in none of this ``scope``)."""

    theme: int | None
    scope: str | None
    code: str
    note: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """A theme that people shaped; ``hidden``: it became an effect, or went into another one."""

    number: int
    scope: str | None
    name: str | None
    by: str
    hidden: bool = False


def arranged(
    analysis: Analysis,
    shaped: Sequence[Shaped],
    anchored: Sequence[Anchored],
    *,
    uids: Mapping[str, str],
    bare: Callable[[Extract], str],
) -> Analysis:
    """The analysis with its themes as people left them; what came since joins the theme that its neighbours are in.

    Args:
        analysis: what the machine found, and people decided.
        shaped: themes of people.
        anchored: their passages.
        uids: id of a note in the analysis → uid of its paragraph.
        bare: the words of an extract without what may name somebody.
    """
    if not anchored and not shaped:
        return analysis
    places = _places(analysis, anchored, uids)
    claimed: dict[tuple[str | None, str], int | None] = {}
    own: defaultdict[int, list[str]] = defaultdict(list)
    for one, extract in zip(anchored, places, strict=True):
        if extract is not None and (one.scope, extract) not in claimed:
            claimed[one.scope, extract] = one.theme
            if one.theme is not None:
                own[one.theme].append(extract)
    left = []
    for theme in analysis.themes:
        joins = _joins(theme, claimed, own)
        free = tuple(member for member in theme.members if (theme.scope, member) not in claimed)
        if joins is not None:
            own[joins] += free
        elif free:
            left.append(_without(theme, free))
    made = _made(analysis, [one for one in shaped if not one.hidden], own, bare)
    return replace(analysis, themes=(*left, *made))


def _places(analysis: Analysis, anchored: Sequence[Anchored], uids: Mapping[str, str]) -> list[str | None]:
    """The extract where each anchored passage is now, None when its words are gone."""
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for person in analysis.people:
        texts[person.id] = {uids[note.id]: note.text for note in person.notes if note.id in uids}
    cut: defaultdict[str, list[Extract]] = defaultdict(list)
    for extract in analysis.extracts:
        cut[uids.get(extract.note, "")].append(extract)
    found: list[str | None] = []
    for one in anchored:
        spot = found_again(texts[one.code], note=one.note, start=one.start, end=one.end, text=one.text)
        near = [(_common(extract, spot[1], spot[2]), extract) for extract in cut[spot[0]]] if spot else []
        best = max(near, key=lambda pair: (pair[0], -pair[1].start), default=None)
        found.append(best[1].id if best and best[0] >= _SAME else None)
    return found


def _common(extract: Extract, start: int, end: int) -> float:
    shared = min(extract.end, end) - max(extract.start, start)
    return shared / max(min(extract.end - extract.start, end - start), 1)


def _joins(
    theme: Theme, claimed: Mapping[tuple[str | None, str], int | None], own: Mapping[int, Sequence[str]]
) -> int | None:
    held = Counter(kept for m in theme.members if (kept := claimed.get((theme.scope, m))) is not None)
    if not held:
        return None
    best, shared = min(held.items(), key=lambda item: (-item[1], item[0]))
    return best if shared >= _SAME * min(len(theme.members), len(own[best])) else None


def _without(theme: Theme, free: tuple[str, ...]) -> Theme:
    if free == theme.members:
        return theme
    return replace(theme, members=free, typical=free[:_TYPICAL])


def _made(
    analysis: Analysis, shaped: Sequence[Shaped], own: Mapping[int, Sequence[str]], bare: Callable[[Extract], str]
) -> list[Theme]:
    there = {extract.id: extract for extract in analysis.extracts}
    everyone = [bare(extract) for extract in analysis.extracts] if shaped else []
    found = []
    for one in shaped:
        members = tuple(dict.fromkeys(own.get(one.number, ())))
        if members:
            texts = [bare(there[member]) for member in members]
            words = distinctive(texts, everyone)
            name = one.name or name_theme(texts, everyone)
            theme = Theme(f"{OWN}{one.number}", name, words, members, members[:_TYPICAL], one.scope, by=one.by)
            found.append(theme)
    return found
