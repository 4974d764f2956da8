"""The drawings of the other reading, light enough for a page: the plane of words and their graph, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from analysis.steps.chart_paper import Drawing, Paper, Point, breadth
from analysis.steps.word_worlds import SecondView
from analysis.steps.wording import listed

_COLOURS = ("accent", "social", "inner", "trade", "none", "")
_TURNS = 200
_MARGIN = 8.0
_ROUND = 14
Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Label:
    """A word to be written: its middle, its box, how it looks."""

    text: str
    x: float
    y: float
    size: float
    colour: int
    bold: bool = False

    @property
    def half(self) -> tuple[float, float]:
        """Half of its width and of its height, in pixels."""
        return breadth(self.text, size=self.size) / 2 + 3, self.size * 0.62


def world_name(number: int) -> str:
    """How a world is called on pages: « Monde A »…

    >>> world_name(0)
    'Monde A'
    """
    return f"Monde {chr(65 + number)}"


def plane_drawing(view: SecondView, named: Named) -> Drawing:
    """Words of the worlds near when said together, publics beside the worlds whose words they say.

    ``named`` gives the words for a public (« genre|femme »).
    """
    worlds = [f"{world_name(n)} : {listed([w.word for w in world.words[:4]])}" for n, world in enumerate(view.worlds)]
    near = [f"{named(p.label)} près du {world_name(_nearest(view, p.x, p.y))}" for p in view.plane if p.world is None]
    alt = f"Les mots dans un plan. {' ; '.join([*worlds, *near])}."
    return Drawing("plan", "Quels mots vont ensemble, et qui est près d'eux", alt, partial(_paint_plane, view, named))


def graph_drawing(view: SecondView) -> Drawing:
    """The words said most, tied when said in the same passages."""
    groups: dict[int, list[str]] = {}
    for word in view.words:
        groups.setdefault(word.group, []).append(word.word)
    told = [listed(words) for _, words in sorted(groups.items()) if len(words) > 1]
    alt = f"Les mots qui vont ensemble, par groupes : {' ; '.join(told)}." if told else "Aucun mot à relier."
    return Drawing("similitude", "Les mots dits dans les mêmes passages", alt, partial(_paint_graph, view))


def _nearest(view: SecondView, x: float, y: float) -> int:
    worlds = [p for p in view.plane if p.world is not None and not p.label]
    return min(worlds, key=lambda p: ((p.x - x) ** 2 + (p.y - y) ** 2, p.world)).world or 0


def _paint_plane(view: SecondView, named: Named, paper: Paper) -> None:
    size = 12.0 if paper.narrow else 14.0
    points = [p for p in view.plane if not (paper.narrow and p.world is not None and p.label in _rest(view, p.world))]
    labels = []
    for p in points:
        text = named(p.label) if p.world is None else (p.label or world_name(p.world))
        colour = -1 if p.world is None else p.world
        labels.append(_Label(text, p.x, p.y, size + (2 if not p.label else 0), colour, bold=not p.label))
    height = 620.0 if paper.narrow else 520.0
    placed = _spread(_scaled(labels, float(paper.width), height), float(paper.width), height)
    left, middle = _origin(points, float(paper.width), height)
    paper.line([(left, 0), (left, height)], colour="none", width=0.6)
    paper.line([(0, middle), (paper.width, middle)], colour="none", width=0.6)
    for label in placed:
        _write(paper, label, framed=label.colour < 0, filled=label.bold)
    paper.grow(height)


def _rest(view: SecondView, world: int) -> set[str]:
    """The words of a world that a phone has no room for."""
    return {word.word for word in view.worlds[world].words[4:]}


def _paint_graph(view: SecondView, paper: Paper) -> None:
    if not view.words:
        paper.words(0, 22, "Aucun mot à relier.")
        return
    most = max(word.times for word in view.words)
    small, large = (11.0, 16.0) if paper.narrow else (13.0, 22.0)
    labels = [
        _Label(word.word, word.x, word.y, small + (large - small) * (word.times / most) ** 0.5 * 0.9, word.group)
        for word in view.words
    ]
    height = 640.0 if paper.narrow else 560.0
    placed = _spread(_scaled(labels, float(paper.width), height), float(paper.width), height)
    strongest = max((tie.times for tie in view.ties), default=1)
    for tie in view.ties:
        one, other = placed[tie.one], placed[tie.other]
        if (line := _between(one, other)) is not None:
            paper.line(list(line), colour="none", width=0.8 + 3.2 * tie.times / strongest)
    for label in placed:
        _write(paper, label)
    paper.grow(height)


def _write(paper: Paper, label: _Label, *, framed: bool = False, filled: bool = False) -> None:
    wide, high = label.half
    box = [
        (label.x - wide, label.y - high), (label.x + wide, label.y - high),
        (label.x + wide, label.y + high), (label.x - wide, label.y + high),
    ]  # fmt: skip
    if framed:
        paper.shape([box], colour="", outline=1.2, dashed=True)
    elif filled:
        paper.shape([box], colour=_colour(label.colour), outline=2)
    else:
        paper.shape([box], colour="surface")
        under = (label.x - wide + 3, label.y + high - 1), (label.x + wide - 3, label.y + high - 1)
        paper.line(list(under), colour=_colour(label.colour), width=2, dashed=label.colour % 2 == 1)
    paper.words(label.x, label.y + label.size * 0.34, label.text, size=label.size, bold=label.bold, align="center")


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _scaled(labels: Sequence[_Label], width: float, height: float) -> list[_Label]:
    xs, ys = [one.x for one in labels], [one.y for one in labels]
    spans = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    return [
        replace(
            one,
            x=60 + (width - 120) * (one.x - min(xs)) / spans[0],
            y=24 + (height - 48) * (max(ys) - one.y) / spans[1],
        )
        for one in labels
    ]


def _origin(points: Sequence[object], width: float, height: float) -> Point:
    """Where the axes cross, on the same scale as the words."""
    xs, ys = [p.x for p in points], [p.y for p in points]  # type: ignore[attr-defined]
    spans = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    return 60 + (width - 120) * -min(xs) / spans[0], 24 + (height - 48) * max(ys) / spans[1]


def _spread(labels: list[_Label], width: float, height: float) -> list[_Label]:
    """The same labels pushed apart until none covers another, within the sheet."""
    places = [[one.x, one.y] for one in labels]
    halves = [one.half for one in labels]
    for turn in range(_TURNS):
        moved = False
        for a in range(len(labels)):
            for b in range(a):
                gap_x = places[a][0] - places[b][0]
                gap_y = places[a][1] - places[b][1]
                over_x = halves[a][0] + halves[b][0] - abs(gap_x)
                over_y = halves[a][1] + halves[b][1] - abs(gap_y)
                if over_x <= 0.5 or over_y <= 0.5:
                    continue
                axis, push, gap = (1, over_y, gap_y) if over_y <= over_x or turn % 3 else (0, over_x, gap_x)
                sign = 1.0 if gap > 0 or (gap == 0 and a % 2) else -1.0
                places[a][axis] += sign * push / 2
                places[b][axis] -= sign * push / 2
                moved = True
        for place, (wide, high) in zip(places, halves, strict=True):
            place[0] = min(max(place[0], wide + _MARGIN), width - wide - _MARGIN)
            place[1] = min(max(place[1], high + _MARGIN), height - high - _MARGIN)
        if not moved:
            break
    return [replace(one, x=round(x, 1), y=round(y, 1)) for one, (x, y) in zip(labels, places, strict=True)]


def _between(one: _Label, other: _Label) -> tuple[Point, Point] | None:
    """The line from the edge of one label to the edge of the other; None when they touch."""
    ends = []
    for start, end in ((one, other), (other, one)):
        dx, dy = end.x - start.x, end.y - start.y
        wide, high = start.half
        reach = min(wide / abs(dx) if dx else 9e9, high / abs(dy) if dy else 9e9)
        if reach >= 0.5:
            return None
        ends.append((start.x + dx * reach, start.y + dy * reach))
    return ends[0], ends[1]
