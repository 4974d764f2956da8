"""The kit in Word: real headings, a table of contents, words for the pictures, the same bytes, and no compte-rendu."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from interviews.blank_form import form_word
from interviews.errors import WordFileError
from interviews.kit import load_kit
from interviews.kit_word import kit_word
from tests.interviews.word_making import entry, read

KIT = load_kit()


@pytest.fixture(scope="module")
def content() -> bytes:
    return kit_word(KIT)


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def texts(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style]


def test_the_same_kit_gives_the_same_bytes(content: bytes) -> None:
    assert kit_word(KIT) == content


def test_pages_and_parts_are_real_headings(document: Any) -> None:
    assert texts(document, "Heading 1") == [sheet.name for sheet in KIT.sheets]
    assert texts(document, "Heading 2") == [block.title for sheet in KIT.sheets for block in sheet.blocks]
    assert texts(document, "Title") == [KIT.title]


def test_the_table_of_contents_leads_to_every_page(document: Any) -> None:
    links = [link for link in document.element.body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    said = ["".join(text.text or "" for text in link.iter(qn("w:t"))).rstrip("–") for link in links]
    assert said == [sheet.name for sheet in KIT.sheets]
    assert {link.get(qn("w:anchor")) for link in links} == marks


def test_prompts_keep_their_purpose_and_lines_to_write_on(document: Any) -> None:
    prompts = [(block, one) for sheet in KIT.sheets for block in sheet.blocks for one in block.prompts]
    assert texts(document, "But") == [one.purpose for _, one in prompts]
    spoken = [f"«\u00a0{one.text}\u00a0»" for block, one in prompts if block.spoken]
    assert texts(document, "Phrase à dire") == spoken
    assert texts(document, "Chose à faire") == [one.text for block, one in prompts if not block.spoken]
    told = sum(block.lines for sheet in KIT.sheets for block in sheet.blocks if block.kind == "lignes")
    assert texts(document, "Ligne à écrire") == [""] * (told + sum(one.lines for _, one in prompts))


def test_pictures_have_words_and_tables_have_headings(document: Any) -> None:
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == len(KIT.cards) + len(KIT.sheets) + 3
    assert all(picture.get("descr").startswith("Image de la carte «") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_it_speaks_french_and_says_what_it_is(content: bytes, document: Any) -> None:
    assert b'w:val="fr-FR"' in entry(content, "word/styles.xml")
    assert (document.core_properties.title, document.core_properties.author) == (KIT.title, "KParole")
    names = [style.name for style in document.styles]
    assert len(names) == len(set(names))


ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "spacing",
    "ind",
    "contextualSpacing",
    "jc",
    "outlineLvl",
    "rPr",
]
"""What Word asks of the properties of a paragraph; it calls a file damaged that has them otherwise."""


@pytest.mark.parametrize("name", ["word/styles.xml", "word/document.xml"])
@pytest.mark.parametrize("paper", ["kit", "form"])
def test_properties_stand_in_the_order_word_asks_for(content: bytes, paper: str, name: str) -> None:
    root = etree.fromstring(entry(content if paper == "kit" else form_word(KIT), name))
    for properties in root.iter(qn("w:pPr")):
        names = [etree.QName(child).localname for child in properties]
        assert names == sorted(names, key=ORDER.index)


def test_it_is_not_taken_for_a_compte_rendu(content: bytes) -> None:
    with pytest.raises(WordFileError, match="livret des fiches outils, pas un compte rendu"):
        read(content)
