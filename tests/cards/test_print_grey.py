from __future__ import annotations

import re
from itertools import pairwise

import pytest

from cards.deck import PICTURES, load_deck
from cards.print_grey import grey_level, grey_svg

SCENE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300"><rect width="300" height="300" fill="#f7d67d"/>
<g transform="scale(4)"><circle cx="20" cy="20" r="9" fill="#fffdf0"/><path d="M0 0h9" style="fill:rgb(200, 30, 30);stroke:navy"/></g>
<path d="M1 1h9v9z"/><path d="M2 2h9v9z" fill="none" stroke="currentColor"/></svg>"""


def test_every_colour_becomes_a_grey() -> None:
    drawn = grey_svg(SCENE)
    for colour in re.findall(r"#[0-9a-f]{6}", drawn):
        assert colour[1:3] == colour[3:5] == colour[5:7]
    assert not re.search(r"rgb\(|navy|f7d67d", drawn)
    assert 'fill="none"' in drawn
    assert "currentColor" in drawn


def test_light_shapes_have_a_line_of_the_same_width_wherever_they_are_drawn() -> None:
    lines = re.findall(r'<circle[^>]*stroke-width="([\d.]+)"', grey_svg(SCENE))
    assert [float(width) * 4 for width in lines] == [pytest.approx(300 / 240, rel=0.01)]
    assert "stroke-width" not in grey_svg(SCENE).partition("<rect")[2].partition(">")[0]  # the ground has no frame


@pytest.mark.parametrize("said", ["scale(1-2)", "matrix(1 0 0-1 0 0)", "scale(.5.5)", "scale(abc)", "scale(1e400)"])
def test_numbers_written_one_against_the_other_are_read(said: str) -> None:
    assert f'transform="{said}"' in grey_svg(SCENE.replace("scale(4)", said))
    assert "stroke-width" in grey_svg(SCENE.replace("0 0 300 300", "0-0 300 300px"))


@pytest.mark.parametrize(
    "said", ["rgba(255,0,0,.5)", "rgba(255, 0, 0, 300)", "hsl(0,100%,50%)", "hsla(0,100%,50%,0.5)"]
)
def test_a_clear_colour_and_one_told_by_its_hue_are_greyed_too(said: str) -> None:
    drawn = grey_svg(SCENE.replace("#fffdf0", said))
    (found,) = re.findall(r'<circle[^>]*fill="#([0-9a-f]+)"', drawn)
    assert len(found) in {6, 8}
    assert found[:2] == found[2:4] == found[4:6]


def test_a_dark_ground_is_spared() -> None:
    drawn = grey_svg(SCENE.replace("#f7d67d", "#101040"))
    assert re.search(r'<rect[^>]*fill="#dedede"', drawn)


def test_what_is_darker_stays_darker() -> None:
    levels = [grey_level(light / 20) for light in range(21)]
    assert all(before <= after for before, after in pairwise(levels))
    assert len(set(levels)) > 18
    assert levels[0] < 0.2
    assert levels[-1] == 1.0


@pytest.mark.parametrize("card", load_deck().cards, ids=lambda card: card.id)
def test_every_picture_of_ours_can_be_greyed(card) -> None:  # type: ignore[no-untyped-def]
    drawn = grey_svg((PICTURES / card.picture).read_text(encoding="utf-8"))
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{3,6})"', drawn))
    assert colours
    assert all(len(set(re.findall("..", colour[1:]))) == 1 for colour in colours)
