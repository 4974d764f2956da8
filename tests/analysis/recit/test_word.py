from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import jinja2
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from analysis.recit import make_template
from analysis.recit.outline import DRAFT
from analysis.recit.source import RecitSource
from analysis.recit.word import TEMPLATE, write_recit
from interviews.word_fields import instructions
from interviews.word_kinds import is_untouched_recit
from tests.analysis.recit.making import NASTY, make_source

pytestmark = pytest.mark.xdist_group("recit")


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def all_words(content: bytes) -> str:
    """Every text node of the body, one paragraph a line."""
    body = opened(content).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def forced(source: RecitSource, words: str) -> RecitSource:
    """The same source where only this can be quoted, so that it must be."""
    readings = source.analysis.readings
    carried = next(e for e in source.analysis.extracts if any(x.polarity == "positive" for x in readings[e.id].labels))
    return replace(source, quotable={carried.id: words})


def test_the_template_is_what_its_script_makes() -> None:
    assert TEMPLATE.read_bytes() == make_template.make_template()


def test_the_same_source_gives_the_same_bytes(source: RecitSource, written: bytes) -> None:
    assert write_recit(make_source()) == written


@pytest.mark.usefixtures("charts_drawn_once")
@pytest.mark.parametrize("words", [*NASTY, "\u202bשלום\u202c fin", "]]> <!-- &amp; \\n %s", "a\u00a0b\u202fc"])
def test_peoples_words_are_printed_to_the_letter(source: RecitSource, words: str) -> None:
    assert words in all_words(write_recit(forced(source, words)))


def test_no_tag_of_the_template_is_left(written: bytes) -> None:
    said = re.sub(r"\{\{ title \}\} \{% if x %\}|\{_\{", "", all_words(written))
    assert not re.search(r"\{[{%]|[\ue000\ue001]", said)


def test_headings_are_real_and_in_the_contents(written: bytes) -> None:
    document = opened(written)
    headings = [p.text for p in document.paragraphs if p.style and p.style.name in {"Heading 1", "Heading 2"}]
    links = {
        link.get(qn("w:anchor")): "".join(t.text or "" for t in link.iter(qn("w:t")))
        for link in document.element.body.iter(qn("w:hyperlink"))
    }
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert "Gagner en confiance en soi" in headings
    assert [text.removesuffix("–") for text in links.values()] == headings
    assert set(links) == marks
    assert sum(said.startswith("PAGEREF") for said, _ in instructions(document.element.body)) == len(headings)


def test_nothing_asks_word_to_update_fields_on_opening(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        settings = package.read("word/settings.xml").decode()
        assert "updateFields" not in settings
        assert 'w:name="compatibilityMode"' in settings
        assert 'w:dirty="' not in package.read("word/document.xml").decode()


def test_captions_are_sequence_fields_numbered_in_order(written: bytes) -> None:
    numbers: dict[str, list[str]] = {}
    document = opened(written)
    for said, node in instructions(document.element.body):
        if said.startswith("SEQ"):
            run = node.getparent()
            shown = next(r.find(qn("w:t")).text for r in run.itersiblings(qn("w:r")) if r.find(qn("w:t")) is not None)
            numbers.setdefault(said.split()[1], []).append(shown)
    assert len(numbers["Figure"]) > 9
    assert all(found == [str(n) for n in range(1, len(found) + 1)] for found in numbers.values())
    assert all(
        p.style and p.style.name == "Caption" for p in document.paragraphs if re.match(r"(Figure|Tableau) \d", p.text)
    )


def test_every_picture_says_what_it_shows(written: bytes) -> None:
    pictures = list(opened(written).element.body.iter(qn("wp:docPr")))
    texts = [picture.get("descr") for picture in pictures]
    assert len({picture.get("id") for picture in pictures}) == len(pictures) > 9
    assert all(text and len(text) > 40 and "\ue000" not in text for text in texts)
    assert any("personnes sur 30 en parlent" in text for text in texts)


def test_table_heads_are_said_again_on_each_page(written: bytes) -> None:
    tables = opened(written).tables
    heads = [t for t in tables if t._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(heads) >= 6
    assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for table in heads for row in table.rows)


@pytest.mark.parametrize("checked", [True, False])
def test_every_page_of_a_draft_says_so(checked: bool) -> None:
    section = opened(write_recit(make_source(people=2, each=4, checked=checked))).sections[0]
    banner = DRAFT.replace(" :", "\u00a0:")
    heads = ["".join(p.text for p in part.paragraphs) for part in (section.first_page_header, section.header)]
    assert [banner in head for head in heads] == [not checked, not checked]


def test_the_file_is_in_french_and_describes_itself(written: bytes) -> None:
    document = opened(written)
    properties = document.core_properties
    assert (properties.author, properties.language) == ("KParole", "fr-FR")
    assert is_untouched_recit(written)
    assert properties.title == "Récit évaluatif – Réseau des KPA"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fr-FR"


def test_pages_are_numbered(written: bytes) -> None:
    footer = opened(written).sections[0].footer._element
    assert [said for said, _ in instructions(footer)] == ["PAGE", "NUMPAGES"]


def test_every_part_of_the_package_is_sound_xml(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        for name in (n for n in names if n.endswith((".xml", ".rels"))):
            etree.fromstring(package.read(name))


def test_paragraphs_keep_the_order_word_wants(written: bytes) -> None:
    """Word repairs a file whose paragraph does not start with its properties."""
    body = opened(written).element.body
    assert all(p.find(qn("w:pPr")) is None or p[0].tag == qn("w:pPr") for p in body.iter(qn("w:p")))
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


def test_verbatims_wear_the_style_of_their_family(written: bytes) -> None:
    used = {p.style.name for p in opened(written).paragraphs if p.style and (p.style.name or "").startswith("Citation")}
    assert {
        "Citation – Vie sociale",
        "Citation – Émotions et pensée",
        "Citation – Vie au travail",
        "Citation – contraire",
    } <= used


@pytest.mark.usefixtures("charts_drawn_once")
def test_an_edited_template_that_asks_too_much_is_refused(source: RecitSource, tmp_path: Path) -> None:
    document = docx.Document(str(TEMPLATE))
    document.add_paragraph("{{ inconnu }}")
    edited = tmp_path / "modele.docx"
    document.save(str(edited))
    with pytest.raises(jinja2.UndefinedError, match="inconnu"):
        write_recit(source, template=edited)


@pytest.mark.usefixtures("charts_drawn_once")
def test_an_edited_template_cannot_run_code(source: RecitSource, tmp_path: Path) -> None:
    document = docx.Document(str(TEMPLATE))
    document.add_paragraph("{{ title.__class__.__mro__ }}")
    edited = tmp_path / "modele.docx"
    document.save(str(edited))
    with pytest.raises(jinja2.exceptions.SecurityError):
        write_recit(source, template=edited)
