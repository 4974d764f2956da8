"""What the pages of the map show, as plain dataclasses. No web, no tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from analysis.effect_map.by_hand import PLACES, Entry, below, proof_said, stamp
from analysis.effect_map.growing import QUOTES, Said, Telling, people_branch
from analysis.effect_map.marks import Mark, mark_of
from analysis.effect_map.nodes import Node, numbered, veiled
from analysis.pages import Reader
from analysis.steps.types import Theme
from analysis.voices import Voice, voice

LARGEST = 15.0
"""Radius on the page of a disc that stands for everybody, in pixels."""
OPEN_UNDER = 12
"""Places with more entries than that come folded."""
SAID = {"add": "ajouté", "change": "changé", "shift": "déplacé", "delete": "supprimé", "undo": "repris en arrière"}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list to fill: ``seen`` is what its deletion must find again."""

    uid: str
    label: str
    proof: str
    who: str
    at: datetime
    level: int
    seen: str
    under: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One of the three places with its entries."""

    id: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something done, that may be taken back."""

    id: str
    said: str
    label: str
    who: str
    at: datetime
    undone: bool


def page_branch(reader: Reader) -> Node:
    """The first branch with the voices that whoever looks may read, and small numbers untold outside the team."""
    typical = [member for theme in reader.analysis.themes for member in theme.typical]
    heard, who = {one.extract: one for one in reader.heard_in(typical)}, reader.who()

    def quotes(said: Sequence[Said]) -> tuple[Voice, ...]:
        chosen: dict[str, Voice] = {}
        for extract, label in said:
            if extract.person not in chosen and (reader.heard is None or extract.person in reader.heard):
                chosen[extract.person] = voice(extract, label, people=who, titles={}, masks=reader.masks)
            if len(chosen) == QUOTES:
                break
        return tuple(chosen.values())

    def named(theme: Theme) -> str:
        return reader.sayable(theme).name

    def most_typical(theme: Theme) -> tuple[Voice, ...]:
        return tuple(heard[member] for member in theme.typical if member in heard)[:QUOTES]

    branch = people_branch(reader.analysis, reader.taxonomy, Telling(named, quotes, most_typical))
    return branch if reader.heard is None else veiled(branch)


def whole_map(branches: Sequence[Node]) -> tuple[Node, ...]:
    """The branches, each node with its id."""
    return numbered(tuple(branches))


def page_mark(node: Node) -> Mark:
    """The mark of a node on the page."""
    return mark_of(node, largest=LARGEST)


def places(entries: Sequence[Entry], names: Mapping[str, str], *, outside: bool) -> tuple[Place, ...]:
    """Everything filled by hand, place after place, in order."""
    return tuple(Place(place, label, tuple(_lines(entries, place, names, outside))) for place, label in PLACES.items())


def _lines(entries: Sequence[Entry], place: str, names: Mapping[str, str], outside: bool) -> list[Line]:
    levels = {place: 0}
    found = []
    for entry in below(entries, place):
        levels[entry.uid] = levels[entry.wish.under] + 1
        found.append(
            Line(
                entry.uid,
                entry.wish.label,
                proof_said(entry, veiled=outside),
                names.get(entry.who, "quelqu'un"),
                entry.at,
                levels[entry.uid],
                stamp(entries, entry.uid),
                len(below(entries, entry.uid)),
                not (outside and entry.wish.source == "entretien"),
            )
        )
    return found


def gestures_said(found: Sequence[Sequence[Any]], names: Mapping[str, str]) -> tuple[Gesture, ...]:
    """The last gestures in words: what, on which effect, by whom."""
    lines = []
    for steps in found:
        first = steps[0]
        kept = first.after or first.before or {}
        more = f" et {len(steps) - 1} dessous" if first.what == "delete" and len(steps) > 1 else ""
        lines.append(
            Gesture(
                first.gesture,
                SAID.get(first.what, first.what) + more,
                str(kept.get("label", "")),
                names.get(first.who, "quelqu'un"),
                first.at,
                first.undone,
            )
        )
    return tuple(lines)
