from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from analysis.steps.chart_sheet import Chart, drawable
from analysis.steps.chart_svg import COLOURS, SVG
from analysis.steps.charts import Share, crossing_chart, proof_chart, saturation_chart, weights_chart
from analysis.steps.taxonomy import Effect
from analysis.steps.types import Weight

NASTY = "A & B < C > $x^2$ « été » 😀 سلام"


def effect(style: str = "inner", label: str = "Gagner en confiance en soi") -> Effect:
    return Effect("confiance", label, "aide", "Confiance", None, "f", (), (), style)


def weight(people: int = 17, base: int = 30, contrary: int = 4) -> Weight:
    lasting = min(4, people)
    strength = (people - lasting, 0, lasting)
    return Weight("confiance", people, base, 40, 5, 0.4, 0.3, 0.5, max(0, people - 5), people + 5, strength, contrary)


def columns(people: int, base: int) -> list[tuple[int, bool]]:
    return [(3 if n < 4 else 1 if n < people else 0, n in {1, 5}) for n in range(base)]


CHARTS: dict[str, Callable[[], Chart]] = {
    "weights": lambda: weights_chart([(effect(s), weight()) for s in ("social", "inner", "trade", "")]),
    "weights of nothing": lambda: weights_chart([]),
    "proof": lambda: proof_chart(effect(), weight(), columns(17, 30)),
    "proof of everybody": lambda: proof_chart(
        effect(), replace(weight(30), people_low=0, people_high=30), columns(30, 30)
    ),
    "proof of all four hundred": lambda: proof_chart(
        effect(), replace(weight(400, 400), people_low=0, people_high=400), columns(400, 400)
    ),
    "proof of nobody": lambda: proof_chart(effect(), weight(0, 0, 0), []),
    "proof of four hundred": lambda: proof_chart(effect("trade"), weight(300, 400), columns(300, 400)),
    "crossing": lambda: crossing_chart("Genre", [Share("E", "social", "femmes", 15, 18)], name="genre"),
    "saturation": lambda: saturation_chart([3, 5.5, 7, 7.5]),
    "saturation of one": lambda: saturation_chart([3]),
    "saturation of nothing": lambda: saturation_chart([]),
    "strange words": lambda: weights_chart([(effect(label=NASTY), weight())]),
}


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> Chart:
    return CHARTS[request.param]()


def test_a_chart_passes_a_strict_content_policy(chart: Chart) -> None:
    for svg in (chart.svg(), chart.svg(narrow=True)):
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}
        assert tags <= {"svg", "title", "desc", "path", "text"}
        assert "style" not in svg
        assert "url(" not in svg


def test_a_chart_tells_what_it_shows_to_who_does_not_see_it(chart: Chart) -> None:
    root = ET.fromstring(chart.svg())
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert [ids[name] for name in root.attrib["aria-labelledby"].split()] == [chart.title, chart.alt]
    assert chart.alt.endswith(".")


def test_a_chart_always_gives_the_same_bytes(chart: Chart) -> None:
    assert chart.svg() == chart.svg()
    assert chart.png() == chart.png()


@pytest.mark.parametrize(("narrow", "width"), [(False, "720"), (True, "340")])
def test_a_chart_is_drawn_at_its_own_size(chart: Chart, narrow: bool, width: str) -> None:
    root = ET.fromstring(chart.svg(narrow=narrow))
    assert root.get("width") == width
    assert root.attrib["viewBox"] == f"0 0 {width} {root.get('height')}"


def test_colours_follow_the_page(chart: Chart) -> None:
    for element in ET.fromstring(chart.svg()).iter():
        paints = {element.get("fill"), element.get("stroke")} - {None, "none"}
        assert paints <= {"currentColor"}
        if element.get("class", "chart") != "chart":
            assert element.get("color") == COLOURS[element.attrib["class"].removeprefix("c-")]


def test_no_word_leaves_the_sheet(chart: Chart) -> None:
    root = ET.fromstring(chart.svg(narrow=True))
    for text in root.iter(f"{{{SVG}}}text"):
        size = float(text.attrib["font-size"])
        long = len(text.text or "") * size * 0.75
        x, anchor = float(text.attrib["x"]), text.get("text-anchor", "start")
        left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        assert left >= -2, text.text
        assert left + long * 0.8 <= 342, text.text


def test_a_picture_for_word_has_the_resolution_of_print() -> None:
    with Image.open(io.BytesIO(CHARTS["proof"]().png())) as picture:
        assert picture.width == 1440
        assert picture.info["dpi"][0] == pytest.approx(144, abs=1)


@pytest.mark.parametrize("style", ["social", "inner", "trade"])
def test_families_differ_without_colour(style: str) -> None:
    """In grey, the middle of a bar of each family is still its own."""

    def grey(name: str) -> bytes:
        chart = crossing_chart("t", [Share("E", name, "tous", 20, 20)], name="x")
        return Image.open(io.BytesIO(chart.png())).convert("L").point(lambda v: 255 * (v > 200)).tobytes()

    others = {"social", "inner", "trade"} - {style}
    assert all(grey(style) != grey(other) for other in others)


def test_the_proof_has_one_mark_a_person() -> None:
    svg = CHARTS["proof"]().svg()
    paths = [e for e in ET.fromstring(svg).iter() if e.tag.endswith("path")]
    solid = [e for e in paths if e.get("class") == "c-inner" and e.get("fill") == "currentColor"]
    rings = [e for e in paths if e.get("class") == "c-none" and " C " in e.attrib["d"]]
    dashed = [e for e in paths if e.get("stroke-dasharray")]
    assert len(solid) == 4 * 3 + 13
    assert len(rings) == 13
    assert len(dashed) == 2


def test_the_proof_is_said_in_a_sentence() -> None:
    assert CHARTS["proof"]().alt == (
        "Gagner en confiance en soi : 17 personnes sur 30 en parlent (intervalle indicatif de 12 à 22), dont 4 avec un "
        "changement durable, 0 avec un exemple concret et 13 qui l'évoquent. 4 personnes disent aussi le contraire."
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share("E", "", "femmes", 15, 18), "15 sur 18"),
        (Share("E", "", "femmes", 3, 18), "moins de 5"),
        (Share("E", "", "femmes", None, 18), "moins de 5"),
        (Share("E", "", "femmes", 0, 4), "moins de 5"),
        (Share("E", "", "femmes", None, 18, beside=True), "non montré"),
        (Share("E", "", "femmes", 0, 18), "0 sur 18"),
    ],
)
def test_a_small_cell_is_never_drawn(share: Share, said: str) -> None:
    svg = crossing_chart("t", [share], name="x").svg()
    assert said in svg
    assert bool(re.search("c-none", svg)) is True
    assert share.said == said


def test_signs_the_font_does_not_have_are_replaced() -> None:
    assert drawable("a 漢\nb") == "a · b"


def test_ids_are_unique_on_a_page() -> None:
    both = CHARTS["proof"]().svg() + CHARTS["proof"]().svg(narrow=True) + CHARTS["saturation"]().svg()
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 6
