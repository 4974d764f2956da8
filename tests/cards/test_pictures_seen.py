"""The pictures as they are seen: small, in grey, cropped to the square of a card."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from cards.deck import PICTURES
from cards.scenes import DECK_SCENES, SCENES
from tests.cards.drawn import contrast, likeness, outlines, seen

LEAST_CONTRAST = 36
LEAST_OUTLINES = 0.06
LEAST_APART = 25
EDGE = 14
"""How far a pictogram may go over the edge of the middle square, in units of the picture."""

THEMES = [f"{name}.svg" for name in DECK_SCENES if not name.startswith("joker")]
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-40 0 380 300"><rect x="-40" width="380" height="300" fill="{}"/>'
)
STEP = re.compile(r"(translate|rotate|scale)\(([^)]*)\)")


@pytest.fixture(scope="module")
def greys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    svgs = {f"{name}.svg": (PICTURES / f"{name}.svg").read_text(encoding="utf-8") for name in SCENES}
    return seen(svgs, tmp_path_factory.mktemp("images"))


def drawn(svg: str, folder: Path) -> Image.Image:
    return seen({"une.svg": svg}, folder)["une.svg"]


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_clear_in_grey_at_the_size_of_a_telephone(greys: dict[str, Image.Image], name: str) -> None:
    picture = greys[f"{name}.svg"]
    assert contrast(picture) >= LEAST_CONTRAST
    assert outlines(picture) >= LEAST_OUTLINES


def test_no_two_themes_look_alike_in_grey_from_afar(greys: dict[str, Image.Image]) -> None:
    apart = {(one, other): likeness(greys[one], greys[other]) for one, other in combinations(THEMES, 2)}
    assert min(apart.values()) >= LEAST_APART, min(apart, key=lambda pair: apart[pair])


def test_the_measure_sees_that_two_hues_of_one_grey_make_no_picture(tmp_path: Path) -> None:
    red_on_green = drawn(HEAD.format("#1b8a4f") + '<circle cx="150" cy="150" r="90" fill="#d0343f"/></svg>', tmp_path)
    assert contrast(red_on_green) < LEAST_CONTRAST
    assert outlines(red_on_green) < LEAST_OUTLINES


def test_the_measure_sees_a_picture_too_faint_or_too_empty(tmp_path: Path) -> None:
    empty = drawn(HEAD.format("#ffffff") + '<circle cx="150" cy="150" r="12" fill="#000000"/></svg>', tmp_path)
    faint = drawn(HEAD.format("#e8e8e8") + '<circle cx="150" cy="150" r="90" fill="#d2d2d2"/></svg>', tmp_path)
    assert outlines(empty) < LEAST_OUTLINES
    assert contrast(faint) < LEAST_CONTRAST


def test_the_measure_sees_two_pictures_that_are_one(greys: dict[str, Image.Image]) -> None:
    assert likeness(greys["utile.svg"], greys["utile.svg"]) == 0


@pytest.mark.parametrize("name", SCENES)
def test_every_pictogram_lies_within_the_square_that_a_card_shows(name: str) -> None:
    root = ElementTree.fromstring((PICTURES / f"{name}.svg").read_text(encoding="utf-8"))
    for x, y, half in pictograms(root):
        assert half - EDGE <= x <= 300 + EDGE - half, (x, y, half)
        assert half - EDGE <= y <= 300 + EDGE - half, (x, y, half)


def test_the_measure_sees_a_pictogram_out_of_the_square() -> None:
    inner = '<g transform="translate(290 150) scale(4)"><g transform="translate(-16 -16)"/></g></svg>'
    assert list(pictograms(ElementTree.fromstring(HEAD.format("#ffffff") + inner))) == [(290, 150, pytest.approx(51.2))]


def pictograms(
    element: ElementTree.Element, at: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
) -> list[tuple[float, float, float]]:
    """Centre and half of the drawn width (the sign fills four fifths of its square) of every pictogram."""
    turned = at
    for step, numbers in STEP.findall(element.get("transform", "")):
        turned = composed(turned, step, [float(number) for number in numbers.split()])
    if element.get("transform") == "translate(-16 -16)":
        return [(at[4], at[5], 16 * 0.8 * math.hypot(at[0], at[1]))]
    return [found for child in element for found in pictograms(child, turned)]


def composed(at: tuple[float, ...], step: str, numbers: list[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = at
    if step == "translate":
        x, y = numbers
        return a, b, c, d, a * x + c * y + e, b * x + d * y + f
    if step == "scale":
        x, y = numbers[0], numbers[-1]
        return a * x, b * x, c * y, d * y, e, f
    cos, sin = math.cos(math.radians(numbers[0])), math.sin(math.radians(numbers[0]))
    return a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f
