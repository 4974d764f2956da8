"""The drawings of pages: a strict policy, words that stay on the paper, the same bytes, small counts never drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from analysis.steps.chart_paper import Drawing
from analysis.steps.chart_svg import SVG
from analysis.steps.charts import Share
from analysis.steps.drawings import cards_drawing, crossing_drawing, proofs_drawing, saturation_drawing
from analysis.steps.weigh_painters import RankRow, WeightBar, added_drawing, ranks_drawing, weights_drawing
from tests.analysis.steps.test_charts import NASTY, effect, weight

BARS = [WeightBar("Créer des liens", style, 0.4, 0.3, 0.6) for style in ("social", "inner", "trade", "")]
RANKS = [
    RankRow("Liens", "social", 1, (1, 1, 3), (2,)),
    RankRow(NASTY, "", 2, (2, 2, 2)),
    RankRow("C", "inner", 3, (3, 2)),
]
DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "proofs": lambda: proofs_drawing([(effect(style), weight()) for style in ("social", "inner", "trade", "")]),
    "proofs of nothing": lambda: proofs_drawing([]),
    "crossing": lambda: crossing_drawing("Genre", [Share(NASTY, "social", "femmes", 15, 18)], name="genre"),
    "saturation": lambda: saturation_drawing([3, 5.5, 7, 7.5]),
    "saturation of nothing": lambda: saturation_drawing([]),
    "cards": lambda: cards_drawing([("J'ai appris…", 17), ("JOKER", 0)], base=30),
    "cards of nothing": lambda: cards_drawing([], base=0),
    "weights": lambda: weights_drawing(BARS),
    "weights of zero": lambda: weights_drawing([WeightBar("A", "trade", 0.0, 0.0, 0.0)]),
    "weights of nothing": lambda: weights_drawing([]),
    "ranks": lambda: ranks_drawing(RANKS),
    "ranks of one": lambda: ranks_drawing(RANKS[:1]),
    "ranks of nothing": lambda: ranks_drawing([]),
    "added": lambda: added_drawing([26.6, 9.0, 3.2, 0.2] * 8),
    "added by one": lambda: added_drawing([3.0]),
    "added by nobody": lambda: added_drawing([]),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_of_a_page_is_safe_told_and_within_its_paper(name: str) -> None:
    drawing = DRAWINGS[name]()
    assert drawing.alt.endswith(".")
    for narrow, width in ((False, 720), (True, 340)):
        svg = drawing.svg(narrow=narrow)
        assert svg == DRAWINGS[name]().svg(narrow=narrow)
        root = ET.fromstring(svg)
        assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "title", "desc", "path", "text"}
        assert "style" not in svg
        assert {one.get(key) for one in root.iter() for key in ("fill", "stroke")} <= {"none", "currentColor", None}
        assert root.get("width") == str(width)
        for text in root.iter(f"{{{SVG}}}text"):
            long = len(text.text or "") * float(text.attrib["font-size"]) * 0.5
            left = (
                float(text.attrib["x"])
                - {"start": 0, "middle": long / 2, "end": long}[text.get("text-anchor", "start")]
            )
            assert left >= -4, text.text
            assert left + long <= width + 8, text.text


def test_families_differ_by_their_pattern() -> None:
    shapes = {
        style: re.sub(r"c-\w+", "", weights_drawing([WeightBar("A", style, 0.5, 0.4, 0.6)]).svg())
        for style in ("social", "inner", "trade")
    }
    assert len(set(shapes.values())) == 3


def test_a_rank_that_moves_has_its_line_and_its_places() -> None:
    assert "Liens 1re, de la 1re à la 3e place" in ranks_drawing(RANKS).alt
    assert "2e, sans bouger" in ranks_drawing(RANKS).alt


def test_a_small_count_is_never_drawn_on_a_page() -> None:
    assert "moins de 5" in crossing_drawing("t", [Share("E", "", "femmes", 3, 18)], name="x").svg()
    assert "3 sur 18" not in crossing_drawing("t", [Share("E", "", "femmes", 3, 18)], name="x").svg()
