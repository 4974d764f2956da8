from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from analysis.steps.chart_paper import NARROW, WIDE, Drawing, SvgPaper, breadth, wrapped
from analysis.steps.chart_svg import SVG
from analysis.steps.charts_cards import (
    Bar,
    Passage,
    Strip,
    bars_drawing,
    flow_drawing,
    pairs_drawing,
    rank_name,
    ranks_drawing,
)

NASTY = 'A & B < C > "été" 😀 سلام \x07'
BARS = [Bar("J'ai appris…", 17, 9, 30, "/cartes/media/appris.svg"), Bar(NASTY, None, None, 30), Bar("Absente", 0, 0, 0)]
DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "bars": lambda: bars_drawing(BARS),
    "bars of nothing": lambda: bars_drawing([]),
    "bars of four hundred": lambda: bars_drawing([Bar(f"Carte {n}", n, n // 3, 400) for n in range(400)]),
    "ranks": lambda: ranks_drawing([Strip("J'ai appris…", (5, 3, 0, 0, 0, 1), "/x.svg"), Strip(NASTY, (0,) * 6)]),
    "ranks of nothing": lambda: ranks_drawing([]),
    "flow": lambda: flow_drawing(
        [Passage("A", "B", 12, "/a.svg", "/b.svg"), Passage("A", "A", 1), Passage(NASTY, "B", 2)]
    ),
    "flow of nothing": lambda: flow_drawing([]),
    "pairs": lambda: pairs_drawing(BARS, BARS[::-1], names=("d'un côté", "de l'autre")),
    "pairs of nothing": lambda: pairs_drawing([], [], names=("a", "b")),
}


@pytest.fixture(params=DRAWINGS)
def drawing(request: pytest.FixtureRequest) -> Drawing:
    return DRAWINGS[request.param]()


def test_a_drawing_passes_a_strict_content_policy(drawing: Drawing) -> None:
    for svg in (drawing.svg(), drawing.svg(narrow=True)):
        root = ET.fromstring(svg)
        assert {element.tag for element in root.iter()} <= {
            f"{{{SVG}}}{tag}" for tag in ("svg", "title", "desc", "path", "text", "image")
        }
        assert "style" not in svg
        assert all(not image.attrib["href"].startswith("http") for image in root.iter(f"{{{SVG}}}image"))


def test_a_drawing_tells_what_it_shows_and_is_always_the_same(drawing: Drawing) -> None:
    root = ET.fromstring(drawing.svg())
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    title, said = (ids[name] for name in root.attrib["aria-labelledby"].split())
    assert title == drawing.title
    assert (said or "").endswith(".")
    assert drawing.svg() == drawing.svg()


def test_nothing_is_drawn_outside(drawing: Drawing) -> None:
    for narrow, width in ((False, WIDE), (True, NARROW)):
        root = ET.fromstring(drawing.svg(narrow=narrow))
        height = float(root.attrib["height"])
        for mark in root.iter(f"{{{SVG}}}text"):
            x, y = float(mark.attrib["x"]), float(mark.attrib["y"])
            left = x if mark.get("text-anchor") != "middle" else x - 20
            assert 0 <= left <= width
            assert y <= height
        for image in root.iter(f"{{{SVG}}}image"):
            assert float(image.attrib["x"]) + float(image.attrib["width"]) <= width


def test_the_bars_say_their_base_and_hide_what_is_small() -> None:
    assert bars_drawing(BARS).alt == (
        f"Cartes prises : J'ai appris…, 17 sur 30, 9 fois en premier ; {NASTY}, moins de 5 ; Absente, pas sur la table."
    )


def test_a_count_that_is_hidden_is_not_drawn() -> None:
    shown, hidden = (bars_drawing([Bar("A", n, n, 30)]).svg().count("<path") for n in (3, None))
    assert hidden < shown


def test_ranks_and_sequences_are_told_with_their_numbers() -> None:
    assert ranks_drawing([Strip("A", (5, 0, 0, 0, 0, 1))]).alt == "Rang des cartes. A : 1re 5 fois, 6e et + 1 fois."
    assert flow_drawing([Passage("A", "B", 1)]).alt == "Ce qui s'enchaîne. A puis B : un entretien."
    assert [rank_name(1), rank_name(2), rank_name(6, last=True)] == ["1re", "2e", "6e et +"]


def test_words_are_cut_between_words() -> None:
    assert wrapped("un deux trois", width=breadth("un deux", size=16) + 1) == ["un deux", "trois"]
    assert wrapped("", width=10) == []


def test_what_is_drawn_makes_room_for_itself() -> None:
    paper = SvgPaper(WIDE)
    paper.picture("/a.svg", 0, 10, 44)
    paper.line([(0, 0), (10, 80)], width=2)
    assert paper.height == 82
