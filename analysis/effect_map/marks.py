"""The mark of a node: a disc as large as its evidence, in the colour and the pattern of its family; a square by hand.

The same outlines serve the page, the drawing to save and Word. Patterns are those of the other charts: dots (social),
leaning lines (inner), upright lines (trade), lines leaning the other way for the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.effect_map.nodes import Node
from analysis.steps.chart_paper import Point

SMALLEST = 4.5
"""Radius of a mark too small to be told apart, in pixels."""
_TURNS = {"inner": 45.0, "trade": 90.0, "": -45.0}
Outline = list[Point]


@dataclass(frozen=True, slots=True)
class Mark:
    """Outlines around (0, 0): ``shape`` filled, or drawn as a line when ``empty``; ``pattern`` in the paper's colour."""

    colour: str
    radius: float
    shape: Outline
    pattern: tuple[Outline, ...]
    empty: bool

    @property
    def shape_path(self) -> str:
        """The outline as the data of an SVG path."""
        return path_of((self.shape,))

    @property
    def pattern_path(self) -> str:
        """The pattern as the data of an SVG path, "" for none."""
        return path_of(self.pattern)


def mark_of(node: Node, *, largest: float) -> Mark:
    """The mark of a node; ``largest``: the radius in pixels that stands for everybody. Areas are proportional to people."""
    if node.by_hand or node.people is None:
        side = largest * 0.55
        return Mark("none", side, [(-side, 0), (0, -side), (side, 0), (0, side)], (), True)
    colour = node.style if node.style in {"social", "inner", "trade"} else "none"
    if not node.people:
        return Mark(colour, SMALLEST, disc(SMALLEST), (), True)
    share = 0.0 if node.few else node.people / max(node.base, 1)
    radius = max(SMALLEST, largest * math.sqrt(min(share, 1.0)))
    return Mark(colour, radius, disc(radius), _pattern(radius, node.style), False)


def disc(radius: float, x: float = 0.0, y: float = 0.0) -> Outline:
    """A disc, as the polygon that an eye takes for one."""
    sides = max(12, round(radius * 2))
    turns = [2 * math.pi * n / sides for n in range(sides)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def moved(outline: Outline, x: float, y: float) -> Outline:
    """The same outline elsewhere."""
    return [(x + left, y + top) for left, top in outline]


def path_of(outlines: tuple[Outline, ...]) -> str:
    """Closed outlines as the data of one SVG path."""
    return " ".join("M" + " L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in one) + " Z" for one in outlines)


def _pattern(radius: float, style: str) -> tuple[Outline, ...]:
    if radius < 7:
        return ()  # too small for a pattern to be seen: the label beside says the family
    return _dots(radius) if style == "social" else _lines(radius, _TURNS.get(style, _TURNS[""]))


def _dots(radius: float, *, step: float = 6.0, dot: float = 1.4) -> tuple[Outline, ...]:
    count = int(radius // (step / 2)) + 1
    places = (
        (column * step + (step / 2 if row % 2 else 0), row * step / 1.2)
        for row in range(-count, count + 1)
        for column in range(-count, count + 1)
    )
    return tuple(
        [(x, y - dot), (x + dot, y), (x, y + dot), (x - dot, y)]
        for x, y in places
        if math.hypot(x, y) + dot < radius - 1
    )


def _lines(radius: float, degrees: float, *, step: float = 6.0, width: float = 1.4) -> tuple[Outline, ...]:
    """Parallel stripes cut by the disc."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    found = []
    for place in range(-int(radius // step), int(radius // step) + 1):
        away = place * step
        half = math.sqrt(max((radius - 1.2) ** 2 - (abs(away) + width / 2) ** 2, 0.0))
        if half > 1:
            corners = [
                (-half, away - width / 2),
                (half, away - width / 2),
                (half, away + width / 2),
                (-half, away + width / 2),
            ]
            found.append([(x * cos - y * sin, x * sin + y * cos) for x, y in corners])
    return tuple(found)
