"""What the other reading finds, as plain data: worlds of words, a plane, the words of publics, words said together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorldWord:
    """A word of a world: ``chi2`` of its tie to it, in how many of its passages, in how many in all."""

    word: str
    chi2: float
    inside: int
    overall: int


@dataclass(frozen=True, slots=True)
class World:
    """Passages that share a vocabulary; ``typical`` are ids of extracts, most telling first."""

    extracts: int
    people: int
    words: tuple[WorldWord, ...]
    typical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """A point of the plane: a word of a ``world``, a world itself (label ""), or a public (``world`` None)."""

    label: str
    world: int | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PublicWord:
    """A word that a public says more than the others: ``power`` 2 = once in a hundred by chance."""

    word: str
    power: float
    inside: int
    overall: int
    people: int


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What a public says more. ``variable``: genre, age or kpa."""

    variable: str
    value: str
    people: int
    words: tuple[PublicWord, ...]


@dataclass(frozen=True, slots=True)
class GraphWord:
    """A word of the graph: where it is (0–1), in how many passages, in which group."""

    word: str
    x: float
    y: float
    times: int
    group: int


@dataclass(frozen=True, slots=True)
class GraphTie:
    """Two words of the graph by place, and in how many passages they are together."""

    one: int
    other: int
    times: int


@dataclass(frozen=True, slots=True)
class SecondView:
    """All of it. ``aside``: passages in no world; ``shares``: part of the differences that each axis of the plane shows."""

    units: int
    aside: int
    worlds: tuple[World, ...]
    plane: tuple[PlanePoint, ...]
    shares: tuple[float, float]
    publics: tuple[PublicWords, ...]
    words: tuple[GraphWord, ...]
    ties: tuple[GraphTie, ...]
