"""The kit on paper: pages in order, tagged, fonts inside, and a booklet whose pages follow each other once folded."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pytest

from interviews.form_words import form_parts
from interviews.kit import load_kit
from interviews.kit_booklet import fold_order, folded
from interviews.kit_pdf import form_pdf, kit_pages, kit_pdf

KIT = load_kit()
A4, A5 = (595.28, 841.89), (419.53, 595.28)


@pytest.fixture(scope="module")
def pages() -> bytes:
    return kit_pdf(KIT)


@pytest.fixture(scope="module")
def small() -> bytes:
    return kit_pages(KIT)


@pytest.fixture(scope="module")
def booklet() -> bytes:
    return kit_pdf(KIT, booklet=True)


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(content))


def flat(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


def words(content: bytes) -> list[str]:
    """The words of each page, without how they are laid out."""
    return [flat(page.extract_text()) for page in opened(content).pages]


def size(page: Any) -> tuple[float, float]:
    return float(page.mediabox.width), float(page.mediabox.height)


def test_the_same_kit_gives_the_same_bytes(pages: bytes, booklet: bytes) -> None:
    assert kit_pdf(KIT) == pages
    assert folded(kit_pages(KIT), title=KIT.title) == booklet
    assert form_pdf(KIT) == form_pdf(KIT)


def test_the_pages_are_a4_tagged_in_french_with_their_title(pages: bytes) -> None:
    read = opened(pages)
    root: Any = read.trailer["/Root"]
    assert {size(page) == pytest.approx(A4, abs=0.3) for page in read.pages} == {True}
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert "/StructTreeRoot" in root
    assert read.metadata is not None
    assert read.metadata.title == KIT.title


@pytest.mark.parametrize("paper", ["pages", "small"])
def test_bookmarks_lead_to_the_pages_in_order(paper: str, request: pytest.FixtureRequest) -> None:
    read = opened(request.getfixturevalue(paper))
    marks: Any = [one for one in read.outline if not isinstance(one, list)]
    assert [mark.title for mark in marks] == [*(sheet.title for sheet in KIT.sheets), KIT.form.title]
    places: Any = [read.get_destination_page_number(mark) for mark in marks]
    assert places == sorted(set(places))
    assert places[0] == 2


def fonts(resources: Any) -> list[Any]:
    """The fonts of a page, and of the pages drawn on it."""
    found = [font.get_object() for font in resources.get("/Font", {}).values()]
    for drawing in resources.get("/XObject", {}).values():
        found += fonts(drawing.get_object().get("/Resources", {}))
    return found


@pytest.mark.parametrize("paper", ["pages", "booklet"])
def test_every_font_is_in_the_file(paper: str, request: pytest.FixtureRequest) -> None:
    read = opened(request.getfixturevalue(paper))
    used = [font for page in read.pages for font in fonts(page["/Resources"])]
    assert used
    for font in used:
        assert "AtkinsonHyperlegibleNext" in font["/BaseFont"]
        inside = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(inside)


def test_every_word_of_the_kit_is_printed_in_the_order_of_the_pages(pages: bytes) -> None:
    found = words(pages)
    starts = [next(n for n, text in enumerate(found) if n > 1 and flat(sheet.title) in text) for sheet in KIT.sheets]
    assert starts == sorted(starts)
    whole = " ".join(found)
    for sheet in KIT.sheets:
        assert flat(sheet.purpose) in whole
        for block in sheet.blocks:
            assert flat(block.title) in whole
            for one in block.prompts:
                assert flat(one.text) in whole
                assert flat(one.purpose) in whole
            for text in (*block.text, *block.points, *block.fields):
                assert flat(text) in whole
    assert whole.rindex(form_parts(KIT.form).closing) > whole.rindex(KIT.sheets[-1].title)


def test_the_blank_compte_rendu_has_every_part_in_the_order_of_the_standard() -> None:
    parts = form_parts(KIT.form)
    whole = " ".join(words(form_pdf(KIT)))
    names = [
        parts.kpa + " :",
        parts.info,
        parts.age,
        parts.gender,
        parts.since,
        parts.conduct,
        parts.lived,
        parts.terms,
    ]
    places = [whole.index(name) for name in (*names, parts.introduction, parts.order, *parts.cards, parts.closing)]
    assert places == sorted(places)
    assert whole.count(KIT.form.refusal) == 3
    assert len(opened(form_pdf(KIT)).pages) == 4


@pytest.mark.parametrize("pages", [1, 4, 5, 7, 8, 35, 40])
def test_folded_sheets_read_in_order(pages: int) -> None:
    faces = fold_order(pages)
    whole = -(-pages // 4) * 4
    assert len(faces) == whole // 2
    read: dict[int, int | None] = {}
    for sheet in range(len(faces) // 2):
        front, back = faces[2 * sheet], faces[2 * sheet + 1]
        # Turned over its short edge, the back of the right half of a sheet is the left half of its other face.
        read |= {2 * sheet + 1: front[1], 2 * sheet + 2: back[0]}
        read |= {whole - 2 * sheet - 1: back[1], whole - 2 * sheet: front[0]}
    assert [read[place] for place in sorted(read)] == [n if n <= pages else None for n in range(1, whole + 1)]


def test_the_booklet_shows_each_page_at_its_size_on_its_half_of_a_lying_a4(small: bytes, booklet: bytes) -> None:
    source, made = opened(small), opened(booklet)
    assert {size(page) == pytest.approx(A5, abs=0.3) for page in source.pages} == {True}
    assert {size(page) == pytest.approx(A4[::-1], abs=0.3) for page in made.pages} == {True}
    assert len(made.pages) % 2 == 0
    order = fold_order(len(source.pages))
    assert len(order) == len(made.pages)
    for face, sheet in zip(order, made.pages, strict=True):
        shown: Any = sheet["/Resources"]["/XObject"]  # type: ignore[index]
        lines = sheet.get_contents().get_data().decode().splitlines()  # type: ignore[union-attr]
        assert len(lines) == sum(number is not None for number in face)
        for place, number in enumerate(face):
            if number is not None:
                page = source.pages[number - 1].get_contents()
                assert page is not None
                assert shown[f"/P{place}"].get_object().get_data() == page.get_data()
                (line,) = (one for one in lines if f"/P{place} Do" in one)
                scale, left = line.split()[1], float(line.split()[5])
                assert scale == "1"
                assert left == pytest.approx(420.945 if place else 1.415, abs=0.02)


def test_pages_that_are_no_multiple_of_four_end_on_blank_ones() -> None:
    one = pypdf.PdfWriter()
    one.add_blank_page(*A5)
    content = BytesIO()
    one.write(content)
    made = opened(folded(content.getvalue(), title="Essai"))
    assert [len(page["/Resources"]["/XObject"]) for page in made.pages] == [1, 0]  # type: ignore[index,arg-type]
    assert made.metadata is not None
    assert made.metadata.title == "Essai"
