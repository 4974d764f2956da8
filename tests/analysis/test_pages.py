from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.pages import FIRST_VOICES, Reader
from analysis.steps.types import Mask
from cards.deck import load_deck
from interviews.consent import MaskedSpan
from tests.analysis.hand_made import analysis, taxonomy

NAMES = {"A-1": "Awa", "A-2": "Yanis", "B-1": "Noa"}
MASKS = {"A-1.1": [MaskedSpan(Mask(0, 5, "PERSONNE", "Kader"), "proposed")]}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(analysis(), taxonomy(), load_deck(), NAMES, MASKS)


def test_the_grid_is_people_by_effects(reader: Reader) -> None:
    page = reader.grid()
    assert [(row.who.name, [cell.strength for cell in row.cells]) for row in page.rows] == [
        ("Awa", [3, 2, 0]),
        ("Yanis", [0, 0, 0]),
        ("Noa", [0, 0, 0]),
    ]
    assert [row.cells[0].contrary for row in page.rows] == [False, True, False]
    assert page.totals == (1, 1, 0)


def test_the_grid_says_who_speaks_of_what_fits_no_effect(reader: Reader) -> None:
    assert [row.unexpected for row in reader.grid().rows] == [0, 0, 2]
    assert reader.grid().unexpected == 1


def test_bands_cover_the_columns_of_their_family(reader: Reader) -> None:
    assert [(band.label, band.style, band.span) for band in reader.grid().bands] == [
        ("La famille", "social", 1),
        ("", "", 2),
    ]
    assert reader.grid().firsts == {"lien", "metier"}


def test_each_effect_has_its_strongest_voice_masked(reader: Reader) -> None:
    lien, metier, calme = reader.effects()
    assert lien.lead is not None
    assert metier.lead is not None
    assert (lien.lead.extract, metier.lead.extract, calme.lead) == ("A-1.1.1", "A-1.1.2", None)
    assert "".join(piece.text for piece in lien.lead.pieces) == "[prénom] m'a emmenée au marché."
    assert [piece.text for piece in lien.lead.pieces if piece.mark] == ["emmenée"]


def test_an_effect_has_its_voices_its_contrary_and_its_neighbours(reader: Reader) -> None:
    grid = taxonomy()
    page = reader.effect(grid.effects[0])
    assert ([v.extract for v in page.said], [v.extract for v in page.against], page.more) == (
        ["A-1.1.1", "A-1.1.2"],
        ["A-2.1.1"],
        0,
    )
    assert (page.before, page.after, page.family, page.kpas, page.only_contrary) == (
        None,
        grid.effects[1],
        "La famille",
        2,
        1,
    )
    assert (page.cards, page.subs) == ((("utile", "J'ai été utile…", 2),), (("Sortir plus", 1),))
    assert [(c.strength, c.contrary) for c in page.columns] == [(3, False), (0, True), (0, False)]
    assert reader.effect(grid.effects[2]).after is None


def test_only_the_voices_of_one_person_can_be_asked_for(reader: Reader) -> None:
    page = reader.effect(taxonomy().effects[0], person="A-2")
    assert ([v.extract for v in page.said], [v.extract for v in page.against]) == ([], ["A-2.1.1"])
    assert page.lead is not None


def test_an_effect_nobody_speaks_of_has_an_empty_page(reader: Reader) -> None:
    page = reader.effect(taxonomy().effects[2])
    assert (page.lead, page.said, page.against, page.cards, page.subs) == (None, (), (), (), ())


def test_the_strongest_words_of_one_person_are_reached_from_her_cell(reader: Reader) -> None:
    found, denied = reader.peek("A-1", "lien"), reader.peek("A-2", "lien")
    assert found is not None
    assert found.extract == "A-1.1.1"
    assert denied is not None
    assert denied.polarity == "absente"
    assert reader.peek("B-1", "lien") is None
    assert reader.peek("X", "rien") is None


def test_themes_outside_the_effects_come_first(reader: Reader) -> None:
    outside, inside = reader.themes()
    assert (outside.theme.name, outside.effect, outside.people) == ("bus", None, 1)
    assert [v.extract for v in outside.typical] == ["B-1.1.2", "B-1.1.1"]
    assert inside.effect is not None
    assert inside.effect.id == "lien"


def test_crossings_are_a_table_a_variable_with_small_cells_told(reader: Reader) -> None:
    tables = reader.crossings()
    assert [table.variable for table in tables] == ["genre", "age", "kpa", "carte"]
    assert tables[0].rows[0] == ("femme", 1, ((1, True), (1, True), (0, True)))


def test_a_card_that_left_the_deck_keeps_its_id(reader: Reader) -> None:
    assert (reader.card_title("inconnue"), reader.card_title("joker"), reader.card_title("aime")) == (
        "inconnue",
        "JOKER",
        "J'ai aimé…",
    )


def test_a_long_list_of_voices_is_cut_and_says_how_many_more() -> None:
    made = analysis()
    many = tuple(
        type(made.extracts[0])(f"A-1.1.{n}", "A-1", "A-1.1", "carte", "utile", 1, 0, 5, "Kader", False)
        for n in range(FIRST_VOICES + 3)
    )
    readings = {extract.id: made.readings["A-1.1.1"] for extract in many}
    reader = Reader(replace(made, extracts=many, readings=readings, themes=()), taxonomy(), load_deck(), NAMES, {})
    effect = taxonomy().effects[0]
    assert (len(reader.effect(effect).said), reader.effect(effect).more) == (FIRST_VOICES, 3)
    assert (len(reader.effect(effect, everything=True).said), reader.effect(effect, everything=True).more) == (
        FIRST_VOICES + 3,
        0,
    )
