"""What is seen on the paper: pages drawn as pictures and compared."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from cards.print_options import Format, options_for
from cards.print_typst import render_typst
from tests.cards.printed import PPI, inked, part, picture, small_deck

QUIET = {"marks": False}
CELLS = [(0, 0), (105, 0), (0, 148.5), (105, 148.5)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_held_against_the_light_each_back_covers_its_front(count: int) -> None:
    deck, options = small_deck(count), options_for(Format.A6)
    front, back = picture(deck, options, 1), picture(deck, options, 2)
    flipped = back[:, ::-1]
    for rank, (x, y) in enumerate(CELLS):
        here = [inked(part(side, x + 12, y + 12, 81, 80), below=250).mean() > 0.5 for side in (front, flipped)]
        assert here == [rank < count, rank < count]


def test_the_top_of_a_turned_card_is_at_the_same_edge_on_both_sides() -> None:
    deck, options = small_deck(2), options_for(Format.A5)
    front, back = picture(deck, options, 1), picture(deck, options, 2)
    picture_side = inked(part(front, 110, 10, 90, 128)).mean()
    assert (
        picture_side > 2 * inked(part(front, 10, 10, 60, 128)).mean()
    )  # the picture, the top of the card: to the right
    plaque = part(back, 55, 20, 100, 108).astype(int)
    red = (plaque[..., 0] - plaque[..., 2] > 100).nonzero()[1].mean()
    black = (plaque.max(axis=2) < 110).nonzero()[1].mean()
    assert red < black  # the thread is above the title, and up is to the left seen from behind


def test_the_targets_of_the_test_page_meet_through_the_paper() -> None:
    data = {"test_page": True, "sheets": [], "credits": None, "paper": {"bleed": 0}}
    front, back = (
        np.asarray(Image.open(BytesIO(page)).convert("RGB"), dtype=np.int16)
        for page in render_typst("cards.typ", data, title="Essai", ppi=144)
    )
    flipped = back[:, ::-1]
    for x in (45, 105, 165):
        for side in (front, flipped):
            column = part(side, x - 0.5, 243.5, 1, 1.6, ppi=144).min()
            row = part(side, x - 2.5, 245.5, 1.6, 1, ppi=144).min()
            assert max(column, row) < 170


@pytest.mark.parametrize(
    "words", ["mot " * 120, "A" * 260, "Je me suis senti(e) " * 14 + "/ " + "trop " * 60, "كلمة" * 80]
)
@pytest.mark.parametrize("languages", [("fr",), ("fr", "ar", "pt")])
def test_the_longest_title_stays_in_its_place(words: str, languages: tuple[str, ...]) -> None:
    deck = replace(small_deck(1, fr=words, ar=words, pt=words + "x"), title="Le jeu")
    page = picture(deck, options_for(Format.A6, languages=languages, **QUIET), 1)
    for x, y, width, height in (
        (0, 0, 5, 148),
        (100, 0, 5, 148),
        (6, 99.5, 93, 1.5),
        (6, 140.5, 93, 0.8),
        (6, 145, 93, 3),
    ):
        assert not inked(part(page, x, y, width, height)).any(), (x, y)
    assert inked(part(page, 6, 102, 93, 38)).any()
    assert not inked(part(page, 106, 0, 104, 297)).any()


def test_the_longest_name_of_a_deck_stays_on_its_plaque() -> None:
    deck = replace(small_deck(1), title="Un très long nom de jeu " * 9 + "B" * 90)
    page = picture(deck, options_for(Format.A6), 2)
    plain = picture(replace(deck, title="Jeu"), options_for(Format.A6), 2)
    changed = np.abs(page - plain).max(axis=2) > 60
    rows, columns = changed.nonzero()
    assert 105 + 17 < columns.min() * 25.4 / PPI < columns.max() * 25.4 / PPI < 105 + 88
    assert 70 < rows.min() * 25.4 / PPI < rows.max() * 25.4 / PPI < 100


def title_columns(**titles: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many pixels each column of the title has, from the first inked one to the last."""
    page = picture(small_deck(1, **titles), options_for(Format.A6, languages=("ar",), **QUIET), 1, ppi=90)
    columns = inked(part(page, 6, 102, 93, 38, ppi=90)).sum(axis=0)
    (where,) = columns.nonzero()
    return columns[where[0] : where[-1] + 1]


def test_arabic_letters_join() -> None:
    joined, apart = title_columns(fr="x", ar="تعلمت"), title_columns(fr="x", ar="ت\u200cع\u200cل\u200cم\u200cت")
    assert len(joined) < 0.8 * len(apart)
    assert (joined == 0).sum() == 0  # one stroke from end to end
    assert (apart == 0).sum() > 0


def test_arabic_runs_from_right_to_left() -> None:
    columns = title_columns(fr="x", ar="ا…")
    third = len(columns) // 3
    assert (
        columns[-third:].max() > 3 * columns[:third].max()
    )  # the tall first letter is at the right, the dots at the left


@pytest.mark.parametrize("code", ["uk", "tr"])
def test_every_letter_of_ukrainian_and_turkish_has_a_shape_of_its_own(code: str) -> None:
    words = {"uk": "ЄєІіЇїҐґ", "tr": "ÇçĞğİıŞş"}[code]
    shapes = {title_columns(fr="x", ar=letter).tobytes() for letter in words}
    assert len(shapes) == len(words)


@pytest.mark.parametrize("sheet", [1, 2])
def test_in_black_and_white_nothing_is_coloured_and_less_ink_is_used(sheet: int) -> None:
    deck = small_deck(4)
    colour = picture(deck, options_for(Format.A6), sheet)
    grey = picture(deck, options_for(Format.A6, grey=True), sheet)
    assert (grey.max(axis=2) - grey.min(axis=2)).max() == 0
    assert (255 - grey.mean()) < 0.7 * (255 - colour.mean())


def test_in_black_and_white_shapes_still_part() -> None:
    grey = picture(small_deck(15), options_for(Format.A4, grey=True), 1)
    shown = part(grey, 12, 12, 186, 186)[..., 0]
    assert shown.max() - shown.min() > 120
    assert shown.std() > 25


def test_a_print_shops_back_goes_over_the_cut_and_a_home_printers_does_not() -> None:
    shop = picture(small_deck(1), options_for(Format.SHOP), 2)
    assert inked(part(shop, 0, 0, 2.5, 154), below=254).all()
    home = picture(small_deck(1), options_for(Format.A6), 2)
    assert not inked(part(home, 105, 0, 5, 148), below=254).any()
