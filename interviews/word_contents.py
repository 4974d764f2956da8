"""Writes the table of contents of a Word file before anybody opens it: a link and a page number an entry."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from interviews import word_fields as fields

_LEVELS = {"Heading 1": 1, "Heading 2": 2}


def fill_contents(document: Document) -> None:
    """Put the headings where a document has a TOC field, of the levels it has a « toc 1 », « toc 2 » style for.

    A document without that field is left alone.

    The entries (a link and a PAGEREF each) stand in Word's own "Table of Contents" control, without the TOC field
    around them: inside one LibreOffice prints the numbers as they were saved, and here nobody knows them yet.
    """
    place = next((node for said, node in fields.instructions(document.element.body) if said.startswith("TOC")), None)
    if place is None:
        return
    paragraph = next(place.iterancestors(qn("w:p")))
    styles = {style.name for style in document.styles}
    headings = [p for p in document.paragraphs if f"toc {_level(p)}" in styles and p.text.strip()]
    entries = [_entry(document, heading, number) for number, heading in enumerate(headings, 1)]
    if not entries:
        return
    paragraph.addprevious(_control(entries))
    paragraph.getparent().remove(paragraph)


def _control(entries: list[Any]) -> Any:
    """Word's content control for tables of contents, around the entries."""
    control, properties, content = (OxmlElement(f"w:{tag}") for tag in ("sdt", "sdtPr", "sdtContent"))
    kind, gallery = OxmlElement("w:docPartObj"), OxmlElement("w:docPartGallery")
    gallery.set(qn("w:val"), "Table of Contents")
    kind.extend([gallery, OxmlElement("w:docPartUnique")])
    properties.append(kind)
    content.extend(entries)
    control.extend([properties, content])
    return control


def _level(paragraph: Paragraph) -> int:
    return _LEVELS.get(paragraph.style.name or "", 0) if paragraph.style else 0


def _entry(document: Document, heading: Paragraph, number: int) -> Any:
    """A line of the table of contents, and the bookmark in the heading that it leads to."""
    name = f"_Toc{100000 + number}"
    _bookmark(heading, name, 1000 + number)
    entry = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), document.styles[f"toc {_level(heading)}"].style_id)
    properties.append(style)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.set(qn("w:history"), "1")
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    link.extend([fields.text_run(heading.text), tab, *fields.field_runs(f"PAGEREF {name} \\h", "–")])
    entry.extend([properties, link])
    return entry


def _bookmark(heading: Paragraph, name: str, identifier: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(identifier))
    start.set(qn("w:name"), name)
    element = heading._p
    element.insert(1 if element.pPr is not None else 0, start)
    element.append(end)
