"""The pictures of the cards, and the icons of the interface: safe to show, small, complete."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kparole
from cards.colours import grey, mix, oklch
from cards.deck import PICTURES, load_deck
from cards.drawing import number
from cards.make_pictures import VENDOR, make_pictures, read_icons
from cards.scenes import DECK_SCENES, SCENES, SET_SCENES, icons_needed
from kparole.make_icons import icon_names

STATIC = Path(kparole.__file__).parent / "static"
FILES = sorted(PICTURES.glob("*.svg"))
INTERFACE = [STATIC / f"{name}.svg" for name in ("icons", "logo", "favicon", "door-open", "door-closed")]
SVG = "{http://www.w3.org/2000/svg}"
TAGS = ("script", "style", "text", "title", "image", "use", "filter", "foreignObject", "a", "animate", "set")
FORBIDDEN = {SVG + tag for tag in TAGS}

needs_icons = pytest.mark.skipif(not VENDOR.is_file(), reason="the emoji subset is made when the package is built")
each_picture = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
each_svg = pytest.mark.parametrize("path", [*FILES, *INTERFACE], ids=lambda path: path.stem)


def read(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))


def test_every_card_of_the_deck_has_its_picture() -> None:
    assert {card.picture for card in load_deck().cards} == {f"{name}.svg" for name in DECK_SCENES}


def test_every_picture_is_drawn_by_a_scene_and_the_set_adds_two_dozen_to_those_of_the_deck() -> None:
    assert {path.name for path in FILES} == {f"{name}.svg" for name in SCENES}
    assert not set(DECK_SCENES) & set(SET_SCENES)
    assert len(SET_SCENES) >= 24


@each_svg
def test_a_picture_holds_only_shapes(path: Path) -> None:
    elements = list(read(path).iter())
    assert not FORBIDDEN & {element.tag for element in elements}
    assert all(not (element.text or "").strip() for element in elements)


@each_svg
def test_a_picture_passes_a_strict_content_policy(path: Path) -> None:
    for element in read(path).iter():
        for name, value in element.attrib.items():
            assert name not in {"style", "filter", "class"}
            assert not name.startswith("on")
            assert "href" not in name
            assert not re.search(r"url\((?!#)", value)


@each_svg
def test_ids_are_unique_and_every_reference_finds_its_own(path: Path) -> None:
    ids = [element.get("id") for element in read(path).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", path.read_text(encoding="utf-8"))) <= set(ids)


@each_picture
def test_a_picture_keeps_the_frame_of_the_deck_and_stays_small(path: Path) -> None:
    root = read(path)
    assert root.get("viewBox") == "-40 0 380 300"
    assert root.get("preserveAspectRatio") == "xMidYMid slice"
    assert len(gzip.compress(path.read_bytes(), 6)) <= 6_500


def test_the_pictures_that_a_tablet_keeps_weigh_little_together() -> None:
    sent = [gzip.compress((PICTURES / f"{name}.svg").read_bytes(), 6) for name in DECK_SCENES]
    assert sum(map(len, sent)) <= 40_000


def test_two_pictures_shown_in_one_page_do_not_share_an_id() -> None:
    ids = [element.get("id") for path in FILES for element in read(path).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@needs_icons
def test_the_committed_pictures_are_what_the_scenes_draw() -> None:
    drawn = make_pictures(read_icons())
    assert drawn == make_pictures(read_icons())
    assert drawn == {path.name: path.read_text(encoding="utf-8") for path in FILES}


@needs_icons
def test_every_emoji_asked_for_is_drawn_somewhere() -> None:
    asked: set[str] = set()

    class Spy(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            asked.add(name)
            return super().__getitem__(name)

    make_pictures(Spy(read_icons()))
    assert sorted(asked) == icons_needed()


def test_the_sprite_has_every_interface_icon_in_the_colour_of_the_text() -> None:
    root = read(STATIC / "icons.svg")
    assert [symbol.get("id") for symbol in root] == list(icon_names())
    assert all(symbol.get("viewBox") for symbol in root)
    assert {shape.get("fill") for symbol in root for shape in symbol.iter(f"{SVG}path")} <= {"currentColor"}


def test_colours_are_those_of_the_oklch_definition() -> None:
    assert oklch(1, 0, 0) == "#ffffff"
    assert oklch(0, 0, 0) == "#000000"
    assert oklch(0.628, 0.2577, 29.23) == "#ff0000"
    assert mix("#000", "#ffffff", 0.5) == "#808080"


def test_a_grey_drawing_keeps_no_hue() -> None:
    assert set(re.findall("#[0-9a-f]{6}", grey('fill="#00d26a" stroke="#f00"', "#d2d3cf", 0.1))).isdisjoint({"#00d26a"})


def test_coordinates_are_written_short() -> None:
    assert [number(v) for v in (1.0, 2.25, -0.04, 100)] == ["1", "2.2", "0", "100"]
