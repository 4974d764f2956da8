from __future__ import annotations

from itertools import pairwise

import pytest

from cards.print_asked import address_of, asked_options, too_many
from cards.print_options import Format, PrintOptions, options_for
from cards.print_sheets import Place, behind, lay_out, paper_for

EACH = {Format.A6: 4, Format.A5: 2, Format.A4: 1, Format.SHOP: 1}


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 15, 60])
def test_every_card_is_printed_once_inside_its_sheet(form: Format, count: int) -> None:
    options = options_for(form, backs=False)
    paper, sheets = paper_for(options), lay_out(count, options)
    assert [place.card for sheet in sheets for place in sheet.places] == list(range(count))
    assert len(sheets) == -(-count // EACH[form])
    for place in (place for sheet in sheets for place in sheet.places):
        assert 0 <= place.x <= place.x + place.width <= paper.width
        assert 0 <= place.y <= place.y + place.height <= paper.height


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("count", [1, 3, 4, 15])
def test_each_back_lands_behind_its_front_when_the_sheet_is_turned_over_its_long_edge(form: Format, count: int) -> None:
    options = options_for(form, backs=True)
    paper, sheets = paper_for(options), lay_out(count, options)
    assert [sheet.back for sheet in sheets] == [False, True] * (len(sheets) // 2)
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        for here, there in zip(front.places, back.places, strict=True):
            assert here.card == there.card
            assert there.x == pytest.approx(paper.width - (here.x + here.width))  # seen from behind, left is right
            assert (there.y, there.width, there.height) == (here.y, here.width, here.height)
            assert there.turn == -here.turn  # the top of the card is at one edge of the sheet, seen from both sides


def test_a_place_behind_the_back_is_the_front_again() -> None:
    paper = paper_for(options_for(Format.A5))
    place = Place(0, 0.0, 148.5, 210.0, 148.5, turn=90)
    assert behind(paper, behind(paper, place)) == place


def test_four_cards_of_a_sheet_are_a6_and_two_are_a5() -> None:
    (four,) = lay_out(4, options_for(Format.A6, backs=False))
    assert {(place.width, place.height, place.turn) for place in four.places} == {(105, 148.5, 0)}
    (two,) = lay_out(2, options_for(Format.A5, backs=False))
    assert {(place.width, place.height, place.turn) for place in two.places} == {(210, 148.5, 90)}


@pytest.mark.parametrize("form", [Format.A6, Format.A5])
def test_cut_marks_lie_on_the_cuts_and_off_the_pictures(form: Format) -> None:
    (sheet,) = lay_out(EACH[form], options_for(form, backs=False))
    edges = {place.x for place in sheet.places} | {place.y for place in sheet.places}
    assert sheet.marks
    for mark in sheet.marks:
        assert mark.x1 == mark.x2 or mark.y1 == mark.y2
        assert (mark.x1 if mark.x1 == mark.x2 else mark.y1) in edges
        assert min(mark.x1, mark.y1) >= 5.0  # no home printer reaches the edge
    assert lay_out(4, options_for(form, marks=False))[0].marks == ()


def test_a_print_shops_marks_stay_out_of_the_bleed() -> None:
    options = options_for(Format.SHOP, marks=True)
    paper, sheets = paper_for(options), lay_out(1, options)
    inner = (paper.edge - paper.bleed, paper.width - paper.edge + paper.bleed)
    assert len(sheets[0].marks) == 8
    for mark in sheets[0].marks:
        if mark.y1 == mark.y2:
            assert max(mark.x1, mark.x2) < inner[0] or min(mark.x1, mark.x2) > inner[1]
            assert mark.y1 in (paper.edge, paper.height - paper.edge)


def test_a_card_carries_one_to_three_different_languages() -> None:
    for languages in ((), ("fr", "ar", "pt", "en"), ("fr", "fr")):
        with pytest.raises(ValueError, match=r"\("):
            PrintOptions(languages=languages)


OFFERED = ("fr", "ar", "pt", "en")


def asked(**said: list[str]) -> PrintOptions:
    return asked_options(said, offered=OFFERED)


def test_the_first_visit_shows_what_is_usual() -> None:
    assert asked() == options_for(Format.A6)
    assert asked(format=["a4"]) == options_for(Format.A4)


def test_what_cannot_be_is_replaced_by_what_is_usual() -> None:
    assert asked(format=["b7"], langue=["xx"], avec=["rien"], pour=["?"]) == options_for(Format.A6)


def test_boxes_count_only_for_the_format_they_were_shown_for() -> None:
    assert not asked(format=["a6"], pour=["a6"]).backs
    assert asked(format=["a6"], pour=["a4"]).backs
    assert not asked(format=["a4"], pour=["a6"], avec=["dos"]).backs


def test_more_than_three_languages_are_said_and_three_taken() -> None:
    said = {"langue": ["ar", "pt", "en", "fr", "xx"]}
    assert asked(**said).languages == ("ar", "pt", "en")
    assert too_many(said, offered=OFFERED)
    assert not too_many({"langue": ["ar", "ar", "xx"]}, offered=OFFERED)


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("grey", [True, False])
def test_an_address_comes_back_as_the_same_choices(form: Format, grey: bool) -> None:
    for backs, marks in ((True, False), (False, True)):
        options = options_for(form, languages=("ar", "fr"), backs=backs, marks=marks, grey=grey)
        address = {key: [one] if isinstance(one, str) else one for key, one in address_of("kpa", options).items()}
        assert asked(**address) == options


def test_a_print_shop_gets_no_page_for_a_home_printer() -> None:
    assert not asked(format=["imprimeur"], pour=["imprimeur"], avec=["calibrage"]).test_page


def test_sheets_follow_each_other_in_the_order_of_the_deck() -> None:
    firsts = [sheet.places[0].card for sheet in lay_out(15, options_for(Format.A6)) if not sheet.back]
    assert all(after - before == 4 for before, after in pairwise(firsts))
