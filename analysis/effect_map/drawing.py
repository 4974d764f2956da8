"""Draws the map, for a page to save and for Word: an SVG that stands alone, with its sentence for who does not see it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.effect_map.layout import IN_WORD, SAVED, Format, Placed, Title, lay_out
from analysis.effect_map.marks import moved
from analysis.effect_map.nodes import HAND_MARK, Node, shortened, veiled, walk
from analysis.steps.chart_paper import Paper, SvgPaper
from analysis.steps.chart_svg import COLOURS, INK, SVG
from analysis.steps.wording import counted, listed

TITLE = "La carte des effets"
FONTS = "'Atkinson Hyperlegible Next', 'Noto Naskh Arabic', 'Noto Sans', sans-serif"
HIGHEST_IN_WORD = 1010.0
"""Pixels of a drawing 720 wide that leave room for its caption on a page of A4."""
_LESS = ((99, 99), (5, 12), (4, 8), (3, 5), (3, 3), (2, 4), (2, 2), (2, 1), (1, 2), (1, 1), (0, 3), (0, 1), (0, 0))
"""How many finer effects an effect shows, and entries a place, tried in this order until it fits on a page."""


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The map drawn: ``svg`` stands alone, ``alt`` says it in words, with the numbers."""

    id: str
    title: str
    alt: str
    svg: str


def saved_map(branches: Sequence[Node]) -> MapDrawing:
    """The whole map, as it may leave the team: labels and counts, no quote, no number from 1 to 4 but those of effects."""
    leaving = [veiled(branch) for branch in branches]
    return _drawn(leaving, SAVED, alt=said_in_words(leaving))


def map_for_word(branches: Sequence[Node]) -> MapDrawing:
    """The same on one page: what says least goes first when there is too much, and how much went is told."""
    leaving = [veiled(branch) for branch in branches]
    parts = [part for branch in leaving for part in _titled(branch)]
    kept = parts
    for finer, entries in _LESS:
        kept = [shortened(part, finer=finer, entries=entries) for part in parts]
        if lay_out(kept, IN_WORD)[2] <= HIGHEST_IN_WORD:
            break
    return _drawn(kept, IN_WORD, alt=said_in_words(leaving))


def _titled(branch: Node) -> list[Node]:
    """A narrow drawing has no room for domains: each is a title; what is in none of them stays together."""
    titled = [
        child for child in branch.children if child.kind == "domaine" or (child.kind == "effet" and not child.effect)
    ]
    return [replace(branch, children=tuple(child for child in branch.children if child not in titled)), *titled]


def said_in_words(branches: Sequence[Node]) -> str:
    """The map as sentences: the effects with their counts, then how much was filled by hand."""
    sentences = []
    for branch in branches:
        if branch.people is None:
            parts = [f"{place.label} : {place.counted}" for place in branch.children]
            sentences.append(f"{branch.label}, {HAND_MARK} : {listed(parts)}.")
        else:
            effects = [node for node in walk(branch.children) if node.kind == "effet"]
            effects.sort(key=lambda node: (not node.effect, -(node.people or 0)))  # what fits none comes last
            parts = [f"{node.label}, {node.counted}" for node in effects]
            base = counted(branch.base, "un entretien", "entretiens")
            sentences.append(f"{branch.label}, d'après {base} : {' ; '.join(parts)}.")
    return f"{TITLE}. {' '.join(sentences)}"


def _drawn(branches: Sequence[Node], form: Format, *, alt: str) -> MapDrawing:
    paper = SvgPaper(form.width)
    titles, placed, height = lay_out(branches, form)
    for title in titles:
        _title(paper, title, form)
    for one in placed:
        _tie(paper, one)
    for one in placed:
        _node(paper, one, form)
    paper.grow(height)
    name = f"carte-{form.width}"
    return MapDrawing(name, TITLE, alt, _alone(paper.text(name=name, title=TITLE, alt=alt)))


def _title(paper: Paper, title: Title, form: Format) -> None:
    paper.words(0, title.y, title.text, size=form.size * (1.35 if title.first else 1.12), bold=True)
    if title.first:
        paper.words(0, title.y + form.line, title.said, size=form.size * 0.9)


def _tie(paper: Paper, one: Placed) -> None:
    """The line that leads to a node: along, down, along."""
    if one.tie is None:
        return
    x, y = one.tie
    target = one.x - one.mark.radius - 3
    turn = max(min(x + 8, target - 10), one.x - 34) if x < target else target - 10
    start = (x + 6, y) if x + 6 < turn else (turn, y)
    paper.line([start, (turn, y), (turn, one.y), (target, one.y)], colour="none", width=1.3)


def _node(paper: Paper, one: Placed, form: Format) -> None:
    mark = one.mark
    outline = moved(mark.shape, one.x, one.y)
    paper.shape([outline], colour=mark.colour, outline=1.8 if mark.empty else 0)
    if mark.pattern:
        paper.shape([moved(stripe, one.x, one.y) for stripe in mark.pattern], colour="surface")
    strong = one.node.kind in {"domaine", "famille", "lieu"}
    first = one.y - form.line * (len(one.lines) + len(one.notes) - 1) / 2 + form.size * 0.35
    for place, line in enumerate((*one.lines, *one.notes)):
        label = place < len(one.lines)
        size = form.size if label else form.size * 0.86
        paper.words(one.left, first + form.line * place, line, size=size, bold=strong and label)


def _alone(svg: str) -> str:
    """The same drawing for who opens it without our sheets: every colour told, a ground, our fonts."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)
    root.set("color", INK)
    root.set("font-family", FONTS)
    for element in root.iter():
        name = element.get("class", "").removeprefix("c-")
        if name in COLOURS:
            element.set("color", COLOURS[name])
    margin = 24.0
    width, height = float(root.attrib["width"]) + 2 * margin, float(root.attrib["height"]) + 2 * margin
    root.set("viewBox", f"{-margin:g} {-margin:g} {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    ground = ET.Element(
        f"{{{SVG}}}rect",
        {"x": f"{-margin:g}", "y": f"{-margin:g}", "width": f"{width:g}", "height": f"{height:g}",
         "color": COLOURS["surface"]},
    )  # fmt: skip
    root.insert(2, ground)  # after the title and the words
    return ET.tostring(root, encoding="unicode")
