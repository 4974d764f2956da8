"""Where each node of the map stands in a drawing: columns by kind, one below the other, parents beside their children. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.effect_map.marks import Mark, mark_of
from analysis.effect_map.nodes import FEW, HAND_MARK, Node
from analysis.steps.chart_paper import breadth, wrapped


@dataclass(frozen=True, slots=True)
class Format:
    """A size of drawing, in pixels: where columns start, the size of the words, the radius that stands for everybody.

    ``close``: counts take as few lines as they can.
    """

    width: int
    columns: tuple[float, ...]
    size: float
    largest: float
    close: bool = False

    @property
    def line(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.25

    def room(self, column: int, shift: float = 0.0) -> float:
        """How wide a label may be in this column."""
        start = self.columns[column]
        end = next((place for place in self.columns if place > start), 0.0)
        return (end - 34 if end else self.width - 4) - start - shift - 2 * self.largest - 8


SAVED = Format(1240, (0, 220, 450, 740), 16, 19)
IN_WORD = Format(720, (0, 0, 156, 434), 13, 13, close=True)  # domains are titles there
_COLUMNS = {"domaine": 0, "lieu": 0, "famille": 1, "effet": 2, "finesse": 3, "theme": 3, "entree": 2}


@dataclass(frozen=True, slots=True)
class Placed:
    """A node in its place: (x, y) is the middle of its mark, ``left`` where its words start, ``end`` where they stop.

    ``lines``: its label; ``notes``: its count, below, smaller.
    ``tie``: where the line that leads to it starts, None for what hangs under a title.
    """

    node: Node
    mark: Mark
    x: float
    y: float
    left: float
    end: float
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    tie: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a branch, or of a part of it when it is not ``first``; ``said`` goes below it."""

    y: float
    text: str
    said: str
    first: bool


def lay_out(branches: Iterable[Node], form: Format) -> tuple[list[Title], list[Placed], float]:
    """The titles, the nodes and the height of the whole."""
    titles, placed, top = [], list[Placed](), 0.0
    for branch in branches:
        said, first = _title_said(branch), branch.kind == "branche"
        titles.append(Title(top + form.size * 1.4, branch.label if first else f"{branch.label}, {said}", said, first))
        top += form.size * 2.2 + (form.line if first else 0)
        for child in branch.children:
            found, top = _place(child, form, top)
            placed += found
            top += form.size * 0.3
        top += form.size * (1.2 if branch.children else 0)
    return titles, placed, top


def _title_said(branch: Node) -> str:
    if branch.kind != "branche":
        return branch.counted
    if branch.people is None:
        return f"{HAND_MARK}, sans nombres : ce que l'équipe sait, avec ses sources"
    return f"{branch.base} entretien{'s' if branch.base > 1 else ''} ; un rond est grand comme le nombre de personnes"


def _place(node: Node, form: Format, top: float, *, level: int = 0) -> tuple[list[Placed], float]:
    """The node and all that is under it, from ``top`` down; and where that ends."""
    column = _COLUMNS[node.kind] + (1 if node.kind == "entree" and level else 0)
    shift = 22.0 * max(level - 1, 0) if node.kind == "entree" else 0.0
    own = _own(node, form, min(column, len(form.columns) - 1), shift)
    tall = max(form.line * (len(own.lines) + len(own.notes)), 2 * own.mark.radius) + form.size * 0.55
    if node.kind == "entree" and level:
        below, end = _children(node, form, top + tall, level=level + 1)
        here = replace(own, y=top + tall / 2)
    else:
        below, end = _children(node, form, top, level=level + (node.kind == "entree"))
        heads = [p.y for p in below if p.tie is None]
        middle = (heads[0] + heads[-1]) / 2 if heads else top + tall / 2
        lower = max(0.0, top + tall / 2 - middle)
        if lower:
            below = [_lowered(p, lower) for p in below]
        here = replace(own, y=middle + lower)
        end = max(end + lower, here.y + tall / 2)
    tied = [replace(p, tie=(here.end, here.y)) if p.tie is None else p for p in below]
    return [here, *tied], end


def _children(node: Node, form: Format, top: float, *, level: int) -> tuple[list[Placed], float]:
    found: list[Placed] = []
    for child in node.children:
        more, top = _place(child, form, top, level=level)
        found += more
    return found, top


def _lowered(one: Placed, by: float) -> Placed:
    return replace(one, y=one.y + by, tie=(one.tie[0], one.tie[1] + by) if one.tie else None)


def _own(node: Node, form: Format, column: int, shift: float) -> Placed:
    mark = mark_of(node, largest=form.largest)
    start = form.columns[column] + shift
    left = start + 2 * form.largest + 8
    room = form.room(column, shift)
    label = node.label
    said: tuple[str, ...] = (node.counted, node.against) if node.kind == "effet" else (node.counted,)
    if form.close and node.kind in {"finesse", "theme"} and node.people:
        label, said = f"{label} ({FEW if node.few else node.people})", ()
    elif form.close and node.against:
        said = (f"{node.counted}, {node.against}",)
    lines = [piece for line in wrapped(label, width=room, size=form.size) for piece in _cut(line, room, form.size)]
    notes = tuple(piece for note in said for piece in wrapped(note, width=room, size=form.size * 0.86))
    end = left + max((breadth(line, size=form.size) for line in (*lines, *notes)), default=0)
    return Placed(node, mark, start + form.largest, 0.0, left, end, tuple(lines), notes)


def _cut(line: str, room: float, size: float) -> list[str]:
    """A word wider than its column, in pieces that fit."""
    pieces = [""]
    for sign in line:
        if pieces[-1] and breadth(pieces[-1] + sign, size=size) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces
