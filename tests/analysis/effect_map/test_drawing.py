"""The drawings: they stand alone, hold no quote, fit, and say in words what they show."""

from __future__ import annotations

import io
import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from analysis.effect_map.by_hand import hand_branch
from analysis.effect_map.drawing import HIGHEST_IN_WORD, MapDrawing, map_for_word, said_in_words, saved_map
from analysis.effect_map.layout import IN_WORD, SAVED, lay_out
from analysis.effect_map.marks import mark_of
from analysis.effect_map.nodes import Node
from analysis.effect_map.picture import png_of
from analysis.effect_map.saving import leaving_branches
from tests.analysis.effect_map.making import ARABIC, ENDLESS, entry, many, source

ODD = [entry("a", "economie", ARABIC), entry("b", "a", ENDLESS), entry("c", "b", "<b>&\"'")]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def branches() -> tuple[Node, Node]:
    made = source()
    return leaving_branches(made.analysis, made.taxonomy, made.quotable, ODD)


@pytest.fixture(scope="module")
def saved(branches: tuple[Node, Node]) -> MapDrawing:
    return saved_map(branches)


def test_the_drawing_stands_alone_under_no_sheet(saved: MapDrawing) -> None:
    root = ET.fromstring(saved.svg)
    assert not re.search(r"style=|<style|href=|url\(|<script", saved.svg)
    coloured = [e for e in root.iter() if e.get("class", "").startswith("c-")]
    assert len(coloured) > 50
    assert all((e.get("color") or "").startswith("#") for e in coloured)
    assert [e.tag for e in root][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}rect"]


def test_the_drawing_holds_labels_and_counts_and_no_quote(saved: MapDrawing) -> None:
    made = source()
    said = " ".join(e.text or "" for e in ET.fromstring(saved.svg).iter(f"{SVG}text"))
    assert "Vie sociale" in said
    assert "rempli à la main" in said
    assert not any(extract.text[:25] in said for extract in made.analysis.extracts)
    assert "Vu." not in said, "proofs stay in the team"
    assert not re.search(r"\b[1-4] sur 30", said)


def test_nothing_runs_out_of_the_drawing(branches: tuple[Node, Node]) -> None:
    for form in (SAVED, IN_WORD):
        _, placed, height = lay_out(branches, form)
        assert all(one.end <= form.width for one in placed)
        assert all(0 < one.y < height for one in placed)
        assert any(one.node.label == ENDLESS and len(one.lines) > 2 for one in placed)


def test_two_nodes_are_never_one_on_the_other(branches: tuple[Node, Node]) -> None:
    _, placed, _ = lay_out([branches[0], hand_branch(many(), proofs=False)], SAVED)
    columns: dict[float, list[tuple[float, float]]] = {}
    for one in placed:
        half = SAVED.line * (len(one.lines) + len(one.notes)) / 2
        columns.setdefault(one.left, []).append((one.y - half, one.y + half))
    for spans in columns.values():
        ordered = sorted(spans)
        assert all(first[1] <= second[0] + 0.01 for first, second in itertools.pairwise(ordered))


@pytest.mark.parametrize("entries", [[], ODD, many(400)], ids=["none", "odd", "400"])
def test_in_word_it_fits_on_a_page(entries: list[object]) -> None:
    made = source()
    found = leaving_branches(made.analysis, made.taxonomy, made.quotable, entries)  # type: ignore[arg-type]
    root = ET.fromstring(map_for_word(found).svg)
    assert float(root.attrib["height"]) <= HIGHEST_IN_WORD + 48
    assert float(root.attrib["width"]) == 768


def test_it_is_said_in_words_with_the_numbers(branches: tuple[Node, Node]) -> None:
    said = said_in_words(branches)
    assert re.search(r"Créer des liens sociaux, \d+ sur 30 ;", said)
    assert "rempli à la main : Partenaires : rien encore, Acteurs économiques : 3 effets" in said


def test_an_area_is_as_large_as_its_people_and_a_family_has_its_pattern() -> None:
    half, whole = (mark_of(Node("effet", "x", "social", n, 30), largest=20) for n in (15, 30))
    assert whole.radius**2 == pytest.approx(2 * half.radius**2)
    patterns = {
        mark_of(Node("effet", "x", style, 30, 30), largest=20).pattern_path
        for style in ("social", "inner", "trade", "")
    }
    assert len(patterns) == 4
    assert mark_of(Node("effet", "x", "social", 0, 30), largest=20).empty
    assert len(mark_of(Node("entree", "x"), largest=20).shape) == 4


def test_the_picture_is_the_same_twice_and_has_its_size(branches: tuple[Node, Node]) -> None:
    drawing = map_for_word(branches)
    one = png_of(drawing, dots=72)
    assert one == png_of(drawing, dots=72)
    with Image.open(io.BytesIO(one)) as picture:
        assert picture.width == 768
        assert len(picture.getcolors(1_000_000) or ()) > 50
