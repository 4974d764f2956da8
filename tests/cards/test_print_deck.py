from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cards.deck import load_deck
from cards.errors import PrintError
from cards.print_deck import calibration_pdf, deck_pdf, page_count, troubles
from cards.print_options import Format, PrintOptions, options_for
from cards.print_typst import compile_typst
from kparole.files import FOLDER
from tests.cards.printed import fonts, read, small_deck, tagged, texts, with_first

MM = 72 / 25.4
MINE = 0.1 * MM
ARABIC = options_for(Format.A6, languages=("fr", "ar"))


@cache
def printed(options: PrintOptions) -> bytes:
    return deck_pdf(load_deck(), options, home=None)


@pytest.mark.parametrize(("form", "pages"), [(Format.A6, 9), (Format.A5, 17), (Format.A4, 16), (Format.SHOP, 32)])
def test_a_format_has_its_pages_and_they_have_their_size(form: Format, pages: int) -> None:
    options = options_for(form)
    reader = read(printed(options))
    assert len(reader.pages) == pages == page_count(15, options)
    width, height = (111, 154) if form is Format.SHOP else (210, 297)
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(width * MM, abs=MINE)
        assert float(page.mediabox.height) == pytest.approx(height * MM, abs=MINE)


@pytest.mark.parametrize("marks", [True, False])
def test_a_print_shop_reads_where_to_cut_to_a_tenth_of_a_millimetre(marks: bool) -> None:
    edge = 10 if marks else 3
    for page in read(printed(options_for(Format.SHOP, marks=marks))).pages:
        assert [float(side) / MM for side in page.trimbox] == pytest.approx(
            [edge, edge, edge + 105, edge + 148], abs=0.1
        )
        bled = [edge - 3, edge - 3, edge + 108, edge + 151]
        assert [float(side) / MM for side in page.bleedbox] == pytest.approx(bled, abs=0.1)
        assert [float(side) / MM for side in page.mediabox] == pytest.approx(
            [0, 0, 105 + 2 * edge, 148 + 2 * edge], abs=0.1
        )
        assert "/TrimBox" in page
        assert "/BleedBox" in page


@pytest.mark.parametrize(
    "options",
    [ARABIC, options_for(Format.A6, languages=("fr", "uk", "tr")), options_for(Format.SHOP, grey=True), None],
    ids=["arabe", "ukrainien et turc", "imprimeur", "calibrage"],
)
def test_every_font_is_in_the_file(options: PrintOptions | None) -> None:
    found = set(fonts(read(calibration_pdf() if options is None else printed(options))))
    assert found
    assert all(inside for _, inside in found)
    names = " ".join(name for name, _ in found)
    assert "AtkinsonHyperlegibleNext" in names
    assert ("NotoNaskhArabic" in names) == (options is ARABIC)
    assert ("NotoSans" in names) == (options is not None and "uk" in options.languages)


def test_the_file_is_tagged_and_each_card_has_a_heading_and_the_words_for_its_picture() -> None:
    reader = read(printed(ARABIC))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Le jeu des KPA"
    elements = list(tagged(reader))
    spoken = [str(one["/Alt"]) for one in elements if "/Alt" in one]
    assert sorted(spoken) == sorted(f"Image de la carte « {card.title} »" for card in load_deck().shown)
    assert sum(one.get("/S") == "/H1" for one in elements) == 15 + 1  # the cards, then the credits
    assert sum((one.get("/S"), one.get("/Lang")) == ("/P", "ar") for one in elements) == 15


def test_the_file_asks_for_full_size_and_both_sides() -> None:
    wishes = read(printed(options_for(Format.A6))).root_object["/ViewerPreferences"]
    assert wishes["/PrintScaling"] == "/None"
    assert wishes["/Duplex"] == "/DuplexFlipLongEdge"
    assert "/Duplex" not in read(printed(options_for(Format.A6, backs=False))).root_object["/ViewerPreferences"]


@pytest.mark.parametrize("form", [Format.A6, Format.SHOP])
def test_the_same_deck_gives_the_same_bytes(form: Format) -> None:
    options = options_for(form, languages=("fr", "ar"), grey=True)
    assert deck_pdf(small_deck(3), options, home=None) == deck_pdf(small_deck(3), options, home=None)


def test_the_words_come_in_the_order_of_the_deck_with_version_and_credits() -> None:
    reader = read(printed(options_for(Format.A6)))
    deck = load_deck()
    fronts = " ".join(" ".join(text for text, _, _ in texts(page)) for page in reader.pages[:-1:2])
    places = [fronts.index(card.openings[0]) for card in deck.shown if not card.joker]
    assert places == sorted(places)
    assert fronts.count(f"version {deck.version}") == 15
    last = reader.pages[-1].extract_text()
    assert deck.version in last
    assert "Fluent Emoji" in last
    assert "Noto" in last


def test_the_backs_of_a_lone_card_is_behind_it() -> None:
    reader = read(deck_pdf(small_deck(1), options_for(Format.A6), home=None))
    ((_, x, y),) = [found for found in texts(reader.pages[0]) if found[0].startswith("J'ai")]
    ((_, back_x, back_y),) = [found for found in texts(reader.pages[1]) if found[0].startswith("Le jeu")]
    assert x < 105 < back_x
    assert max(y, back_y) < 148.5


def test_the_foot_of_a_card_says_the_deck_even_when_its_name_is_one_very_long_word() -> None:
    deck = replace(small_deck(1), title="W" * 80)
    page = read(deck_pdf(deck, options_for(Format.A6, backs=False), home=None)).pages[0]
    assert f"{'W' * 47}… · version {deck.version}" in page.extract_text()


def test_hidden_cards_are_left_out() -> None:
    deck = with_first(small_deck(5), hidden=True)
    reader = read(deck_pdf(deck, options_for(Format.A6, backs=False), home=None))
    assert len(reader.pages) == 2
    assert "J'ai appris" not in reader.pages[0].extract_text()


def test_sixty_cards_are_printed_in_two_seconds() -> None:
    deck = small_deck(60)
    compile_typst("cards.typ", {"test_page": True, "sheets": [], "credits": None, "paper": {"bleed": 0}}, title="Essai")
    start = time.process_time()
    deck_pdf(deck, options_for(Format.A6, languages=("fr", "ar", "pt")), home=None)
    assert time.process_time() - start < 2.0


def photo(home: Path, *, kind: str, mode: str = "RGB", size: tuple[int, int] = (900, 600)) -> str:
    """A picture of the team, kept under its digest."""
    made = BytesIO()
    Image.new(mode, size, 200 if mode == "L" else (200, 30, 40, 128)[: len(mode)]).save(made, kind)
    name = "ab" * 32
    (home / FOLDER).mkdir(parents=True, exist_ok=True)
    (home / FOLDER / name).write_bytes(made.getvalue())
    return f"{name}.{ {'JPEG': 'jpg', 'PNG': 'png', 'WEBP': 'webp'}[kind] }"


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGBA"), ("WEBP", "RGB")])
@pytest.mark.parametrize("grey", [True, False])
def test_photos_of_the_team_are_printed(tmp_path: Path, kind: str, mode: str, grey: bool) -> None:
    deck = with_first(small_deck(1), picture=photo(tmp_path, kind=kind, mode=mode))
    reader = read(deck_pdf(deck, options_for(Format.A6, backs=False, grey=grey), home=tmp_path))
    (shown,) = reader.pages[0].images
    red, green, blue = shown.image.convert("RGB").getpixel((450, 300))  # type: ignore[union-attr, misc]
    assert (abs(red - green) < 6 and abs(green - blue) < 6) == (grey or mode == "L")


def test_a_large_photo_is_printed_no_finer_than_paper_shows(tmp_path: Path) -> None:
    deck = with_first(small_deck(1), picture=photo(tmp_path, kind="JPEG", size=(3400, 2600)))
    (shown,) = read(deck_pdf(deck, options_for(Format.A6), home=tmp_path)).pages[0].images
    assert shown.image is not None
    assert min(shown.image.size) == 1100  # 93 mm at 300 dots an inch


def test_a_picture_that_is_not_one_is_said_in_french(tmp_path: Path) -> None:
    name = photo(tmp_path, kind="PNG")
    (tmp_path / FOLDER / name.partition(".")[0]).write_bytes(b"rien de bon")
    with pytest.raises(PrintError, match="ne se lit pas"):
        deck_pdf(with_first(small_deck(1), picture=name), options_for(Format.A6), home=tmp_path)
    drawing = name.replace(".png", ".svg")
    with pytest.raises(PrintError, match="ne s'impriment pas"):
        deck_pdf(with_first(small_deck(1), picture=drawing), options_for(Format.A6), home=tmp_path)


def test_a_drawing_that_stops_the_engine_is_said_in_french(tmp_path: Path) -> None:
    name = photo(tmp_path, kind="PNG").replace(".png", ".svg")
    mask = '<mask id="m" x="-1e30" width="1e38" height="1e38"><path d="M0 0h9v9z"/></mask><g mask="url(#m)"><path d="M0 0h9v9z"/></g>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{mask}</svg>'
    (tmp_path / FOLDER / name.partition(".")[0]).write_text(drawing, encoding="utf-8")
    with pytest.raises(PrintError, match="ne s'impriment pas"):
        deck_pdf(with_first(small_deck(1), picture=name), options_for(Format.A6), home=tmp_path)


def test_a_card_without_its_picture_is_printed_and_said(tmp_path: Path) -> None:
    deck, options = with_first(small_deck(2), picture="cd" * 32 + ".png"), options_for(Format.A6)
    assert troubles(deck, options, home=tmp_path) == ("Sans image : « J'ai appris… ».",)
    assert len(read(deck_pdf(deck, options, home=tmp_path)).pages) == 3


def test_what_a_print_lacks_is_said() -> None:
    deck = small_deck(2, fr="J'ai ri 😂 漢", en="I laughed")
    said = troubles(deck, options_for(Format.A6, languages=("fr", "ar")), home=None)
    assert said == (
        "Nos polices n'ont pas ces lettres (Français) : 漢. Elles deviennent « ? ».",
        "Sans titre en العربية : « J'ai ri 😂 漢 ».",
    )
    text = read(deck_pdf(deck, options_for(Format.A6), home=None)).pages[0].extract_text()
    assert "J'ai ri ?" in text
    assert troubles(load_deck(), ARABIC, home=None) == ()


def test_the_page_that_sets_the_printer_says_what_to_choose_and_has_a_back() -> None:
    reader = read(calibration_pdf())
    assert len(reader.pages) == 2
    words = " ".join(reader.pages[0].extract_text().split())
    for needed in ("100 %", "recto verso, bord long", "5 cm", "Taille réelle"):
        assert needed in words
    first = read(deck_pdf(small_deck(1), replace(options_for(Format.A6), test_page=True), home=None))
    assert len(first.pages) == 5
    assert "Régler" in first.pages[0].extract_text()
