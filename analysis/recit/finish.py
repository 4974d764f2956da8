"""What Word would do on opening the file, done before: caption numbers, table of contents, properties, same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from analysis.recit import fields

FIXED = datetime(2024, 1, 1)  # no clock in the file: the same récit gives the same bytes
_ZIP_DATE = (2024, 1, 1, 0, 0, 0)
_LEVELS = {"Heading 1": 1, "Heading 2": 2}


def number_captions(document: Document) -> None:
    """Write the numbers of « Figure » and « Tableau » captions, in the order of the document."""
    counts: dict[str, int] = {}
    for instruction, node in fields.instructions(document.element.body):
        words = instruction.split()
        if words[:1] == ["SEQ"] and len(words) > 1:
            counts[words[1]] = counts.get(words[1], 0) + 1
            fields.show(node, str(counts[words[1]]))


def fill_contents(document: Document) -> None:
    """Put the headings where the template has its table of contents; a template without one is left alone.

    The entries (a link and a PAGEREF each) stand in Word's own "Table of Contents" control, without the TOC field
    around them: inside one LibreOffice prints the numbers as they were saved, and here nobody knows them yet.
    """
    place = next((node for said, node in fields.instructions(document.element.body) if said.startswith("TOC")), None)
    if place is None:
        return
    paragraph = next(place.iterancestors(qn("w:p")))
    headings = [p for p in document.paragraphs if _level(p) and p.text.strip()]
    entries = [_entry(document, heading, number) for number, heading in enumerate(headings, 1)]
    if not entries:
        return
    paragraph.addprevious(_control(entries))
    paragraph.getparent().remove(paragraph)


def describe(document: Document, *, title: str, subject: str) -> None:
    """The properties people see in their files."""
    properties = document.core_properties
    properties.title, properties.subject, properties.author = title, subject, "KParole"
    properties.last_modified_by, properties.language, properties.comments = "KParole", "fr-FR", ""
    properties.created = properties.modified = FIXED
    properties.revision = 1


def same_bytes(content: bytes) -> bytes:
    """The same package, its entries sorted and dated alike."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        # Office looks for the list of content types first.
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()


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
