"""The small Word gestures python-docx has no word for, and a save that gives the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

MOMENT = dt.datetime(2026, 4, 20, 20, 0, 0)
STAMP = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ")
ZIP_DATE = (2026, 4, 20, 20, 0, 0)
# Left by python-docx's own template: of no use here, and a picture of somebody else's page.
UNUSED_PARTS = ("thumbnail", "stylesWithEffects")


def new_document(*, font: str = "Calibri", size: float = 11) -> Document:
    """An empty French document that names nobody and no machine."""
    document = docx.Document()
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = MOMENT
    core.language = "fr-FR"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    _drop(document)
    return document


def _drop(document: Document) -> None:
    package = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if any(word in str(relation.reltype) for word in UNUSED_PARTS):
                del owner.rels[key]


def french_style_ids(document: Document) -> None:
    """Give headings the ids that a French Word writes (« Titre1 »); their names stay English, as in its files."""
    renamed = {"Heading1": "Titre1", "Heading2": "Titre2", "Heading3": "Titre3", "Title": "Titre"}
    for element in document.styles.element.iter():
        for attribute in (qn("w:styleId"), qn("w:val")):
            if element.get(attribute) in renamed and element.tag != qn("w:name"):
                element.set(attribute, renamed[element.get(attribute)])


def bold(paragraph: Paragraph, text: str, *, split: bool = False, underline: bool = False) -> None:
    """Add bold words; ``split`` cuts them into two runs, as Word does after a correction."""
    middle = text.find(" ") + 1 if split else 0
    for part in (text[:middle], text[middle:]):
        if part:
            run = paragraph.add_run(part)
            run.bold = True
            run.underline = underline or None


def add_field_code(paragraph: Paragraph, code: str) -> None:
    """A field Word computes, such as PAGE."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    simple.append(run)
    paragraph._p.append(simple)


def tracked(paragraph: Paragraph, text: str, *, inserted: bool, author: str, number: int) -> None:
    """Words added or struck out with tracked changes on, at a fixed moment."""
    change = OxmlElement("w:ins" if inserted else "w:del")
    for key, value in (("id", str(number)), ("author", author), ("date", STAMP)):
        change.set(qn(f"w:{key}"), value)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t" if inserted else "w:delText")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def comment(document: Document, runs: list[Run], text: str, *, author: str) -> None:
    """A remark in the margin, dated at the fixed moment."""
    made = document.add_comment(runs, text=text, author=author, initials=author[0])
    made._comment_elm.set(qn("w:date"), STAMP)


def content_control(paragraph: Paragraph, text: str, *, tag: str) -> None:
    """Words inside a content control (w:sdt), as in a form made with Word."""
    control = OxmlElement("w:sdt")
    settings = OxmlElement("w:sdtPr")
    name = OxmlElement("w:tag")
    name.set(qn("w:val"), tag)
    settings.append(name)
    content = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    content.append(run)
    control.append(settings)
    control.append(content)
    paragraph._p.append(control)


def save(document: Document, path: Path) -> None:
    """Write the document with sorted entries and fixed dates: the same source gives the same file."""
    buffer = io.BytesIO()
    document.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rezip(buffer.getvalue()))


def rezip(content: bytes) -> bytes:
    """The same parts in a ZIP whose entries are sorted (content types first, as Word wants) and all dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def without_people(core: bytes) -> bytes:
    """docProps/core.xml with its author, last editor and times emptied or fixed (LibreOffice writes the moment)."""
    core = re.sub(rb"(<dc:creator>|<cp:lastModifiedBy>)[^<]*", rb"\1", core)
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + STAMP.encode(), core)
