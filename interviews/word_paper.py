"""The sheet our Word papers are written on: A4, French, its styles; all can be changed in Word."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Arial"  # on every Windows and Mac; LibreOffice brings Liberation Sans, of the same widths
ACCENT, INK, QUIET, RULE, THREAD = "23459B", "27221B", "5C5346", "DDD2BF", "C8233A"
SOFT, SUNKEN, DOTS = "E4EAF8", "F4EEE2", "8A7D69"
TEXT_WIDTH = Mm(170)
_KEPT = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle", "footer", "List Bullet"),
    *(f"heading {level}" for level in (1, 2, 3)),
}


def new_document() -> Document:
    """An empty A4 document in French, with the styles of our papers."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(18)
    section.footer_distance = Mm(9)
    _keep_few_styles(document)
    _speak_french(document)
    _style(document, "Normal", size=11, after=5, line=1.15)
    for name, size, before, after in (("Heading 1", 20, 0, 8), ("Heading 2", 14, 16, 5), ("Heading 3", 12, 12, 3)):
        heading = _style(
            document, name, size=size, before=before, after=after, bold=True, colour=ACCENT, next_="Normal"
        )
        heading.paragraph_format.keep_with_next = True
    _style(document, "Title", size=30, after=6, bold=True, colour=ACCENT)
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    _style(document, "Footer", size=9, colour=QUIET)
    _style(document, "Aide", size=9.5, after=4, colour=QUIET, next_="Normal")
    _lines(document)
    return document


def add_style(document: Document, name: str, **looks: Any) -> Any:
    """One more paragraph style; ``looks`` as size, before, after, line (points or ratio), bold, colour, next_."""
    return _style(document, name, **looks)


def side_rule(style: Any, colour: str, *, indent: Mm) -> None:
    """A thick line along the left side of a style."""
    _borders(style, left=f'w:val="single" w:sz="18" w:space="8" w:color="{colour}"')
    style.paragraph_format.left_indent = indent


def shaded(style: Any, colour: str) -> None:
    """A tint behind a style, as wide as the text."""
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _lines(document: Document) -> None:
    dotted = f'w:val="dotted" w:sz="6" w:space="1" w:color="{DOTS}"'
    writing = _style(document, "Ligne à écrire", size=13, line=1.5)
    _borders(writing, bottom=dotted, between=dotted)
    notes = _style(document, "Notes", size=11, before=2, after=2, line=1.35)
    _borders(notes, bottom=dotted, between=dotted)
    for name, stop in (("À remplir", TEXT_WIDTH), ("À remplir, avec une case", Mm(122))):
        style = _style(document, name, size=11, before=5, after=5)
        dots = parse_xml(
            f'<w:tabs {nsdecls("w")}><w:tab w:val="left" w:leader="dot" w:pos="{round(stop.pt * 20)}"/></w:tabs>'
        )
        style.element.get_or_add_pPr().insert_element_before(
            dots, "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
        )
    _style(document, "Case", size=10, before=2, after=2, line=1.05)
    _style(document, "Case de tête", size=10, before=2, after=2, bold=True, line=1.05)


def _borders(style: Any, **sides: str) -> None:
    inside = "".join(f"<w:{side} {looks}/>" for side, looks in sides.items())
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{inside}</w:pBdr>")
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
        "w:outlineLvl",
    )  # fmt: skip


def _keep_few_styles(document: Document) -> None:
    """Leave out the hundred and fifty styles that python-docx brings: nobody would find ours among them."""
    root = document.styles.element
    for style in list(root.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in _KEPT:
            root.remove(style)
    for style in root.findall(qn("w:style")):
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _speak_french(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(defaults):
        defaults.remove(child)
    made = parse_xml(
        f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr>'
    )
    defaults.extend(list(made))


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
    bold: bool = False,
    colour: str = INK,
    next_: str | None = None,
) -> Any:
    styles = document.styles
    if name in [style.name for style in styles]:
        style: Any = styles[name]
    else:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
    style.hidden, style.quick_style = False, True
    run = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:i", "w:iCs", "w:kern"):
        for old in run.findall(qn(tag)):
            run.remove(old)
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    if next_ is not None:
        style.next_paragraph_style = styles[next_]
    return style
